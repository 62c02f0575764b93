import type { Rules } from '../../streams/topology.ts';
import type { Brand } from '../contract/brand.ts';
import type { Frequencies } from '../contract/frequencies.ts';
import type { Reactivity } from '../contract/funnel.ts';
import type { Moment } from '../contract/moment.ts';
import type { MomentumTable } from '../contract/momentum.ts';
import type { OffenceModel } from '../contract/offence-model.ts';
import type { SafetyLexicon } from '../contract/safety.ts';
import type { Scoring } from '../contract/scoring.ts';
import type { StoryModel } from '../contract/story-model.ts';
import type { WindowModel } from '../contract/window-model.ts';
import type { LiveTerritory, Territory } from '../contract/territory.ts';
import { reactivitySpread, withReactivity } from '../core/learning/reactivity.ts';
import { createDelicateDays, NO_DELICATE_DAYS, type DelicateDays } from '../core/moment/delicate-days.ts';
import { createEventReader } from '../core/safety/events.ts';
import { createOffenceReader } from '../core/safety/offence.ts';
import { createSafetyReader } from '../core/safety/reader.ts';
import { createStoryRules } from '../core/story/model.ts';
import { TerritoryIndex, type IndexOptions, type Quarantined } from '../core/territory/index.ts';
import { listedFrequency } from '../core/territory/matcher/frequency.ts';

/** Rules that can be replaced while the streams run. */
export interface LiveRules extends Rules {
  /**
   * Answers the queries that could not be read and are left out.
   * @param moments the brands' own
   * @param reactivities what was measured of how long brands need
   */
  replace(
    brands: readonly Brand[],
    territories: readonly LiveTerritory[],
    moments?: readonly Moment[],
    reactivities?: readonly Reactivity[],
  ): readonly Quarantined[];
  /** Lays the index out anew where that is worth it; to be called from time to time. */
  tidy(): Promise<void>;
}

/** Longest time a step of laying the index out anew may take before signals have their turn, milliseconds. */
const STEP_MS = 5;

/** What the configuration says for all brands. */
interface CommonRules {
  readonly safety: readonly SafetyLexicon[];
  readonly scoring: Scoring;
  readonly frequencies: Frequencies;
  readonly storyModel: StoryModel;
  readonly momentum: MomentumTable | null;
  readonly offence: OffenceModel | null;
  /** The shipped moments. */
  readonly calendar: readonly Moment[];
  readonly window: WindowModel;
}

export function createLiveRules(
  { safety, scoring, frequencies, storyModel, momentum, offence, calendar, window }: CommonRules,
  reports: Pick<IndexOptions, 'onBroken' | 'onUntold'> = {},
): LiveRules {
  const index = new TerritoryIndex({ frequency: listedFrequency(frequencies), ...reports });
  const shippedDays = createDelicateDays(calendar);
  let known = new Map<string, { brand: Brand; territory: Territory; days: DelicateDays; scoring: Scoring }>();

  /** Few brands have own delicate days; the others share those of the shipped calendar. A fictional evening has no date. */
  function daysOf({ id, demonstration }: Brand, moments: readonly Moment[]): DelicateDays {
    if (demonstration) return NO_DELICATE_DAYS;
    const own = moments.filter(({ brand }) => brand === id);
    return own.length === 0 ? shippedDays : createDelicateDays([...calendar, ...own]);
  }

  function scoringOf(measured: Reactivity | null): Scoring {
    const spread = reactivitySpread(measured);
    return spread === null ? scoring : { ...scoring, reactivitySpread: spread };
  }

  return {
    readSafety: createSafetyReader(createEventReader(safety), offence && createOffenceReader(offence)),
    stories: createStoryRules(storyModel, frequencies),
    momentum,
    window,
    scoring,
    territories: () => index,
    brand: (id) => known.get(id) ?? null,
    replace: (brands, territories, moments = [], reactivities = []) => {
      const isFirst = known.size === 0;
      update(index, territories);
      const byId = new Map(brands.map((brand) => [brand.id, brand]));
      known = new Map(
        territories.flatMap(({ territory }) => {
          const brand = byId.get(territory.brand);
          if (!brand) return [];
          const measured = reactivities.find((one) => one.brand === brand.id) ?? null;
          const paced = { brand: withReactivity(brand, measured), scoring: scoringOf(measured) };
          return [[brand.id, { ...paced, territory, days: daysOf(brand, moments) }] as const];
        }),
      );
      if (isFirst) for (const _ of index.layOut());
      return index.quarantined;
    },
    tidy: () => (index.isWorn ? layOutInSteps(index) : Promise.resolve()),
  };
}

/** Only what changed is compiled: a brand that publishes does not hold up the others. */
function update(index: TerritoryIndex, territories: readonly LiveTerritory[]): void {
  const brands = new Set(territories.map(({ territory }) => territory.brand));
  for (const brand of index.brands) if (!brands.has(brand)) index.remove(brand);
  for (const live of territories) if (index.version(live.territory.brand) !== live.version) index.replace(live);
}

async function layOutInSteps(index: TerritoryIndex): Promise<void> {
  let begun = performance.now();
  for (const _ of index.layOut()) {
    if (performance.now() - begun < STEP_MS) continue;
    await new Promise((next) => setImmediate(next));
    begun = performance.now();
  }
}
