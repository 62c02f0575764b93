import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '../../support/chromium.ts';
import { builtConsole } from '../../support/console-build.ts';
import { startFakeServer } from '../../support/fake-server.ts';
import { seeded } from '../../support/random.ts';
import { busyStories, startChanges } from './busy-evening.ts';
import { medians, report } from './figures.ts';
import { framesOf } from './frames-of.ts';

/** Every so often the wheel turns, or the pointer moves a little. Milliseconds. */
const WHEEL_MS = 100;
const WHEEL_STEPS = 30;

interface Load {
  readonly folder: string;
  readonly cards: number;
  readonly rate: number;
  readonly milliseconds: number;
}

/** What somebody does before the feed while the changes come. */
const DOINGS: Record<string, (page: Page, step: number) => Promise<void>> = {
  still: async () => undefined,
  pointer: (page, step) => page.mouse.move(500 + (step % 2), 420),
  scrolling: (page, step) => page.mouse.wheel(0, step % (2 * WHEEL_STEPS) < WHEEL_STEPS ? 240 : -240),
};

/**
 * The production build of the console in a real browser, before a server that lets cards come and change: frames a second
 * while nobody touches it, with the pointer over a card, and while it is scrolled. `rest` is the same page without changes,
 * which is what the machine can do. Medians of the runs, and each run.
 */
export async function benchFeed(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      cards: { type: 'string', default: '2000' },
      rate: { type: 'string', default: '20' },
      seconds: { type: 'string', default: '30' },
      runs: { type: 'string', default: '3' },
    },
  });
  const [cards, rate, seconds, count] = [values.cards, values.rate, values.seconds, values.runs].map(Number) as [
    number,
    ...[number, number, number],
  ];
  const folder = await builtConsole();
  const browser = await startBrowser();
  const load = { folder, cards, rate, milliseconds: seconds * 1_000 };
  try {
    const runs: Awaited<ReturnType<typeof oneRun>>[] = [];
    for (let n = 0; n < count; n++) runs.push(await oneRun(browser, load, n + 1));
    const names = Object.keys(runs[0]!.phases);
    const middle = names.map((name) => [name, medians(runs.map(({ phases }) => phases[name]!))]);
    report({ cards, rate, seconds, medians: Object.fromEntries(middle), runs });
  } finally {
    await browser.close();
  }
}

async function oneRun(browser: Browser, { folder, cards, rate, milliseconds }: Load, seed: number) {
  const random = seeded(seed);
  const stories = busyStories(cards, random);
  const fake = await startFakeServer({ folder, stories, clock: () => Date.now() });
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    await page.goto(fake.url);
    await page.getByRole('article').first().waitFor();
    await page.mouse.move(5, 5);
    await sleep(2_000);
    const rest = await framesOf(page, () => sleep(milliseconds / 3));
    const changes = startChanges(fake, stories, rate, random);
    const phases: Record<string, Awaited<ReturnType<typeof framesOf>>> = { rest };
    for (const [name, doing] of Object.entries(DOINGS)) {
      await page.mouse.move(5, 5);
      phases[name] = await framesOf(page, () => keepDoing(page, doing, milliseconds));
    }
    return { changes: await changes.end(), phases };
  } finally {
    await context.close();
    await fake.stop();
  }
}

async function keepDoing(page: Page, doing: (page: Page, step: number) => Promise<void>, milliseconds: number) {
  const end = performance.now() + milliseconds;
  for (let step = 0; performance.now() < end; step++) {
    await doing(page, step);
    await sleep(WHEEL_MS);
  }
}
