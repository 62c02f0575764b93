import type { Forecast } from '../../../contract/replay.ts';

/** Between the ends of the interval lie nine days in ten. */
const OUTSIDE = 0.05;
/** Before anything is seen: half an alert in all, so that a quiet week does not promise that none will ever come. */
const PRIOR_ALERTS = 0.5;
/** How much busier than by chance busy days are: variance ÷ mean, believed as strongly as so many days. */
const PRIOR_SPREAD = 2;
const PRIOR_DAYS = 4;

/**
 * Alerts on a day to come, from those on days like it: a negative binomial, for news come in waves and days differ by more
 * than chance (Poisson). With few days little is known of mean and spread, and the interval is wide.
 * @param counts alerts on each whole day; without one nothing can be said
 * @param unseen alerts a day that a sample has hidden, at most: they widen the interval upwards
 */
export function forecastPerDay(counts: readonly number[], unseen = 0): Forecast | null {
  const days = counts.length;
  if (days === 0) return null;
  const sum = counts.reduce((total, count) => total + count, 0);
  const mean = sum / days;
  const believed = (sum + PRIOR_ALERTS) / days;
  // Of the mean of few days we are as unsure as of a day divided by their number.
  const variance = believed * spreadOf(counts, mean) * (1 + 1 / days);
  const high = quantile(believed + unseen, variance * (1 + unseen / believed), 1 - OUTSIDE);
  return { perDay: mean, low: quantile(believed, variance, OUTSIDE), high };
}

/** Variance ÷ mean of the days, drawn towards the prior; never below chance. */
function spreadOf(counts: readonly number[], mean: number): number {
  if (counts.length < 2 || mean === 0) return PRIOR_SPREAD;
  const squares = counts.reduce((total, count) => total + (count - mean) ** 2 / mean, 0);
  return Math.max(1, (squares + PRIOR_DAYS * PRIOR_SPREAD) / (counts.length - 1 + PRIOR_DAYS));
}

/** More than this is near enough to a normal law, and its terms are too small for numbers. */
const LARGE = 300;
const Z = 1.645;

/** Smallest number that is not exceeded with the probability: a negative binomial of this mean and variance. */
function quantile(mean: number, variance: number, probability: number): number {
  if (mean > LARGE) {
    const offset = probability < 0.5 ? -Z : Z;
    return Math.max(0, Math.round(mean + offset * Math.sqrt(variance)));
  }
  const size = mean ** 2 / Math.max(variance - mean, 1e-9 * mean);
  const odds = mean / (size + mean);
  let chance = Math.exp(-size * Math.log1p(mean / size));
  let below = chance;
  let n = 0;
  for (; below < probability && n < 100 * LARGE; n++) {
    chance *= ((n + size) / (n + 1)) * odds;
    below += chance;
  }
  return n;
}
