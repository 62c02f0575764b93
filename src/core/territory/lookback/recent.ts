import type { Signal } from '../../../contract/signal.ts';
import { estimateFrom, type Estimate } from './estimate.ts';
import type { Drawn } from './sample.ts';
import { shareOf } from './terms.ts';

/** Signals of which each had the same chance to be among them: what is counted here may be compared. */
export interface EvenSample {
  readonly signals: readonly Signal[];
  /** Above 0 up to 1. */
  readonly chance: number;
}

/**
 * Leaves out of what was kept in busy hours and quiet ones, and always where it was mentioned, so much that each has the
 * chance of the busiest hour: by the part of the id that also decided then.
 * @param least the smallest chance that any had of being drawn
 * @param searched the share of what is kept that was searched
 */
export function evenOut(drawn: readonly Drawn[], least: number, searched: number): EvenSample {
  const kept = Math.min(1, least / searched);
  const even = kept >= 1 ? drawn : drawn.filter(({ signal }) => shareOf(signal.id, 0) < kept);
  return { signals: even.map(({ signal }) => signal), chance: least };
}

/** How many there are in all of what was found so often in an even sample. */
export const countedEvenly = (found: number, chance: number): Estimate =>
  estimateFrom(new Array<number>(found).fill(chance), chance);
