/** How far a story had come, as only hindsight knows it. */
export type Stage = 'emerging' | 'peaking' | 'over';

/** A story that is over, with the truth about some of its moments, in order. */
export interface Life {
  /** Voices per step. */
  readonly counts: readonly number[];
  readonly moments: readonly LifeMoment[];
}

export interface LifeMoment {
  /** Steps that had passed. */
  readonly end: number;
  readonly minutesLeft: number;
  readonly stage: Stage;
}

const SMOOTH = 3;
/** A story comes near its peak at this part of it, and is over once below half of it for more than LULL steps. */
const NEAR = 0.8;
const HALF = 0.5;
const LULL = 3;
/**
 * Steps looked at after the end. What is below half of its peak for longer is over, unless it rises again: later moments
 * are no part of what is learnt.
 */
export const STEPS_AFTER = 7;

/** What hindsight says about every moment of a curve, from its second step to a little after its end. */
export function judgeLife(counts: readonly number[], stepMinutes: number): Life {
  const smooth = counts.map((count, i) => (count + (counts[i - 1] ?? 0) + (counts[i - 2] ?? 0)) / SMOOTH);
  const peak = Math.max(...smooth);
  const peakAt = smooth.indexOf(peak);
  let over = peakAt + 1;
  for (let i = peakAt; i < smooth.length && i - (over - 1) <= LULL; i++) {
    if ((smooth[i] as number) >= HALF * peak) over = i + 1;
  }
  const near = smooth.findIndex((value) => value >= NEAR * peak);
  const stageAt = (t: number): Stage => (t < near ? 'emerging' : t < over ? 'peaking' : 'over');
  const moments = [];
  for (let t = 1; t < Math.min(counts.length - 1, over + STEPS_AFTER); t++) {
    moments.push({ end: t + 1, minutesLeft: Math.max(over - t, 0) * stepMinutes, stage: stageAt(t) });
  }
  return { counts, moments };
}
