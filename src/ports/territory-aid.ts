import type { FirstAnswers, FirstTerritory, NoiseSwitch, Starters } from '../contract/first-territory.ts';
import type { TermAnswer, TermRequest } from '../contract/term-suggestion.ts';
import type { Territory } from '../contract/territory.ts';

/** Helps to write a territory. Keeps nothing: what it answers is for the working copy. */
export interface TerritoryAid {
  readonly starters: Starters;
  /** A first territory from a few answers. */
  begin(brand: string, answers: FirstAnswers): FirstTerritory;
  /** Null where there is no such pack. */
  switchNoise(request: NoiseSwitch): Territory | null;
  /** Null where the territory has no such topic, or its rule cannot be read. */
  suggest(request: TermRequest, signal?: AbortSignal): Promise<TermAnswer | null>;
}
