import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { moment } from '../core/moment/moments.ts';
import { quiet, testDatabase, type TestDatabase } from '../support/postgres.ts';
import type { MomentCardStore } from '../../src/ports/calendar.ts';
import { Brand } from '../../src/contract/brand.ts';
import { Territory } from '../../src/contract/territory.ts';
import { createAnnounceMomentsJob } from '../../src/jobs/announce-moments.ts';
import { createBrands } from '../../src/store/brands.ts';
import { createMomentCards } from '../../src/store/moment-cards.ts';
import { createMoments } from '../../src/store/moments.ts';
import { createTerritories } from '../../src/store/territories.ts';

const WINE = moment({
  id: 'wine-day',
  name: { en: 'Wine day', fr: 'Journée du vin' },
  rule: { kind: 'fixed', date: '11-19' },
});
const listener = { on: () => Promise.resolve(() => Promise.resolve()), close: () => Promise.resolve() };

describe('telling moments ahead', () => {
  let database: TestDatabase;
  let now = Date.parse('2026-11-12T22:30:00Z');
  let rewrites = 0;
  const stores = () => {
    const { db } = database;
    const clock = () => now;
    const kept = createMomentCards({ db });
    const cards: MomentCardStore = {
      ...kept,
      rewrite: (brand, plan, at) => {
        rewrites += 1;
        return brand === 'broken' ? Promise.reject(new Error('no')) : kept.rewrite(brand, plan, at);
      },
    };
    return {
      brands: createBrands({ db, clock }),
      territories: createTerritories({ db, clock, listener }),
      moments: createMoments({ db, clock, listener, shipped: new Set([WINE.id]) }),
      cards,
    };
  };
  const job = () => createAnnounceMomentsJob({ ...stores(), calendar: [WINE], clock: () => now, log: quiet });
  const put = (id: string, timeZone: string) =>
    stores().brands.put(Brand.parse({ id, name: id, languages: ['en'], timeZone }));
  const publish = (brand: string, query: string) =>
    stores().territories.publish(Territory.parse({ brand, topics: [{ id: 'topic', label: 'Topic', query }] }), 'u1');
  const shown = async (brand: string) => (await stores().cards.list(brand)).map(({ id, state }) => [id, state]);
  const changes = async (brand: string) =>
    (await database.db.selectFrom('changes').select('seq').where('brand', '=', brand).execute()).length;

  beforeAll(async () => {
    database = await testDatabase('announce');
    await put('lumo', 'Europe/Paris');
    await put('vela', 'UTC');
    await put('mute', 'UTC');
    await publish('lumo', 'wine');
    await publish('vela', 'football');
  });
  afterAll(() => database.drop());

  it('opens a card as the lead time begins where the brand lives, of what is near', async () => {
    const announce = job();
    // Seven days ahead begin at 23:00 UTC on the eve.
    now = Date.parse('2026-11-11T22:30:00Z');
    await announce.run();
    expect(await shown('lumo')).toEqual([]);
    now = Date.parse('2026-11-11T23:30:00Z');
    await announce.run();
    expect(await shown('lumo')).toEqual([['lumo:wine-day:2026-11-19', 'ahead']]);
    expect(await shown('vela')).toEqual([]);
    expect(await shown('mute')).toEqual([]);
    expect(announce.at).toBe('0 0 * * * *');
  });

  it('is quiet: the same again writes nothing, here or in another process', async () => {
    const announce = job();
    await announce.run();
    rewrites = 0;
    await announce.run();
    now += 600_000;
    await announce.run();
    expect(rewrites).toBe(0);
    expect(await changes('lumo')).toBe(1);
  });

  it('follows a territory and own moments as they change, and only for the brand they are of', async () => {
    now = Date.parse('2026-11-12T10:00:00Z');
    const announce = job();
    await announce.run();
    rewrites = 0;
    await publish('vela', 'wine');
    await stores().moments.putAll('mute', [moment({ id: 'our-day', rule: { kind: 'fixed', date: '11-15' } })], 'u1');
    await announce.run();
    expect(rewrites).toBe(2);
    expect(await shown('vela')).toEqual([['vela:wine-day:2026-11-19', 'ahead']]);
    expect(await shown('mute')).toEqual([['mute:our-day:2026-11-15', 'ahead']]);
    await publish('vela', 'football');
    await stores().moments.remove('mute', 'our-day', 'u1');
    await announce.run();
    expect([await shown('vela'), await shown('mute')]).toEqual([[], []]);
  });

  it('turns with the day, and is over after it', async () => {
    const announce = job();
    now = Date.parse('2026-11-19T08:00:00Z');
    await announce.run();
    expect(await shown('lumo')).toEqual([['lumo:wine-day:2026-11-19', 'on']]);
    now = Date.parse('2026-11-20T08:00:00Z');
    await announce.run();
    expect(await shown('lumo')).toEqual([]);
    expect(await changes('lumo')).toBe(3);
  });

  it('goes on with the others where one brand fails, and tries that one again', async () => {
    await put('broken', 'UTC');
    await put('last', 'UTC');
    await stores().moments.putAll('last', [moment({ id: 'our-day', rule: { kind: 'fixed', date: '11-21' } })], 'u1');
    const announce = job();
    await expect(announce.run()).rejects.toThrow(/some brands/);
    expect(await shown('last')).toEqual([['last:our-day:2026-11-21', 'ahead']]);
    rewrites = 0;
    await expect(announce.run()).rejects.toThrow(/some brands/);
    expect(rewrites).toBe(1);
    // A brand that was stored before its time zone was checked.
    await put('astray', 'Europe/Nowhere');
    await stores().moments.remove('last', 'our-day', 'u1');
    await expect(announce.run()).rejects.toThrow(/some brands/);
    expect(await shown('last')).toEqual([]);
  });
});
