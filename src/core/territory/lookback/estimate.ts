/** How many there are, told from a sample: the number, and between which numbers it lies 19 times in 20. */
export interface Estimate {
  readonly count: number;
  readonly low: number;
  readonly high: number;
  /** Nothing was left out: the number is exact. */
  readonly exact: boolean;
}

/** Standard deviations of a normal law that hold 95 % of it. */
const Z = 1.96;
/** With none found among a share p of all, there are fewer than 3 / p, 19 times in 20 (the rule of three). */
const OF_NONE = 3;

/**
 * Each found one stands for those like it that were left out: the estimator of Horvitz and Thompson (1952) for independent
 * draws, with its variance Σ (1 − p) / p².
 * @param chances for each one found, its chance of having been in the sample, above 0 up to 1
 * @param least the smallest chance that any one had: what nobody found may hide behind it
 */
export function estimateFrom(chances: readonly number[], least: number): Estimate {
  const count = chances.reduce((sum, p) => sum + 1 / p, 0);
  if (least >= 1) return { count: chances.length, low: chances.length, high: chances.length, exact: true };
  const spread = Z * Math.sqrt(chances.reduce((sum, p) => sum + (1 - p) / (p * p), 0));
  return {
    count: Math.round(count),
    low: Math.max(chances.length, Math.floor(count - spread)),
    high: Math.ceil(Math.max(count + spread, OF_NONE / least)),
    exact: false,
  };
}
