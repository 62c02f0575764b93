import type { Rules } from '../../streams/topology.ts';
import type { Brand } from '../contract/brand.ts';
import type { SafetyLexicon } from '../contract/safety.ts';
import type { Scoring } from '../contract/scoring.ts';
import type { LiveTerritory, Territory } from '../contract/territory.ts';
import { createEventReader } from '../core/safety/events.ts';
import { buildTerritoryIndex, type Quarantined } from '../core/territory/index.ts';

/** Rules that can be replaced while the streams run. */
export interface LiveRules extends Rules {
  /** Answers the queries that could not be read and are left out. */
  replace(brands: readonly Brand[], territories: readonly LiveTerritory[]): readonly Quarantined[];
}

export function createLiveRules(lexicons: readonly SafetyLexicon[], scoring: Scoring): LiveRules {
  let index = buildTerritoryIndex([]);
  let known = new Map<string, { brand: Brand; territory: Territory }>();
  return {
    readEvents: createEventReader(lexicons),
    scoring,
    territories: () => index,
    brand: (id) => known.get(id) ?? null,
    replace: (brands, territories) => {
      index = buildTerritoryIndex(territories);
      const byId = new Map(brands.map((brand) => [brand.id, brand]));
      known = new Map(
        territories.flatMap(({ territory }) => {
          const brand = byId.get(territory.brand);
          return brand ? [[brand.id, { brand, territory }] as const] : [];
        }),
      );
      return index.quarantined;
    },
  };
}
