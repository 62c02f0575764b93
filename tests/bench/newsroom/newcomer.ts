import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { startBrowser } from '../../support/chromium.ts';
import { builtConsole } from '../../support/console-build.ts';
import { createInstallation } from '../../support/products.ts';
import { medians, report, round } from './figures.ts';

const PATIENCE_MS = 180_000;

/**
 * Somebody who has never seen the product starts it on an empty folder, follows the link that it says, reads the tour or
 * skips it, waits for a card that can be decided, looks at its evidence, and accepts. Counts what they pressed, and tells
 * the time of the machine: what a person needs for reading comes on top.
 */
export async function benchNewcomer(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { runs: { type: 'string', default: '3' } } });
  await builtConsole();
  const skips: Newcomer[] = [];
  const reads: Newcomer[] = [];
  for (let n = 0; n < Number(values.runs); n++) {
    skips.push(await oneNewcomer(false));
    reads.push(await oneNewcomer(true));
  }
  report({ skipsTheTour: medians(skips), readsTheTour: medians(reads), runs: { skips, reads } });
}

/** Times in seconds. */
interface Newcomer extends Record<string, number> {
  readonly clicks: number;
  /** From the start of the process. */
  readonly toLink: number;
  readonly toFirstCard: number;
  readonly toDecidable: number;
  readonly toDecided: number;
  /** From the link that was followed. */
  readonly signInToDecidable: number;
  readonly signInToDecided: number;
}

async function oneNewcomer(readsTour: boolean): Promise<Newcomer> {
  const installation = await createInstallation({}, { evening: true });
  const browser = await startBrowser();
  try {
    const began = performance.now();
    const product = await installation.start();
    const link = (await product.ready())!;
    const followed = performance.now();
    const page = await (
      await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
    ).newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const since = (from: number) => round((performance.now() - from) / 1_000);
    await page.goto(link);
    let clicks = await endTour(page, readsTour);
    await page.getByRole('article').first().waitFor();
    const toFirstCard = since(began);
    const card = page.getByRole('article').filter({ has: page.getByRole('button', { name: 'Accept' }) });
    await card.first().waitFor();
    const [toDecidable, signInToDecidable] = [since(began), since(followed)];
    await card.first().getByRole('heading').getByRole('link').click();
    await page.getByRole('heading', { name: 'Evidence' }).waitFor();
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByText('accepted by you').first().waitFor();
    clicks += 2;
    return {
      ...{ clicks, toLink: round((followed - began) / 1_000), toFirstCard, toDecidable, toDecided: since(began) },
      ...{ signInToDecidable, signInToDecided: since(followed) },
    };
  } finally {
    await browser.close();
    await installation.remove();
  }
}

/** Answers how often they pressed. */
async function endTour(page: Page, isRead: boolean): Promise<number> {
  const tour = page.getByRole('region', { name: 'A short tour' });
  await tour.waitFor();
  if (!isRead) {
    await tour.getByRole('button', { name: 'Skip the tour' }).click();
    return 1;
  }
  const next = tour.getByRole('button', { name: 'Next' });
  let clicks = 1;
  for (; (await next.count()) > 0; clicks++) await next.click();
  await tour.getByRole('button', { name: 'Start' }).click();
  return clicks;
}
