import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { KyselyPlugin } from 'kysely';
import { eventually, quiet, testDatabase, type TestDatabase } from '../support/postgres.ts';
import { type Changes, createChanges } from '../../src/store/changes.ts';
import { createLedger } from '../../src/store/ledger.ts';
import { createListener, type Listener } from '../../src/store/listener.ts';
import { createTerritories } from '../../src/store/territories.ts';
import { Territory } from '../../src/contract/territory.ts';
import type { Claim, Ledger } from '../../streams/ledger.ts';
import { anOpportunity } from './samples.ts';

const AT = Date.parse('2026-11-22T20:00:00Z');

describe('numbered changes', () => {
  let database: TestDatabase;
  let listener: Listener;
  let changes: Changes;
  let ledger: Ledger;
  let claim: Claim;
  let now = AT;
  beforeAll(async () => {
    database = await testDatabase('changes');
    listener = createListener({ connection: { connectionString: database.url }, log: quiet });
    changes = createChanges({ db: database.db, listener });
    ledger = createLedger({ db: database.db, clock: () => now });
    claim = await ledger.claim('mentions', 0);
  });
  afterAll(async () => {
    await listener.close();
    await database.drop();
  });

  let position = 0;
  const write = (brand: string, count = 1) =>
    ledger.commit(claim, {
      position: position++,
      effects: {
        opportunities: Array.from({ length: count }, (_, n) => anOpportunity({ brand, score: n })),
        stories: [],
      },
    });
  const numbersSince = async (brand: string, seq: number, limit = 100) =>
    (await changes.since(brand, seq, limit))?.map((change) => change.seq) ?? null;

  it('takes a change that comes between its looks', async () => {
    let written = false;
    const between: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        if (!written) {
          written = true;
          await write('between');
        }
        return result;
      },
    };
    const raced = createChanges({ db: database.db.withPlugin(between), listener });
    expect((await raced.since('between', 0, 10))?.map(({ seq }) => seq)).toEqual([1]);
  });

  it('answers exactly what was missed, in order, in pieces', async () => {
    expect(await changes.last('a')).toBe(0);
    expect(await numbersSince('a', 0)).toEqual([]);
    await write('a', 5);
    await write('b', 2);
    expect(await numbersSince('a', 2)).toEqual([3, 4, 5]);
    expect(await numbersSince('a', 0, 2)).toEqual([1, 2]);
    expect(await numbersSince('a', 5)).toEqual([]);
    expect(await changes.last('b')).toBe(2);
    expect((await changes.since('b', 1, 1))?.[0]).toMatchObject({
      brand: 'b',
      seq: 2,
      at: '2026-11-22T20:00:00.000Z',
      body: { noun: 'card' },
    });
  });

  it('says so when the log does not reach back, or a number comes from another history', async () => {
    await write('old', 3);
    now = AT + 60_000;
    await write('old', 1);
    expect(await changes.purge(AT + 1)).toBeGreaterThanOrEqual(3);
    expect(await numbersSince('old', 1)).toBeNull();
    expect(await numbersSince('old', 3)).toEqual([4]);
    expect(await numbersSince('old', 9)).toBeNull();
  });

  it('is forgotten from its beginning on alone, without a gap, however much there is and whatever clock wrote it', async () => {
    now = AT + 60_000;
    await write('gap', 1);
    now = AT;
    await write('gap', 2);
    expect(await changes.purge(AT + 1)).toBeGreaterThanOrEqual(0);
    expect(await numbersSince('gap', 0)).toEqual([1, 2, 3]);
    await write('much', 2_500);
    expect(await changes.purge(AT + 1)).toBeGreaterThanOrEqual(2_500);
    expect(await numbersSince('much', 0)).toBeNull();
    expect(await numbersSince('much', 2_500)).toEqual([]);
  });

  it('names its history, the same each time', async () => {
    const epoch = await changes.epoch();
    expect(epoch).toMatch(/^[0-9a-f]{32}-\d+-\d+$/);
    expect(await createChanges({ db: database.db, listener }).epoch()).toBe(epoch);
  });

  it('calls back for each brand with news, also for what came while its connection was lost', async () => {
    const heard: string[] = [];
    const end = await changes.watch((brand) => void heard.push(brand));
    await write('w1');
    await eventually(() => heard.includes('w1'));
    heard.length = 0;
    await database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE 'LISTEN%'`,
    );
    await write('w2');
    await eventually(() => heard.includes('w2') && heard.includes('w1'));
    await write('w3');
    await eventually(() => heard.includes('w3'));
    await end();
    heard.length = 0;
    const other: string[] = [];
    const endOther = await changes.watch((brand) => void other.push(brand));
    await write('w4');
    await eventually(() => other.includes('w4'));
    expect(heard).toEqual([]);
    await endOther();
  });

  it('publishes a territory as a new version only where it differs, and says so to whoever watches', async () => {
    const territories = createTerritories({ db: database.db, clock: () => AT, listener });
    let published = 0;
    const end = await territories.watch(() => void published++);
    const first = Territory.parse({ brand: 'lumo', topics: [{ id: 'sky', label: 'Sky', query: 'aurora' }] });
    expect(await territories.publish(first, 'ana')).toEqual({ version: 1, territory: first });
    await eventually(() => published === 1);
    const reordered = Object.fromEntries(Object.entries(first).reverse()) as Territory;
    expect((await territories.publish(reordered, 'ben')).version).toBe(1);
    const second = { ...first, minimumFollowers: 10 };
    const versions = await Promise.all([territories.publish(second, 'ana'), territories.publish(second, 'ben')]);
    expect(versions.map(({ version }) => version)).toEqual([2, 2]);
    await territories.publish({ ...first, brand: 'vela' }, 'ana');
    expect(await territories.get('lumo')).toEqual({ version: 2, territory: second });
    expect((await territories.live()).map(({ version, territory }) => [territory.brand, version])).toEqual([
      ['lumo', 2],
      ['vela', 1],
    ]);
    expect(await territories.get('nobody')).toBeNull();
    await end();
  });
});
