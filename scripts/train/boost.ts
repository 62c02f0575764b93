import type { Scorecard } from '../../src/contract/window-model.ts';
import { READING_NAMES, type Reading, type ReadingName } from '../../src/core/story/attention.ts';

/** What a score is to say: a number, or a yes or no given as 1 or 0. */
export type Goal = 'number' | 'yes-or-no';

export interface Lesson {
  readonly reading: Reading;
  readonly target: number;
  readonly weight: number;
}

const ROUNDS = 150;
const RATE = 0.1;
/** Most values at which the points of one reading change. */
const MOST_CUTS = 40;
/** Weight on either side of a cut, and as much again that holds the points back. */
const LEAST_SHARE = 0.02;

/**
 * Learns a scorecard: round after round the one cut that mends most, by a tenth of what it would take. The sum of all
 * cuts of a reading is its steps of points. No chance is involved: the same lessons give the same card.
 */
export function boost(lessons: readonly Lesson[], goal: Goal, without: readonly ReadingName[] = []): Scorecard {
  const cuts = READING_NAMES.map((name) =>
    without.includes(name) ? [] : cutsOf(lessons.map(({ reading }) => reading[name])),
  );
  const places = READING_NAMES.map((name, f) =>
    Uint8Array.from(lessons, ({ reading }) => placeAmong(cuts[f] as number[], reading[name])),
  );
  const weights = Float64Array.from(lessons, ({ weight }) => weight);
  const targets = Float64Array.from(lessons, ({ target }) => target);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const least = LEAST_SHARE * total;
  const base = startOf(targets, weights, total, goal);
  const scores = new Float64Array(lessons.length).fill(base);
  const points = cuts.map((own) => new Float64Array(own.length + 1));
  const pull = new Float64Array(lessons.length);
  const stiff = new Float64Array(lessons.length);
  let shift = base;
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < lessons.length; i++) {
      const said = goal === 'number' ? (scores[i] as number) : 1 / (1 + Math.exp(-(scores[i] as number)));
      pull[i] = (weights[i] as number) * ((targets[i] as number) - said);
      stiff[i] = (weights[i] as number) * (goal === 'number' ? 1 : Math.max(said * (1 - said), 1e-4));
    }
    const best = bestCut(places, cuts, pull, stiff, goal === 'number' ? least : least / 6);
    if (!best) break;
    const { feature, cut, below, above } = best;
    const own = points[feature] as Float64Array;
    for (let p = cut + 1; p < own.length; p++) own[p] = (own[p] as number) + RATE * (above - below);
    shift += RATE * below;
    const place = places[feature] as Uint8Array;
    for (let i = 0; i < scores.length; i++) {
      scores[i] = (scores[i] as number) + RATE * ((place[i] as number) > cut ? above : below);
    }
  }
  return toCard(shift, cuts, points);
}

function startOf(targets: Float64Array, weights: Float64Array, total: number, goal: Goal): number {
  const mean = targets.reduce((sum, target, i) => sum + target * (weights[i] as number), 0) / total;
  return goal === 'number' ? mean : Math.log(mean / (1 - mean));
}

interface Cut {
  readonly feature: number;
  /** Lessons placed after it lie above. */
  readonly cut: number;
  readonly below: number;
  readonly above: number;
  readonly gain: number;
}

function bestCut(
  places: readonly Uint8Array[],
  cuts: readonly (readonly number[])[],
  pull: Float64Array,
  stiff: Float64Array,
  least: number,
): Cut | null {
  let best: Cut | null = null;
  for (let feature = 0; feature < places.length; feature++) {
    const size = (cuts[feature] as number[]).length + 1;
    const [pulls, stiffs] = [new Float64Array(size), new Float64Array(size)];
    const place = places[feature] as Uint8Array;
    for (let i = 0; i < place.length; i++) {
      const p = place[i] as number;
      pulls[p] = (pulls[p] as number) + (pull[i] as number);
      stiffs[p] = (stiffs[p] as number) + (stiff[i] as number);
    }
    const allPull = pulls.reduce((a, b) => a + b, 0);
    const allStiff = stiffs.reduce((a, b) => a + b, 0);
    let [pullBelow, stiffBelow] = [0, 0];
    for (let cut = 0; cut < size - 1; cut++) {
      pullBelow += pulls[cut] as number;
      stiffBelow += stiffs[cut] as number;
      const [pullAbove, stiffAbove] = [allPull - pullBelow, allStiff - stiffBelow];
      if (stiffBelow < least || stiffAbove < least) continue;
      const gain = pullBelow ** 2 / (stiffBelow + least) + pullAbove ** 2 / (stiffAbove + least);
      if (best && gain <= best.gain) continue;
      best = { feature, cut, below: pullBelow / (stiffBelow + least), above: pullAbove / (stiffAbove + least), gain };
    }
  }
  return best;
}

/** Values that part the readings into parts of about the same size, in three figures. */
function cutsOf(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const cuts = new Set<number>();
  for (let i = 1; i <= MOST_CUTS; i++) {
    const value = sorted[Math.floor((i * sorted.length) / (MOST_CUTS + 1))] as number;
    const next = sorted.find((other) => other >= value + 1e-9 && other > (sorted[0] as number));
    const cut = value > (sorted[0] as number) ? value : next;
    if (cut !== undefined) cuts.add(Number(cut.toPrecision(3)));
  }
  return [...cuts].sort((a, b) => a - b);
}

function placeAmong(cuts: readonly number[], value: number): number {
  let place = 0;
  while (place < cuts.length && value >= (cuts[place] as number)) place++;
  return place;
}

function toCard(base: number, cuts: readonly (readonly number[])[], points: readonly Float64Array[]): Scorecard {
  const own = READING_NAMES.map((name, f) => {
    const steps = (cuts[f] as number[]).map((cut, i): [number, number] => [
      cut,
      round4((points[f] as Float64Array)[i + 1] as number),
    ]);
    const moves = steps.filter(([, given], i) => given !== (steps[i - 1]?.[1] ?? 0));
    return [name, moves] as const;
  });
  return { base: round4(base), points: Object.fromEntries(own.filter(([, steps]) => steps.length > 0)) };
}

const round4 = (value: number): number => Math.round(value * 1e4) / 1e4;
