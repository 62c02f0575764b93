import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import { createLedger } from '../../src/store/ledger.ts';
import { FencedError, type Ledger } from '../../streams/ledger.ts';
import { aStory, anOpportunity, cardIn } from './samples.ts';

const AT = Date.parse('2026-11-22T20:00:00Z');

describe('the ledger', () => {
  let database: TestDatabase;
  let ledger: Ledger;
  beforeAll(async () => {
    database = await testDatabase('ledger');
    ledger = createLedger({ db: database.db, clock: () => AT });
  });
  afterAll(() => database.drop());

  const changesOf = (brand: string) =>
    database.db.selectFrom('changes').selectAll().where('brand', '=', brand).orderBy('seq').execute();

  it('begins before the first record and goes on where the last commit stood', async () => {
    const first = await ledger.claim('mentions', 0);
    expect(first).toMatchObject({ position: -1, snapshotPosition: -1, snapshots: [] });
    await ledger.commit(first, {
      position: 41,
      effects: { opportunities: [], stories: [aStory({ brand: 'p' })] },
      snapshots: [{ brand: 'p', state: '{"é":"\\u0000"}' }],
    });
    await ledger.commit(first, { position: 57, effects: { opportunities: [], stories: [] } });
    const again = await ledger.claim('mentions', 0);
    expect(again).toMatchObject({
      position: 57,
      snapshotPosition: 41,
      snapshots: [{ brand: 'p', state: '{"é":"\\u0000"}' }],
    });
    expect(again.epoch).toBeGreaterThan(first.epoch);
  });

  it('lets an owner that lost its claim write nothing at all', async () => {
    const paused = await ledger.claim('mentions', 1);
    const owner = await ledger.claim('mentions', 1);
    const late = {
      position: 5,
      effects: { opportunities: [anOpportunity({ brand: 'fenced' })], stories: [aStory({ brand: 'fenced' })] },
    };
    await expect(ledger.commit(paused, late)).rejects.toBeInstanceOf(FencedError);
    expect(await changesOf('fenced')).toEqual([]);
    expect(await database.db.selectFrom('stories').select('id').where('brand', '=', 'fenced').execute()).toEqual([]);
    await ledger.commit(owner, late);
    expect(await changesOf('fenced')).toHaveLength(1);
  });

  it('takes the same card several times in one batch: every change is numbered, the last one is the state', async () => {
    const claim = await ledger.claim('mentions', 2);
    const scores = [10, 20, 30];
    await ledger.commit(claim, {
      position: 0,
      effects: {
        opportunities: scores.map((score) => anOpportunity({ id: 'twice', brand: 'twice', score })),
        stories: [aStory({ brand: 'twice', items: 1 }), aStory({ brand: 'twice', items: 2 })],
      },
    });
    const changes = await changesOf('twice');
    expect(changes.map(({ seq, body }) => [seq, cardIn(body).opportunity.score])).toEqual([
      [1, 10],
      [2, 20],
      [3, 30],
    ]);
    const row = await database.db
      .selectFrom('opportunities')
      .select('score')
      .where('id', '=', 'twice')
      .executeTakeFirst();
    expect(row?.score).toBe(30);
  });

  it('writes a commit once that is repeated because its answer was lost', async () => {
    const claim = await ledger.claim('mentions', 3);
    const commit = { position: 7, effects: { opportunities: [anOpportunity({ brand: 'once' })], stories: [] } };
    await ledger.commit(claim, commit);
    await ledger.commit(claim, commit);
    expect(await changesOf('once')).toHaveLength(1);
    await ledger.commit(claim, { ...commit, position: 8 });
    expect(await changesOf('once')).toHaveLength(2);
  });

  it('numbers without gaps while several partitions write and some commits fail', async () => {
    const claims = await Promise.all([10, 11, 12, 13].map((partition) => ledger.claim('mentions', partition)));
    let written = 0;
    // Partitions write at once, each its own commits one after the other.
    await Promise.all(
      claims.map(async (claim, p) => {
        for (let n = 0; n < 10; n++) {
          const owner = n % 4 === 3 ? { ...claim, epoch: 0 } : claim;
          // Two brands in opposite orders, which would wait for each other without an agreed order.
          const opportunities = (p % 2 ? ['x', 'y'] : ['y', 'x']).map((brand) =>
            anOpportunity({ id: `${brand}-${p}-${n}`, brand }),
          );
          const commit = ledger.commit(owner, { position: n, effects: { opportunities, stories: [] } });
          const isWritten = await commit.then(
            () => true,
            () => false,
          );
          if (isWritten) written += 1;
        }
      }),
    );
    expect(written).toBe(32);
    for (const brand of ['x', 'y']) {
      expect((await changesOf(brand)).map(({ seq }) => seq)).toEqual(Array.from({ length: written }, (_, i) => i + 1));
    }
  });

  it('takes text that PostgreSQL would refuse', async () => {
    const claim = await ledger.claim('mentions', 4);
    const title = 'NUL \0, half a pair \uD800, a real \\u0000 and 😀';
    await ledger.commit(claim, {
      position: 0,
      effects: { opportunities: [anOpportunity({ brand: 'naughty', title })], stories: [] },
    });
    const [change] = await changesOf('naughty');
    expect(cardIn(change!.body).opportunity.title).toBe('NUL \u{FFFD}, half a pair \u{FFFD}, a real \\u0000 and 😀');
  });
});
