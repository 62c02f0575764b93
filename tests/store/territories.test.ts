import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Brand } from '../../src/contract/brand.ts';
import { Territory } from '../../src/contract/territory.ts';
import { createLiveRules, type LiveRules } from '../../src/app/rules.ts';
import { createReader } from '../../src/app/read-again.ts';
import { loadRules } from '../../src/app/load-rules.ts';
import { createBrands } from '../../src/store/brands.ts';
import { createListener } from '../../src/store/listener.ts';
import { createTerritories, type Territories } from '../../src/store/territories.ts';
import { createTerritoryHistory } from '../../src/store/territories-history.ts';
import { connectionSettings } from '../../src/store/database.ts';
import { eventually, quiet, testDatabase } from '../support/postgres.ts';

const BRAND = 'cocoa-house';
const speaksOf = (query: string): Territory =>
  Territory.parse({ brand: BRAND, topics: [{ id: 'sweets', label: 'Sweets', query }] });

describe('versions of a territory', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let clean: (() => Promise<void>)[] = [];
  const clock = () => Date.parse('2026-11-23T12:00:00Z');
  beforeAll(async () => {
    database = await testDatabase('territories');
    await createBrands({ db: database.db, clock }).put(
      Brand.parse({ id: BRAND, name: 'Cocoa House', languages: ['en'] }),
    );
  }, 120_000);
  afterAll(async () => {
    for (const end of clean) await end();
    await database.close();
  });

  /** What a process keeps: its own connection, its own rules. */
  async function aProcess(): Promise<{ rules: LiveRules; territories: Territories }> {
    const listener = createListener({ connection: connectionSettings({ url: database.url, log: quiet }), log: quiet });
    clean = [...clean, () => listener.close()];
    const territories = createTerritories({ db: database.db, clock, listener });
    const rules = createLiveRules(await loadRules('config'));
    const brands = createBrands({ db: database.db, clock });
    const read = async () => void rules.replace(await brands.list(), await territories.live());
    const ask = createReader({ read, failed: () => undefined, again: () => undefined });
    await territories.watch(ask);
    await read();
    return { rules, territories };
  }

  it('are in force in every process soon after they are published, the last one of many', async () => {
    const history = createTerritoryHistory({ db: database.db, clock });
    const [one, other] = [await aProcess(), await aProcess()];
    await one.territories.publish(speaksOf('word0'), 'config');
    for (let n = 1; n <= 20; n++) {
      const { revision, live } = (await history.copy(BRAND))!;
      await history.save(speaksOf(`word${n}`), 'robin', { revision });
      const done = await history.publishCopy(speaksOf(`word${n}`), 'robin', {
        revision: revision + 1,
        live,
        note: 'n',
      });
      expect(done).toMatchObject({ version: n + 1, note: 'n', live: true });
    }
    for (const { rules } of [one, other]) {
      await eventually(() => rules.territories().version(BRAND) === 21, 30_000);
    }
  }, 120_000);

  it('of two who save at once, one is told, and so is whoever publishes what they have not seen', async () => {
    const history = createTerritoryHistory({ db: database.db, clock });
    const { revision, live } = (await history.copy(BRAND))!;
    const saved = await Promise.all(['robin', 'wren'].map((by) => history.save(speaksOf(by), by, { revision })));
    expect(saved.filter((done) => 'outrun' in done)).toEqual([
      { outrun: 'revision', by: expect.any(String), now: revision + 1 },
    ]);
    await createTerritories({ db: database.db, clock, listener: null as never }).publish(speaksOf('by-hand'), 'config');
    const published = await history.publishCopy(speaksOf('robin'), 'robin', { revision: revision + 1, live });
    expect(published).toEqual({ outrun: 'live', by: 'config', now: live! + 1 });
    expect(await history.copy(BRAND)).toMatchObject({ revision: revision + 1, basedOn: live, live: live! + 1 });
    const { by } = (await history.copy(BRAND))!.saved!;
    expect(await history.place(BRAND)).toEqual({
      ...{ revision: revision + 1, live: live! + 1, saved: { by, at: expect.any(String) } },
      ...{ last: by, publisher: { id: 'config', name: 'config' } },
    });
    expect(await history.place('nobody')).toBeNull();
  }, 60_000);

  it('come back by their number as new ones, and leave what is worked on alone', async () => {
    const history = createTerritoryHistory({ db: database.db, clock });
    const before = (await history.copy(BRAND))!;
    const old = (await history.version(BRAND, 3))!;
    const back = await history.restore(old.territory, 'robin', { live: before.live!, restores: 3, note: 'back' });
    expect(back).toMatchObject({ version: before.live! + 1, restores: 3, territory: old.territory, live: true });
    expect(await history.copy(BRAND)).toMatchObject({ territory: before.territory, revision: before.revision });
    const [newest, second] = await history.versions(BRAND, null, 2);
    expect([newest, second]).toMatchObject([
      { restores: 3, live: true },
      { live: false, author: { name: 'config' } },
    ]);
    const { rows } = await database.pool.query(
      `SELECT action, before ->> 'version' AS was, after ->> 'version' AS "is" FROM audit WHERE brand = $1 ORDER BY id DESC LIMIT 1`,
      [BRAND],
    );
    expect(rows).toEqual([{ action: 'territory.restore', was: String(before.live), is: String(before.live! + 1) }]);
  }, 60_000);

  it('from before topics had sources hear of all, and are no other ones for that', async () => {
    const { territories } = await aProcess();
    const { version } = (await territories.get(BRAND))!;
    await database.pool.query(
      `UPDATE territories SET body = (body - 'lists') #- '{topics,0,sources}' WHERE brand = $1 AND version = $2`,
      [BRAND, version],
    );
    const live = (await territories.get(BRAND))!;
    expect(live.territory.topics[0]!.sources).toEqual([]);
    expect(await territories.publish(Territory.parse(live.territory), 'config')).toEqual(live);
  }, 60_000);

  it('take the working copy’s place once it is thrown away, and its number is never given twice', async () => {
    const history = createTerritoryHistory({ db: database.db, clock });
    const { revision, live } = (await history.copy(BRAND))!;
    expect(await history.discard(BRAND, 'robin', revision)).toBeNull();
    expect(await history.copy(BRAND)).toMatchObject({ saved: null, basedOn: live, revision: revision + 1 });
    expect(await history.save(speaksOf('late'), 'wren', { revision })).toMatchObject({ outrun: 'revision' });
  }, 60_000);
});
