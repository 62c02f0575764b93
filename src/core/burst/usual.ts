import type { LocalHours } from './local-hours.ts';
import {
  BLOCK_MINUTES,
  BLOCKS,
  HOURS,
  LAG_BLOCKS,
  MINUTE_MS,
  MINUTES,
  SLICE_MS,
  WINDOWS,
  type Columns,
} from './series.ts';

/**
 * What is usual for a series: a daily profile, times a level that follows the last hours. Constants were chosen with
 * `npm run bench -- burst` on streams of their own seeds, see docs/measurements.md.
 */
const USUAL = {
  /** Half-life of the level, minutes. */
  levelHalfLife: 90,
  /** Expected counts that the level is worth from the beginning. */
  levelPrior: 3,
  /** Share of the profile's hour that a new day replaces; more while there are few days. */
  dayShare: 0.12,
  /** Share of each hour that is the mean of the day. */
  smoothing: 0.05,
  /** Standard deviations above what is expected at which a block is cut before it teaches. */
  cut: 2,
  /** Times what is expected at which a hot block is cut before it teaches the profile. */
  profileCut: 2,
  /** Time in which a dispersion is half forgotten, minutes. */
  dispersionHalfLife: 7 * 24 * 60,
  dispersionAtFirst: 1.3,
  /** Windows of its own that what is known of other series is worth. */
  pooledWindows: 24,
  /** A squared residual counts at most so many times the dispersion. */
  dispersionCut: 9,
  /** Minutes in which a new series is believed whatever it counts: nothing better is known of it. */
  youngMinutes: 120,
  /** Fewest expected in a minute: one in two days. */
  floor: 1 / 2_880,
  /** Minutes after which a hot series is taken as it is. */
  longestHot: 180,
} as const;

const LEVEL_FADE = 0.5 ** (BLOCK_MINUTES / USUAL.levelHalfLife);
const DISPERSION_STEP = (BLOCK_MINUTES / USUAL.dispersionHalfLife) * Math.LN2;
/** Blocks until a window shares nothing with itself any more. */
const BLOCKS_OF_WINDOW = WINDOWS.map((slices) => Math.max((slices * SLICE_MS) / MINUTE_MS / BLOCK_MINUTES, 1));
const HOUR_MINUTES = 60;
const DAY_HOURS = 24;

/** @param rate counts per minute that such a series has where nothing is known */
export function openUsual(columns: Columns, i: number, rate: number): void {
  columns.profile.fill(Math.max(rate, 1 / 1_440), i * HOURS, (i + 1) * HOURS);
  columns.dispersion.fill(USUAL.dispersionAtFirst, i * WINDOWS.length, (i + 1) * WINDOWS.length);
  columns.levelSeen[i] = USUAL.levelPrior;
  columns.levelExpected[i] = USUAL.levelPrior;
}

/** Expected count of a minute, given as minutes since 1970. */
export function expectedAt(columns: Columns, i: number, minute: number, hours: LocalHours): number {
  const level = (columns.levelSeen[i]! + USUAL.levelPrior) / (columns.levelExpected[i]! + USUAL.levelPrior);
  return Math.max(profileAt(columns, i, minute, hours) * level, USUAL.floor);
}

/** The profile is linear between the middles of hours. */
function profileAt({ profile }: Columns, i: number, minute: number, hours: LocalHours): number {
  const hour = Math.floor(minute / HOUR_MINUTES);
  const past = (minute % HOUR_MINUTES) / HOUR_MINUTES - 0.5;
  const near = profile[i * HOURS + hours(hour)]!;
  const next = profile[i * HOURS + hours(hour + (past > 0 ? 1 : -1))]!;
  return (1 - Math.abs(past)) * near + Math.abs(past) * next;
}

/** What the last full block expected, at the level of its time, and without it. */
function profileOfBlock(columns: Columns, i: number, minute: number, hours: LocalHours): number {
  let sum = 0;
  for (let back = 0; back < BLOCK_MINUTES; back++) sum += profileAt(columns, i, minute - back, hours);
  return sum;
}

export const isHot = ({ hot }: Columns, i: number): boolean => hot[i]! > 0 && hot[i]! < USUAL.longestHot;

/** Notes whether the minute that ends was hot. A series cools three times as fast as it heats. */
export function noteHeat(columns: Columns, i: number, isHotNow: boolean): void {
  const { hot } = columns;
  hot[i] = isHotNow ? Math.min(hot[i]! + 1, USUAL.longestHot) : Math.max(hot[i]! - 3, 0);
}

/**
 * Learns from the block that ends with `minute`. A hot block teaches no more than what was expected of it, so that a
 * burst does not become what is usual.
 * @param windows counted and expected in each window that ends now
 */
export function learnBlock(
  columns: Columns,
  i: number,
  minute: number,
  hours: LocalHours,
  frozen: boolean,
  windows: { readonly seen: Float64Array; readonly expected: Float64Array },
): void {
  let seen = 0;
  for (let back = 0; back < BLOCK_MINUTES; back++) seen += columns.minutes[i * MINUTES + ((minute - back) % MINUTES)]!;
  const expected = Math.max(columns.expected[i * BLOCKS + (Math.floor(minute / BLOCK_MINUTES) % BLOCKS)]!, 1e-3);
  const dispersion = columns.dispersion[i * WINDOWS.length + 5]!;
  const isYoung = minute - columns.since[i]! < USUAL.youngMinutes;
  const most = isYoung ? Infinity : frozen ? expected : expected + USUAL.cut * Math.sqrt(dispersion * expected) + 1;
  const learnt = Math.min(seen, most);
  // The level must not follow a burst at all; a burst that comes every evening must become what evenings are like.
  columns.hourSum[i]! += Math.min(seen, Math.max(most, USUAL.profileCut * expected));
  learnLevel(columns, i, learnt, profileOfBlock(columns, i, minute, hours));
  if (!frozen && !isYoung) learnDispersion(columns, i, knownBlocks(columns, i, minute), windows);
}

/** A level that was measured against a profile that was a guess says nothing. */
function forgetLevel({ waitingSeen, waitingExpected, levelSeen, levelExpected }: Columns, i: number): void {
  waitingSeen.fill(0, i * LAG_BLOCKS, (i + 1) * LAG_BLOCKS);
  waitingExpected.fill(0, i * LAG_BLOCKS, (i + 1) * LAG_BLOCKS);
  levelSeen[i] = USUAL.levelPrior;
  levelExpected[i] = USUAL.levelPrior;
}

/** The block from ten minutes ago counts now, this one waits. */
function learnLevel(columns: Columns, i: number, seen: number, expected: number): void {
  const { waitingSeen, waitingExpected, levelSeen, levelExpected } = columns;
  const oldest = i * LAG_BLOCKS;
  levelSeen[i] = LEVEL_FADE * levelSeen[i]! + waitingSeen[oldest]!;
  levelExpected[i] = LEVEL_FADE * levelExpected[i]! + waitingExpected[oldest]!;
  waitingSeen.copyWithin(oldest, oldest + 1, oldest + LAG_BLOCKS);
  waitingExpected.copyWithin(oldest, oldest + 1, oldest + LAG_BLOCKS);
  waitingSeen[oldest + LAG_BLOCKS - 1] = seen;
  waitingExpected[oldest + LAG_BLOCKS - 1] = expected;
}

/** Blocks from which a series could learn how much it scatters. */
const knownBlocks = ({ since }: Columns, i: number, minute: number): number =>
  Math.max(minute - since[i]! - USUAL.youngMinutes, 0) / BLOCK_MINUTES;

/**
 * Variance ÷ mean of a window's count. Series are alike in this: about 1 + √mean. Of its own, only
 * windows that do not overlap tell something new.
 */
export function dispersionOf(columns: Columns, i: number, window: number, mean: number): number {
  const known = knownBlocks(columns, i, columns.minute[i]!) / BLOCKS_OF_WINDOW[window]!;
  const own = columns.dispersion[i * WINDOWS.length + window]!;
  return (known * own + USUAL.pooledWindows * (1 + Math.sqrt(mean))) / (known + USUAL.pooledWindows);
}

/** Fading mean of the squared Pearson residual of each window; a plain mean as long as there are few. */
function learnDispersion(
  { dispersion }: Columns,
  i: number,
  known: number,
  { seen, expected }: { readonly seen: Float64Array; readonly expected: Float64Array },
): void {
  for (let w = 0; w < WINDOWS.length; w++) {
    const at = i * WINDOWS.length + w;
    const usual = Math.max(expected[w]!, 0.05);
    const residual = Math.min((seen[w]! - usual) ** 2 / usual, USUAL.dispersionCut * dispersion[at]!);
    const step = Math.max(DISPERSION_STEP, 1 / (known + 2));
    dispersion[at] = Math.max(1, dispersion[at]! + step * (residual - dispersion[at]!));
  }
}

/** Learns from the hour that ends with `minute`. Until a day has been seen, every hour is taken to be like this one. */
export function learnHour(columns: Columns, i: number, minute: number, hours: LocalHours): void {
  const { profile, hourSum, since } = columns;
  const days = Math.floor((minute - since[i]!) / (HOUR_MINUTES * DAY_HOURS));
  const share = Math.max(1 / (days + 1), USUAL.dayShare);
  const own = profile.subarray(i * HOURS, (i + 1) * HOURS);
  const now = hours(Math.floor(minute / HOUR_MINUTES));
  let mean = 0;
  for (const rate of own) mean += rate / HOURS;
  const minutes = Math.min(minute - since[i]! + 1, HOUR_MINUTES);
  const seen = (1 - USUAL.smoothing) * (hourSum[i]! / minutes) + USUAL.smoothing * mean;
  const learnt = Math.max((1 - share) * own[now]! + share * seen, 1 / 1_440);
  hourSum[i] = 0;
  if (minute - since[i]! < USUAL.youngMinutes) forgetLevel(columns, i);
  if (days === 0) own.fill(learnt);
  else own[now] = learnt;
  // The first weekend of a series is expected to be like its working days, hour by hour.
  if (days > 0 && days < 7 && now < DAY_HOURS) own[now + DAY_HOURS] = learnt;
}
