import type { Clock } from '../context.ts';
import type { StartersFile, NoisePack } from '../contract/first-territory.ts';
import type { TermAnswer, TermRequest } from '../contract/term-suggestion.ts';
import type { Frequencies } from '../contract/frequencies.ts';
import { firstTerritory } from '../core/territory/first-territory.ts';
import { listedFrequency } from '../core/territory/matcher/frequency.ts';
import { withNoise } from '../core/territory/noise.ts';
import type { LookBack } from '../ports/lookback.ts';
import type { TerritoryAid } from '../ports/territory-aid.ts';
import { createCloseness } from './closeness.ts';
import type { Closeness } from './rank-by-closeness.ts';
import { createTermFinder } from './term-finder.ts';

export interface AidOptions {
  readonly archive: LookBack;
  readonly clock: Clock;
  readonly config: {
    readonly frequencies: Frequencies;
    readonly starters: StartersFile;
    readonly noise: readonly NoisePack[];
  };
  /** By words where left out. */
  readonly closeness?: Closeness;
}

/** Helps to write territories, from what lies in the configuration and in the archive. */
export function createTerritoryAid({ archive, clock, config, ...options }: AidOptions): TerritoryAid {
  const frequency = listedFrequency(config.frequencies);
  const closeness = options.closeness ?? createCloseness(config);
  const starters = { ...config.starters, noise: [...config.noise] };
  const find = createTermFinder({ archive, clock, closeness, noise: starters.noise });
  return {
    starters,
    begin: (brand, answers) => firstTerritory(brand, answers, starters, frequency),
    switchNoise: ({ territory, pack, topics }) => {
      const known = starters.noise.find(({ id }) => id === pack);
      return known ? withNoise(territory, known, topics) : null;
    },
    suggest: (request: TermRequest, signal): Promise<TermAnswer | null> => find(request, signal),
  };
}
