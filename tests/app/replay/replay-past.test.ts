import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { replayPast, type ReplayProgress } from '../../../src/app/replay/replay-past.ts';
import type { Territory } from '../../../src/contract/territory.ts';
import type { Alert } from '../../../src/core/learning/replay/alert-book.ts';
import { testDatabase, type TestDatabase } from '../../support/postgres.ts';
import { keptEvening, type KeptEvening } from './kept-evening.ts';

const BRANDS = ['maison-sorbier', 'harbour-and-pine'] as const;
const [SORBIER] = BRANDS;
const SPORT = 'soirees-sport';

const plain = ({ opportunity, story, title, at, level, score }: Alert) => ({
  ...{ opportunity, story, title, level, score },
  at: new Date(at).toISOString(),
});
const titles = (alerts: readonly { title: string }[]) => alerts.map(({ title }) => title).toSorted();
const withoutSport = (territory: Territory): Territory => ({
  ...territory,
  topics: territory.topics.filter(({ id }) => id !== SPORT),
});

describe('the past once more', () => {
  const databases: TestDatabase[] = [];
  let whole: KeptEvening;
  /** Each signal seen once: of what lies outside, only the last look is kept. With all subjects, and without sport. */
  let once: KeptEvening;
  let narrow: KeptEvening;
  beforeAll(async () => {
    for (let n = 0; n < 3; n++) databases.push(await testDatabase('replay'));
    whole = await keptEvening(databases[0]!, BRANDS);
    once = await keptEvening(databases[1]!, [SORBIER], { looks: 'first' });
    narrow = await keptEvening(databases[2]!, [SORBIER], { change: withoutSport, looks: 'first' });
  }, 180_000);
  afterAll(async () => {
    for (const database of databases) await database.drop();
  });

  function replay(evening: KeptEvening, brand: string, changed: Territory, progress?: (at: ReplayProgress) => void) {
    return replayPast(
      { ...evening, stopwatch: () => performance.now(), ...(progress && { progress }) },
      { live: { version: 2, territory: evening.brand(brand).territory }, changed, days: 1, to: evening.end },
    );
  }

  it.each(BRANDS)('gives the alerts of %s exactly as they were, and with unchanged rules once again', async (brand) => {
    const live = whole.alerts(brand).map(plain);
    const { alerts, result } = await replay(whole, brand, whole.brand(brand).territory);
    expect(live.length).toBeGreaterThan(2);
    expect(alerts.before.map(plain)).toEqual(live);
    expect(alerts.after.map(plain)).toEqual(live);
    expect(result.counts).toMatchObject({ same: live.length, gained: 0, lost: 0, moved: 0 });
    expect(result).toMatchObject({ versions: [2], warmUpHours: 0, forecast: null, perDay: [] });
    expect(result.mentions).toMatchObject({ found: 0, dropped: 0 });
  });

  it('loses exactly what a narrower territory would not have told', async () => {
    const { alerts, result } = await replay(once, SORBIER, narrow.brand(SORBIER).territory);
    expect(alerts.before.map(plain)).toEqual(once.alerts(SORBIER).map(plain));
    expect(alerts.after.map(plain)).toEqual(narrow.alerts(SORBIER).map(plain));
    expect(result.counts.lost).toBeGreaterThan(0);
    expect(titles(result.lost).every((title) => titles(once.alerts(SORBIER)).includes(title))).toBe(true);
    expect(result.mentions.dropped).toBeGreaterThan(0);
  });

  it('gains exactly what a wider territory would have told, out of what was kept from outside', async () => {
    const shares: number[] = [];
    const { alerts, result } = await replay(narrow, SORBIER, once.brand(SORBIER).territory, ({ share }) =>
      shares.push(share),
    );
    expect(alerts.before.map(plain)).toEqual(narrow.alerts(SORBIER).map(plain));
    expect(alerts.after.map(plain)).toEqual(once.alerts(SORBIER).map(plain));
    expect(result.counts.gained).toBeGreaterThan(0);
    expect(result.mentions.found).toBeGreaterThan(0);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('reads the time of others where a brand has no mention yet', async () => {
    const { territory } = narrow.brand(SORBIER);
    const young = { ...narrow, rules: { ...narrow.rules, brand: () => ({ ...narrow.brand(SORBIER), id: 'young' }) } };
    const { result } = await replay(young, SORBIER, { ...territory, brand: 'young' });
    expect(result.mentions).toMatchObject({ before: 0, dropped: 0 });
    expect(result.mentions.found).toBeGreaterThan(0);
  });
});
