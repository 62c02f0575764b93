import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Brand } from '../../src/contract/brand.ts';
import type { SpendStore, TurnStore } from '../../src/ports/writer.ts';
import { createBrands } from '../../src/store/brands.ts';
import { createHabits } from '../../src/store/habits.ts';
import { createTurns } from '../../src/store/turns.ts';
import { createWriterSpend } from '../../src/store/writer-spend.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

const AT = Date.parse('2026-11-22T20:00:00Z');
const WEEK = 7 * 24 * 60 * 60_000;

describe('turns of phrase that were offered', () => {
  let database: TestDatabase;
  let turns: TurnStore;
  let spend: SpendStore;
  beforeAll(async () => {
    database = await testDatabase('turns');
    const { db } = database;
    turns = createTurns({ db });
    spend = createWriterSpend({ db });
    for (const id of ['one', 'two']) {
      await createBrands({ db, clock: () => AT }).put(Brand.parse({ id, name: id, languages: ['en'] }));
    }
  });
  afterAll(() => database.drop());

  const offer = (opportunity: string, wanted: string[], { brand = 'one', at = AT, count = 9 } = {}) =>
    turns.offer({ brand, opportunity, turns: wanted }, { count, since: at - WEEK, at });

  it('come once a week for a brand, again for the same story, and freely for another brand', async () => {
    expect(await offer('a', ['x', 'y', 'z'], { count: 2 })).toEqual(['x', 'y']);
    expect(await offer('b', ['x', 'z'])).toEqual(['z']);
    expect(await offer('a', ['x'])).toEqual(['x']);
    expect(await offer('c', ['x'], { brand: 'two' })).toEqual(['x']);
    expect(await offer('b', ['x'], { at: AT + WEEK })).toEqual(['x']);
    expect(await turns.offered('two', AT - 1)).toEqual([{ turn: 'x', opportunity: 'c' }]);
  });

  it('go to one of two who ask at once', async () => {
    const stories = ['p', 'q', 'r', 's'];
    const taken = await Promise.all(stories.map((story) => offer(story, ['only-one'])));
    expect(taken.flat()).toEqual(['only-one']);
  });

  it('are forgotten after their time', async () => {
    await turns.purge(AT + 2 * WEEK);
    expect(await turns.offered('one', 0)).toEqual([]);
  });

  it('a model spends no more than the day has, however many ask', async () => {
    const asked = await Promise.all(Array.from({ length: 10 }, () => spend.reserve('2026-11-22', 300, 1_000)));
    expect(asked.filter(Boolean)).toHaveLength(3);
    await spend.settle('2026-11-22', 300, 100);
    expect(await spend.reserve('2026-11-22', 300, 1_000)).toBe(true);
    expect(await spend.reserve('2026-11-22', 1, 1_000)).toBe(false);
    expect(await spend.reserve('2026-11-23', 300, 1_000)).toBe(true);
    expect(await spend.reserve('2026-11-24', 300, 100)).toBe(false);
  });

  it('a brand that published nothing has no habits', async () => {
    expect(await createHabits(database).platforms('one', 0)).toEqual([]);
  });
});
