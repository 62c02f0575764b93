import type { CDPSession, Page } from 'playwright-core';
import { round } from './figures.ts';

/** A frame that took longer was seen to be late, at 60 a second. Milliseconds. */
const LATE_MS = 20;

/** How smoothly a page moved for a while. */
export interface Smoothness extends Record<string, number> {
  /** Frames a second, on average. */
  readonly fps: number;
  /** Share of the frames that took more than 20 ms, per cent. */
  readonly late: number;
  /** The longest frame, ms. */
  readonly longest: number;
  /** Share of the time in which the page's thread was at work, per cent; of that in scripts, and in style and layout. */
  readonly busy: number;
  readonly script: number;
  readonly layout: number;
}

/** Counts the frames of a page while something goes on before it. */
export async function framesOf(page: Page, meanwhile: () => Promise<void>): Promise<Smoothness> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  await page.evaluate(countFrames);
  const before = await workOf(devtools);
  await meanwhile();
  const after = await workOf(devtools);
  const frames = await page.evaluate(framesCounted);
  await devtools.detach();
  const total = frames.reduce((sum, ms) => sum + ms, 0);
  const share = (name: string) =>
    round(((after(name) - before(name)) / (after('Timestamp') - before('Timestamp'))) * 100);
  return {
    fps: round((frames.length / total) * 1_000),
    late: round((frames.filter((ms) => ms > LATE_MS).length / frames.length) * 100),
    longest: round(Math.max(...frames)),
    busy: share('TaskDuration'),
    script: share('ScriptDuration'),
    layout: round(share('LayoutDuration') + share('RecalcStyleDuration')),
  };
}

async function workOf(devtools: CDPSession): Promise<(name: string) => number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const byName = new Map(metrics.map(({ name, value }) => [name, value]));
  return (name) => byName.get(name) ?? NaN;
}

/** What the page keeps while it counts. */
interface Counting {
  counted?: number[];
  next?: number;
}

function countFrames(): void {
  const kept = window as Counting;
  const frames: number[] = (kept.counted = []);
  let last: number | null = null;
  const tick = (at: number) => {
    if (last !== null) frames.push(at - last);
    last = at;
    kept.next = requestAnimationFrame(tick);
  };
  kept.next = requestAnimationFrame(tick);
}

function framesCounted(): number[] {
  const kept = window as Counting;
  cancelAnimationFrame(kept.next ?? 0);
  return kept.counted ?? [];
}
