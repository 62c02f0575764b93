import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../../support/chromium.ts';
import { builtConsole } from '../../support/console-build.ts';
import { medians, quantiles, report, round } from './figures.ts';
import { openPremises } from './premises.ts';

interface Watching {
  /** Milliseconds from the start of the navigation until the first card was painted. */
  firstCard?: number;
}

/**
 * From the start of the navigation to the first card on the screen, with a cold cache and somebody who is signed in: the
 * production build, the real server. And what had been fetched by then, as gzip makes it.
 */
export async function benchFirstScreen(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      cards: { type: 'string', default: '200' },
      loads: { type: 'string', default: '10' },
      runs: { type: 'string', default: '3' },
    },
  });
  const [cards, loads, count] = [values.cards, values.loads, values.runs].map(Number) as [number, number, number];
  const folder = await builtConsole();
  const [premises, browser] = [await openPremises(cards), await startBrowser()];
  try {
    const context = await browser.newContext();
    await (await context.newPage()).goto(premises.link);
    const storageState = await context.storageState();
    let files: string[] = [];
    const runs: { p50: number; p95: number; max: number }[] = [];
    for (let run = 0; run < count; run++) {
      const times: number[] = [];
      for (let n = 0; n < loads; n++) {
        const loaded = await load(browser, premises.url, storageState);
        times.push(loaded.firstCard);
        files = loaded.files;
      }
      runs.push(quantiles(times));
    }
    report({ cards, loads, firstCardMs: medians(runs), runs, gzipKilobytes: await sizesOf(folder, files) });
  } finally {
    await browser.close();
    await premises.close();
  }
}

type StorageState = Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>>;

/** A browser that was never here, but for its session. */
async function load(browser: Browser, url: string, storageState: StorageState) {
  const context = await browser.newContext({ storageState, locale: 'en-GB', viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(watchFirstCard);
    await page.goto(url);
    await page.waitForFunction(() => (window as Watching).firstCard !== undefined);
    return await page.evaluate(() => {
      const firstCard = (window as Watching).firstCard!;
      const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      const files = resources.filter(({ responseEnd }) => responseEnd <= firstCard).map(({ name }) => new URL(name));
      return { firstCard, files: files.map(({ pathname }) => pathname).filter((path) => !path.startsWith('/api/')) };
    });
  } finally {
    await context.close();
  }
}

/** Of what was fetched before the first card: the scripts that the page itself names, all scripts, all styles, and everything with the page itself. */
async function sizesOf(folder: string, files: readonly string[]): Promise<Record<string, number>> {
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const sizes = new Map<string, number>();
  for (const path of new Set(['/index.html', ...files])) {
    sizes.set(path, gzipSync(await readFile(join(folder, path))).length);
  }
  const sum = (holds: (path: string) => boolean) =>
    round([...sizes].filter(([path]) => holds(path)).reduce((total, [, bytes]) => total + bytes, 0) / 1_000);
  return {
    files: sizes.size,
    main: sum((path) => path.endsWith('.js') && page.includes(path)),
    scripts: sum((path) => path.endsWith('.js')),
    styles: sum((path) => path.endsWith('.css')),
    all: sum(() => true),
  };
}

/** Runs in the page before anything else. */
function watchFirstCard(): void {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('article h2')) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => ((window as Watching).firstCard = performance.now())));
  });
  observer.observe(document, { subtree: true, childList: true });
}
