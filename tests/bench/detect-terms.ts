import { createBoard, emptyBoard } from '../../src/core/burst/board.ts';
import { createLocalHours } from '../../src/core/burst/local-hours.ts';
import { SERIES_BYTES } from '../../src/core/burst/series.ts';
import { seeded } from '../support/random.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 5);
const EVENTS = 2_000_000;
const RATE = 1 / 1_440;

/**
 * How the cost of counting and of looking grows with the number of terms: two hours in which so many events fall on the
 * terms as words do in texts (the nth most frequent one 1 ÷ n as often), each followed by a look at its term.
 */
export function benchTerms(sizes: readonly number[]): void {
  for (const terms of sizes) {
    globalThis.gc?.();
    const before = process.memoryUsage();
    const board = createBoard(emptyBoard(), { hours: createLocalHours('UTC') });
    const names = Array.from({ length: terms }, (_, i) => `term ${i.toString(36)}`);
    for (const name of names) board.count(name, START, RATE);
    const filled = performance.now();
    const random = seeded(42);
    let surges = 0;
    for (let i = 0; i < EVENTS; i++) {
      const name = names[Math.floor(terms ** random()) - 1] as string;
      const at = START + Math.floor((i * 120 * MINUTE) / EVENTS);
      board.count(name, at, RATE);
      if (board.surge(name, at).score > 11) surges += 1;
    }
    const seconds = (performance.now() - filled) / 1_000;
    const after = process.memoryUsage();
    const bytes = after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed;
    const line = {
      terms,
      events: EVENTS,
      eventsPerSecond: Math.round(EVENTS / seconds),
      microsecondsPerEvent: Math.round((1e8 * seconds) / EVENTS) / 100,
      bytesPerTermState: SERIES_BYTES,
      bytesPerTermWithName: Math.round(bytes / terms),
      surges,
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}
