import { LEVELS, type Band } from '../../contract/window-model.ts';

/** A moment in the life of a story that is over. */
export interface LifeCase {
  /** Of the scorecard `left`, then. */
  readonly score: number;
  /** Minutes that were left. */
  readonly minutes: number;
  readonly weight: number;
}

/** A share of something: so much weight at so many minutes. */
type Mass = readonly [minutes: number, weight: number];

/** How far a case counts for the bands beside its own, in bands: the standard deviation of a bell. */
export const REACH = 0.9;
/** Shares at which a band's distribution is taken apart, to be mixed with another. */
const PARTS = 50;

/**
 * Bands from what was seen. Each mixes the cases near it with what `prior` says there, which weighs as much as
 * `priorWeight` cases of weight 1; where stories were few the prior stays.
 */
export function learnBands(
  scores: readonly number[],
  cases: readonly LifeCase[],
  stepMinutes: number,
  prior?: { readonly bands: readonly Band[]; readonly weight: number },
): Band[] {
  const placed = cases.map((one) => ({ ...one, place: placeOf(scores, one.score) }));
  const rows = scores.map((score, i) => {
    const mass: Mass[] = placed.flatMap(({ place, minutes, weight }) => {
      const bell = Math.exp(-0.5 * ((place - i) / REACH) ** 2);
      return bell < 1e-4 ? [] : [[minutes, weight * bell] as const];
    });
    if (prior) mass.push(...partsOf(minutesAt(prior.bands, score), prior.weight));
    return quantilesOf(mass, stepMinutes);
  });
  return scores.map((score, i) => ({ score, minutes: rows[i] as number[] })).map(rounded(ascending(rows)));
}

/** Minutes left at each of LEVELS for a score: mixed between the two bands next to it. */
export function minutesAt(bands: readonly Band[], score: number): number[] {
  const place = placeOf(
    bands.map((band) => band.score),
    score,
  );
  const i = Math.min(Math.floor(place), bands.length - 2);
  const [below, above] = [bands[i] as Band, bands[i + 1] as Band];
  const part = place - i;
  return below.minutes.map((minutes, k) => minutes + part * ((above.minutes[k] as number) - minutes));
}

/** Minutes at any level. */
export function minutesAtLevel(minutes: readonly number[], level: number): number {
  return interpolate(LEVELS, minutes, level);
}

/** Share of stories that are over by `value`, in the unit of `ends`, which belong to LEVELS. */
export function shareAt(ends: readonly number[], value: number): number {
  const [before, last] = ends.slice(-2) as [number, number];
  const end = last + (last - before);
  if (value < (ends[0] as number)) return 0;
  if (value >= end) return 1;
  return interpolate([...ends, end], [...LEVELS, 1], value);
}

/** Place of a score among the bands, 0 to their number less one. */
function placeOf(scores: readonly number[], score: number): number {
  return interpolate(
    scores,
    scores.map((_, i) => i),
    score,
  );
}

/** Straight between the points; beyond them, the outermost value. Where several points share an x, the last counts. */
function interpolate(xs: readonly number[], ys: readonly number[], x: number): number {
  if (x < (xs[0] as number)) return ys[0] as number;
  let i = xs.length - 1;
  while (i > 0 && (xs[i] as number) > x) i--;
  if (i === xs.length - 1) return ys[i] as number;
  const [left, right] = [xs[i] as number, xs[i + 1] as number];
  const part = (x - left) / (right - left);
  return (ys[i] as number) + part * ((ys[i + 1] as number) - (ys[i] as number));
}

function partsOf(minutes: readonly number[], weight: number): Mass[] {
  return Array.from({ length: PARTS }, (_, i) => [minutesAtLevel(minutes, (i + 0.5) / PARTS), weight / PARTS]);
}

/** Minutes at LEVELS. Times that were counted in steps stand for the step around them, not for one moment. */
function quantilesOf(mass: readonly Mass[], stepMinutes: number): number[] {
  const sorted = mass.toSorted((a, b) => a[0] - b[0]);
  const total = sorted.reduce((sum, [, weight]) => sum + weight, 0);
  if (total === 0) return LEVELS.map(() => 0);
  const [middles, values]: [number[], number[]] = [[], []];
  let done = 0;
  for (let i = 0; i < sorted.length;) {
    const start = (sorted[i] as Mass)[0];
    let own = 0;
    let moments = 0;
    for (; i < sorted.length && (sorted[i] as Mass)[0] < start + stepMinutes / 2; i++) {
      const [minutes, weight] = sorted[i] as Mass;
      own += weight;
      moments += weight * minutes;
    }
    if (own === 0) continue;
    middles.push((done + own / 2) / total);
    values.push(moments / own);
    done += own;
  }
  return LEVELS.map((level) => interpolate(middles, values, level));
}

/** Per level, from band to band: pooled with its neighbours wherever a higher score would have less time left. */
function ascending(rows: readonly (readonly number[])[]): number[][] {
  const columns = LEVELS.map((_, k) => pooled(rows.map((row) => row[k] as number)));
  return rows.map((_, i) => columns.map((column) => column[i] as number));
}

function pooled(values: readonly number[]): number[] {
  const pools: { sum: number; n: number }[] = [];
  for (const value of values) {
    pools.push({ sum: value, n: 1 });
    for (;;) {
      const [before, last] = [pools.at(-2), pools.at(-1)!];
      if (!before || before.sum / before.n <= last.sum / last.n) break;
      pools.splice(-2, 2, { sum: before.sum + last.sum, n: before.n + last.n });
    }
  }
  return pools.flatMap(({ sum, n }) => new Array<number>(n).fill(sum / n));
}

const rounded =
  (rows: readonly (readonly number[])[]) =>
  ({ score }: Band, i: number): Band => ({ score, minutes: (rows[i] as number[]).map((m) => Math.round(m * 10) / 10) });
