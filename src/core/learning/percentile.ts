/**
 * The value below which a share of the values lies, between two of them in proportion; null where there are none.
 * @param share 0 to 1
 */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)]!;
  const high = sorted[Math.ceil(place)]!;
  return low + (high - low) * (place - Math.floor(place));
}

/** What is said of many durations. */
export const spreadOver = (values: readonly number[]): { median: number | null; p95: number | null } => ({
  median: percentile(values, 0.5),
  p95: percentile(values, 0.95),
});
