import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createCursors } from '../../src/store/cursors.ts';
import { createLedger } from '../../src/store/ledger.ts';
import { runMigrations } from '../../src/store/migrations/run.ts';
import { topics as allTopics } from '../../streams/topics.ts';
import { createPostgresLog } from '../../streams/transport/postgres-log.ts';
import { connectionSettings } from '../../src/store/database.ts';
import { readTopic } from '../support/check-run.ts';
import { eventually, quiet, testDatabase, type TestDatabase } from '../support/postgres.ts';

interface Column {
  readonly type: string;
  readonly wanted: boolean;
}

/** Before this step there was no installation that two versions could share. */
const FIRST_SHARED = '0017-replayed';

let database: TestDatabase;
let steps: string[];

/** Leaves a database without tables behind, and the names of all steps. */
beforeEach(async () => {
  database = await testDatabase('migrations');
  const { rows } = await database.pool.query<{ name: string }>('SELECT name FROM kysely_migration ORDER BY name');
  steps = rows.map(({ name }) => name);
});

afterEach(() => database.drop());

const emptied = () => database.pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');

/** Columns by table and name; `wanted`: a row without it is refused. */
async function columns(): Promise<Map<string, Column>> {
  const { rows } = await database.pool.query<{ name: string; type: string; wanted: boolean }>(
    `SELECT table_name || '.' || column_name AS name, udt_name AS type,
       is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO' AND is_generated = 'NEVER' AS wanted
     FROM information_schema.columns WHERE table_schema = 'public'`,
  );
  return new Map(rows.map(({ name, ...column }) => [name, column]));
}

const tableOf = (name: string): string => name.split('.', 1)[0]!;

/** What a process of the step before would trip over. */
function breaks(before: ReadonlyMap<string, Column>, after: ReadonlyMap<string, Column>): string[] {
  const tables = new Set([...before.keys()].map(tableOf));
  const gone = [...before].flatMap(([name, { type, wanted }]) => {
    const now = after.get(name);
    if (!now) return [`${name} is gone`];
    if (now.type !== type) return [`${name} became ${now.type}`];
    return now.wanted && !wanted ? [`${name} has to be given now`] : [];
  });
  const asked = [...after].filter(([name, { wanted }]) => wanted && !before.has(name) && tables.has(tableOf(name)));
  return [...gone, ...asked.map(([name]) => `${name} is new and has to be given`)];
}

describe('the steps of the schema', () => {
  it('only add, so that processes of the version before go on while it is upgraded', async () => {
    await emptied();
    await runMigrations(database.db, quiet, FIRST_SHARED);
    const found: Record<string, string[]> = {};
    let before = await columns();
    for (const step of steps.slice(steps.indexOf(FIRST_SHARED) + 1)) {
      await runMigrations(database.db, quiet, step);
      const after = await columns();
      const broken = breaks(before, after);
      if (broken.length > 0) found[step] = broken;
      before = after;
    }
    expect(found).toEqual({});
  }, 60_000);

  it('come while an old process works and a back-up holds every table: it is held up for moments only, and loses nothing', async () => {
    await emptied();
    await runMigrations(database.db, quiet, FIRST_SHARED);
    const connection = connectionSettings({ url: database.url, log: quiet });
    const log = createPostgresLog({ pool: database.pool, connection, log: quiet });
    const topics = allTopics({ signals: 1, mentions: 1 });
    await log.prepare(Object.values(topics));
    const ledger = createLedger({ db: database.db, clock: () => 0 });
    const claim = await ledger.claim('mentions', 0);
    const cursors = createCursors(database.db);
    const old = { working: true, rounds: 0 };
    const work = (async () => {
      for (; old.working; old.rounds++) {
        const value = Buffer.from(String(old.rounds));
        await log.append(topics.signals, [{ key: 'k', value, timestamp: old.rounds }]);
        await ledger.commit(claim, { position: old.rounds, effects: { opportunities: [], stories: [] } });
        await cursors.save('old', old.rounds);
      }
    })();
    await eventually(() => old.rounds > 5);

    const backup = new pg.Client({ connectionString: database.url });
    await backup.connect();
    await backup.query('BEGIN; LOCK TABLE meta, drafts, audit, territories, opportunities IN ACCESS SHARE MODE');
    const release = setTimeout(() => void backup.query('COMMIT'), 500);
    // As the product does: a table that is held is waited for, not queued for.
    await eventually(
      () =>
        database.migrate().then(
          () => true,
          (error: { code?: string }) => {
            if (error.code !== '55P03') throw error as Error;
            return false;
          },
        ),
      30_000,
    );
    clearTimeout(release);
    const then = old.rounds;
    await eventually(() => old.rounds > then + 5);
    old.working = false;
    await work;
    await backup.end();
    const kept = await readTopic(log, topics.signals);
    expect(kept.map(({ value }) => Buffer.from(value!).toString())).toEqual(
      Array.from({ length: old.rounds }, (_, round) => String(round)),
    );
    expect((await ledger.claim('mentions', 0)).position).toBe(old.rounds - 1);
    await log.close();
  }, 60_000);

  it('of a newer version are no obstacle to this one, as long as none of its own is missing', async () => {
    const { pool } = database;
    await pool.query(`INSERT INTO kysely_migration VALUES ('9999-later', now()::text)`);
    await database.migrate();
    await pool.query('DELETE FROM kysely_migration WHERE name = $1', [steps.at(-1)]);
    await expect(database.migrate()).rejects.toThrow(`9999-later is there, ${steps.at(-1)} is not`);
  });
});
