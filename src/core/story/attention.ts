/** What is read off a curve of attention. Times are in steps, heights in parts of the highest smoothed step so far. */
export interface Reading {
  /** Since its onset. */
  readonly age: number;
  readonly sincePeak: number;
  /** Smoothed attention now. */
  readonly level: number;
  /** How it has changed in three steps: natural logarithm of the ratio. */
  readonly trend: number;
  /** Attention now ÷ mean attention so far. */
  readonly lean: number;
  /** The last step alone. */
  readonly last: number;
  /** Steps for which it has been below half. */
  readonly below: number;
  /** Steps in which it stood at half or more. */
  readonly high: number;
  /** Mean of the last six steps. */
  readonly recent: number;
  readonly mean: number;
  /** Natural logarithm of one more than the highest smoothed step: how much there is to read at all. */
  readonly size: number;
}

export type ReadingName = keyof Reading;
export const READING_NAMES: readonly ReadingName[] = [
  'age',
  'sincePeak',
  'level',
  'trend',
  'lean',
  'last',
  'below',
  'high',
  'recent',
  'mean',
  'size',
];

/** Steps over which attention is smoothed: a mean of the last ones. */
const SMOOTH = 3;
const RECENT = 6;
/**
 * A story begins the step before its attention first reaches this part of its peak: what a few said long before a burst
 * does not make the burst old.
 */
const ONSET = 0.25;
/** A ratio of heights is taken with this part of the peak added to both, so that little against nothing says little. */
const GROUND = 0.1;
const NOTHING: Reading = {
  age: 0,
  sincePeak: 0,
  level: 0,
  trend: 0,
  lean: 0,
  last: 0,
  below: 0,
  high: 0,
  recent: 0,
  mean: 0,
  size: 0,
};

/** Reads the curve at its end. */
export function readAttention(counts: ArrayLike<number>, end: number = counts.length): Reading {
  const smooth = (i: number): number => at(counts, i) + at(counts, i - 1) + at(counts, i - 2);
  let [peak, peakAt] = [0, 0];
  for (let i = 0; i < end; i++) {
    const height = smooth(i);
    if (height > peak) [peak, peakAt] = [height, i];
  }
  if (peak === 0) return { ...NOTHING, age: end - 1, below: end };
  const t = end - 1;
  let onset = 0;
  while (smooth(onset) < ONSET * peak) onset++;
  onset = Math.max(onset - 1, 0);
  let [high, below] = [0, 0];
  for (let i = onset; i < end; i++) {
    const isHigh = 2 * smooth(i) >= peak;
    high += isHigh ? 1 : 0;
    below = isHigh ? 0 : below + 1;
  }
  const now = smooth(t) / peak;
  const before = smooth(Math.max(t - SMOOTH, 0)) / peak;
  const mean = meanOf(counts, onset, end);
  return {
    age: t - onset,
    sincePeak: t - peakAt,
    level: now,
    trend: Math.log((now + GROUND) / (before + GROUND)),
    lean: smooth(t) / SMOOTH / mean,
    last: (SMOOTH * at(counts, t)) / peak,
    below,
    high,
    recent: (SMOOTH * meanOf(counts, Math.max(end - RECENT, onset), end)) / peak,
    mean: (SMOOTH * mean) / peak,
    size: Math.log1p(peak / SMOOTH),
  };
}

function meanOf(counts: ArrayLike<number>, from: number, end: number): number {
  let sum = 0;
  for (let i = from; i < end; i++) sum += at(counts, i);
  return sum / (end - from);
}

const at = (counts: ArrayLike<number>, i: number): number => (i < 0 ? 0 : (counts[i] as number));
