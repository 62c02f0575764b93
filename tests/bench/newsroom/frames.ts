import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { startBrowser } from '../../support/chromium.ts';
import { builtConsole } from '../../support/console-build.ts';
import { medians, quantiles, report } from './figures.ts';
import { openPremises } from './premises.ts';
import type { Premises } from './premises.ts';

/** So many of the best cards are in sight; the changes are theirs in turn. */
const IN_SIGHT = 6;
const SETTLE_MS = 2_000;

/** When a change was there: for scripts, and on the screen after the frame that drew it. Milliseconds since 1970. */
interface Seen {
  readonly drawn: number;
  painted?: number;
}

interface Watching {
  seen?: Record<string, Seen>;
}

/**
 * From a change that is committed to the screen: the real store and server, the production build in a real browser, one
 * clock. `asked` counts from before the transaction, `committed` from its answer.
 */
export async function benchFrames(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      cards: { type: 'string', default: '200' },
      changes: { type: 'string', default: '400' },
      rate: { type: 'string', default: '20' },
      runs: { type: 'string', default: '3' },
    },
  });
  const [cards, changes, rate, count] = [values.cards, values.changes, values.rate, values.runs].map(Number) as [
    number,
    ...[number, number, number],
  ];
  await builtConsole();
  const [premises, browser] = [await openPremises(cards), await startBrowser()];
  try {
    const page = await (
      await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
    ).newPage();
    await page.goto(premises.link);
    await page.getByRole('article').first().waitFor();
    await page.evaluate(watchTitles);
    const runs: Awaited<ReturnType<typeof oneRun>>[] = [];
    for (let n = 0; n < count; n++) runs.push(await oneRun(page, premises, { run: n, changes, rate }));
    report({ cards, changes, rate, medians: medians(runs.map(flat)), runs });
  } finally {
    await browser.close();
    await premises.close();
  }
}

interface Load {
  readonly run: number;
  readonly changes: number;
  readonly rate: number;
}

async function oneRun(page: Page, { opportunities, write }: Premises, { run, changes, rate }: Load) {
  const [asked, committed] = [new Map<string, number>(), new Map<string, number>()];
  const began = Date.now();
  for (let n = 0; n < changes; n++) {
    await sleep(began + (n * 1_000) / rate - Date.now());
    const title = `Change ${run}.${n}.`;
    asked.set(title, Date.now());
    await write({ ...opportunities[n % IN_SIGHT]!, title, updatedAt: new Date().toISOString() });
    committed.set(title, Date.now());
  }
  await sleep(SETTLE_MS);
  const seen = await page.evaluate(titlesSeen);
  const shown = [...asked.keys()].filter((title) => seen[title]?.painted !== undefined);
  const since = (from: Map<string, number>, to: keyof Seen) =>
    quantiles(shown.map((title) => seen[title]![to]! - from.get(title)!));
  return {
    changes: asked.size,
    shown: shown.length,
    committedToDrawn: since(committed, 'drawn'),
    committedToPainted: since(committed, 'painted'),
    askedToPainted: since(asked, 'painted'),
  };
}

function flat({ changes, shown, ...spans }: Awaited<ReturnType<typeof oneRun>>): Record<string, number> {
  const named = Object.entries(spans).flatMap(([name, { p50, p95, max }]) => [
    [`${name} p50`, p50],
    [`${name} p95`, p95],
    [`${name} max`, max],
  ]);
  return { changes, shown, ...Object.fromEntries(named) };
}

/** Runs in the page: notes when each title came. */
function watchTitles(): void {
  const seen: Record<string, Seen> = ((window as Watching).seen = {});
  const look = () => {
    for (const { textContent: title } of document.querySelectorAll('article h2')) {
      if (!title || seen[title]) continue;
      const one: Seen = (seen[title] = { drawn: Date.now() });
      // The first task after a frame comes when that frame is on its way to the screen.
      requestAnimationFrame(() => setTimeout(() => (one.painted = Date.now())));
    }
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
}

const titlesSeen = (): Record<string, Seen> => (window as Watching).seen ?? {};
