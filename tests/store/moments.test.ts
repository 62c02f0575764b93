import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOpenDay } from '../support/fake-moments.ts';
import { eventually, quiet, testDatabase, type TestDatabase } from '../support/postgres.ts';
import type { MomentStore } from '../../src/ports/calendar.ts';
import { Brand } from '../../src/contract/brand.ts';
import { createBrands } from '../../src/store/brands.ts';
import { connectionSettings } from '../../src/store/database.ts';
import { createListener, type Listener } from '../../src/store/listener.ts';
import { createMoments } from '../../src/store/moments.ts';

const AT = Date.parse('2026-11-22T20:00:00Z');
const clock = () => AT;

describe("the brands' own moments", () => {
  let database: TestDatabase;
  let listener: Listener;
  let moments: MomentStore;
  beforeAll(async () => {
    database = await testDatabase('moments');
    const { db } = database;
    for (const id of ['lumo', 'vela', 'full', 'busy']) {
      await createBrands({ db, clock }).put(Brand.parse({ id, name: id, languages: ['fr'] }));
    }
    listener = createListener({ connection: connectionSettings({ url: database.url, log: quiet }), log: quiet });
    moments = createMoments({ db, clock, listener, shipped: new Set(['christmas']) });
  });
  afterAll(async () => {
    await listener.close();
    await database.drop();
  });

  const many = (brand: string, from: number, count: number) =>
    Array.from({ length: count }, (_, i) => anOpenDay(brand, { id: `day-${from + i}` }));
  const ids = async (brand: string) => (await moments.own(brand)).map(({ id }) => id);

  it('are added, replaced and removed, each with an audit entry; those of other brands stay', async () => {
    expect(await moments.putAll('lumo', [anOpenDay('lumo'), anOpenDay('lumo', { id: 'fair' })], 'u1')).toBeNull();
    expect(await moments.putAll('vela', [anOpenDay('vela')], 'u2')).toBeNull();
    expect(await moments.putAll('lumo', [anOpenDay('lumo', { days: 3 })], 'u2')).toBeNull();
    expect(await moments.own('lumo')).toEqual([anOpenDay('lumo', { id: 'fair' }), anOpenDay('lumo', { days: 3 })]);
    expect(await moments.remove('lumo', 'open-day', 'u1')).toBe(true);
    expect(await moments.remove('lumo', 'open-day', 'u1')).toBe(false);
    expect((await moments.all()).map(({ brand, id }) => [brand, id])).toEqual([
      ['lumo', 'fair'],
      ['vela', 'open-day'],
    ]);
    const audit = await database.db
      .selectFrom('audit')
      .select(['actor', 'action', 'before', 'after'])
      .where('subject', '=', 'lumo:open-day')
      .orderBy('id')
      .execute();
    expect(audit).toMatchObject([
      { actor: 'u1', action: 'moment.add', before: null, after: { days: 1 } },
      { actor: 'u2', action: 'moment.change', before: { days: 1 }, after: { days: 3 } },
      { actor: 'u1', action: 'moment.remove', before: { days: 3 }, after: null },
    ]);
  });

  it('belong to the brand they are written for, whatever they say', async () => {
    await moments.putAll('vela', [anOpenDay('lumo', { id: 'elsewhere' })], 'u1');
    expect((await moments.own('vela')).map(({ brand }) => brand)).toEqual(['vela', 'vela']);
    expect(await ids('lumo')).not.toContain('elsewhere');
  });

  it('are written all or none, and never under the name of a shipped one', async () => {
    const wrong = [anOpenDay('lumo', { id: 'new-shop' }), anOpenDay('lumo', { id: 'christmas' })];
    expect(await moments.wouldRefuse('lumo', wrong)).toEqual({ refused: 'shipped', id: 'christmas' });
    expect(await moments.putAll('lumo', wrong, 'u1')).toEqual({ refused: 'shipped', id: 'christmas' });
    expect(await ids('lumo')).toEqual(['fair']);
  });

  it('are at most 500, also where two people write at once', async () => {
    expect(await moments.putAll('full', many('full', 0, 499), 'u1')).toBeNull();
    const two = [0, 1].map((i) => moments.putAll('full', many('full', 499 + i, 1), 'u1'));
    expect((await Promise.all(two)).filter((refused) => refused !== null)).toEqual([
      { refused: 'too-many', most: 500 },
    ]);
    expect(await ids('full')).toHaveLength(500);
    expect(await moments.wouldRefuse('full', many('full', 600, 1))).toEqual({ refused: 'too-many', most: 500 });
    expect(await moments.putAll('full', many('full', 3, 2), 'u1')).toBeNull();
  });

  it('tell those who watch that they have changed, once it is so', async () => {
    const seen: string[][] = [];
    const unwatch = await moments.watch(() => void ids('busy').then((now) => seen.push(now)));
    await moments.putAll('busy', [anOpenDay('busy')], 'u1');
    await eventually(() => seen.some((now) => now.includes('open-day')));
    await moments.remove('busy', 'open-day', 'u1');
    await eventually(() => seen.at(-1)?.length === 0);
    await unwatch();
  });
});
