/** Of all values: the middle one, the one that 95 of 100 do not exceed, and the largest; rounded to a digit. */
export function quantiles(values: readonly number[]): { p50: number; p95: number; max: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN);
  return { p50: at(0.5), p95: at(0.95), max: round(sorted.at(-1) ?? NaN) };
}

/** Figure by figure the middle one of several runs that answer the same figures. */
export function medians<K extends string>(runs: readonly Readonly<Record<K, number>>[]): Record<K, number> {
  const names = Object.keys(runs[0] ?? {}) as K[];
  return Object.fromEntries(names.map((name) => [name, quantiles(runs.map((run) => run[name])).p50])) as Record<
    K,
    number
  >;
}

export const round = (value: number): number => Math.round(value * 10) / 10;

/** Measurements print one JSON object. */
export function report(line: object): void {
  process.stdout.write(`${JSON.stringify(line, null, 2)}\n`);
}
