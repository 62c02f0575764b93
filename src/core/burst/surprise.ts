import { BLOCK_MINUTES, BLOCKS, MINUTES, SLICES, WINDOWS, type Columns } from './series.ts';
import { MINUTE_MS, SLICE_MS } from './series.ts';
import { dispersionOf } from './usual.ts';

const SLICES_A_MINUTE = MINUTE_MS / SLICE_MS;
/** Windows that are counted in slices; the longer ones are counted in minutes. */
const SHORT_WINDOWS = WINDOWS.filter((slices) => slices <= SLICES).length;
/** Fewer than this are never a burst. */
const FEWEST = 3;
/** Smallest size parameter of the negative binomial: what is next to never expected is not known better than this. */
const LEAST_SIZE = 0.25;

/** Counted and expected in every window that ends now. Made once and filled again and again. */
export interface Look {
  readonly seen: Float64Array;
  readonly expected: Float64Array;
}

export const createLook = (): Look => ({
  seen: new Float64Array(WINDOWS.length),
  expected: new Float64Array(WINDOWS.length),
});

/**
 * Fills in what each window holds.
 * @param now expected count of the minute that runs, per minute
 * @param elapsed share of that minute that has passed, above 0
 */
export function lookAt(columns: Columns, i: number, now: number, elapsed: number, look: Look): void {
  const { slices, slice } = columns;
  let sum = 0;
  for (let back = 0, w = 0; w < SHORT_WINDOWS; w++) {
    for (; back < WINDOWS[w]!; back++) sum += slices[i * SLICES + ((slice[i]! - back) % SLICES)]!;
    look.seen[w] = sum;
    look.expected[w] = (now * WINDOWS[w]!) / SLICES_A_MINUTE;
  }
  lookAtMinutes(columns, i, now, elapsed, look);
}

/** The longer windows: what was expected is known block by block, and the newest block is not full yet. */
function lookAtMinutes(
  { minutes, expected, minute }: Columns,
  i: number,
  now: number,
  elapsed: number,
  look: Look,
): void {
  const last = minute[i]!;
  const firstMinute = i * MINUTES;
  const firstBlock = i * BLOCKS;
  let at = last % MINUTES;
  let block = Math.floor(last / BLOCK_MINUTES) % BLOCKS;
  let left = last % BLOCK_MINUTES;
  let rate = left > 0 ? expected[firstBlock + block]! / left : 0;
  let sum = minutes[firstMinute + at]!;
  let usual = now * elapsed;
  for (let back = 1, w = SHORT_WINDOWS; w < WINDOWS.length; w++) {
    for (const end = WINDOWS[w]! / SLICES_A_MINUTE; back < end; back++) {
      if (left === 0) {
        left = BLOCK_MINUTES;
        block = block === 0 ? BLOCKS - 1 : block - 1;
        rate = expected[firstBlock + block]! / BLOCK_MINUTES;
      }
      left -= 1;
      at = at === 0 ? MINUTES - 1 : at - 1;
      sum += minutes[firstMinute + at]!;
      usual += rate;
    }
    look.seen[w] = sum;
    look.expected[w] = usual;
  }
}

/** The most surprising window. */
export interface Surprise {
  /** Index into WINDOWS; −1 where nothing is unusual. */
  window: number;
  score: number;
}

/**
 * The largest log-likelihood ratio of a negative binomial over the windows,
 *
 *     n·ln(n ÷ mu) − (n + k)·ln((n + k) ÷ (mu + k)),  k = mu ÷ (dispersion − 1),
 *
 * each times (minutes ÷ 10)^0.05: ten seconds are looked at more often than an hour and mislead as often.
 * @param from first window that counts: minutes where nothing finer is known
 */
export function surprise(columns: Columns, i: number, { seen, expected }: Look, from: number, into: Surprise): void {
  into.window = -1;
  into.score = 0;
  for (let w = from; w < WINDOWS.length; w++) {
    const n = seen[w]!;
    const mu = Math.max(expected[w]!, 1e-3);
    if (n < FEWEST || n <= mu) continue;
    const size = Math.max(mu / Math.max(dispersionOf(columns, i, w, mu) - 1, 1e-3), LEAST_SIZE);
    const ratio = n * Math.log(n / mu) - (n + size) * Math.log((n + size) / (mu + size));
    const score = ratio * WEIGHTS[w]!;
    if (score > into.score) {
      into.window = w;
      into.score = score;
    }
  }
}

const WEIGHTS = WINDOWS.map((slices) => (slices / SLICES_A_MINUTE / 10) ** 0.05);
