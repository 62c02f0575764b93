import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { backup, restore } from '../../src/commands/backup.ts';
import { withStores } from '../../src/commands/open-stores.ts';
import type { Installation } from '../../src/app/installation.ts';
import { Brand } from '../../src/contract/brand.ts';
import { readEnvironment, type Settings } from '../../src/settings/env.ts';
import { writeBackup } from '../../src/store/backup/write-backup.ts';
import { createBrands } from '../../src/store/brands.ts';
import { openDatabase } from '../../src/store/database.ts';
import { startEmbedded } from '../../src/store/embedded.ts';
import { runMigrations } from '../../src/store/migrations/run.ts';
import { makeFolder, removeFolder } from '../support/app.ts';
import { quiet } from '../support/postgres.ts';
import { clock, createSink } from './sink.ts';

/** Databases are made and started; a loaded machine takes its time. */
const PATIENCE_MS = 180_000;

let folder: string;
beforeAll(async () => void (folder = await makeFolder()));
afterAll(() => removeFolder(folder));

function settingsOn(data: string): Settings {
  const read = readEnvironment({ REBOND_DATA: join(folder, data) });
  if ('errors' in read) throw new Error(read.errors.join());
  return read.settings;
}

const shellOn = (data: string, out: (line: string) => void = () => undefined) => ({
  settings: settingsOn(data),
  log: quiet,
  clock,
  out,
});

/** Every row of every table, as text, and what the counters give next. */
async function contents({ database: { pool } }: Installation): Promise<Record<string, unknown>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'kysely%' ORDER BY 1`,
  );
  const all: Record<string, unknown> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" t ORDER BY 1`);
    all[name] = rows.map(({ row }) => row);
  }
  const { rows } = await pool.query('SELECT sequencename, last_value FROM pg_sequences ORDER BY 1');
  return { ...all, counters: rows };
}

const NASTY = 'tab\tnewline\nback\\slash \\. \\N quote" é 🙂';

async function fill(all: Installation): Promise<void> {
  const { accounts, brands, cursors, transport, topics } = all;
  await brands.put(Brand.parse({ id: 'one', name: NASTY, languages: ['en'] }));
  const grants = [{ brand: 'one', role: 'editor' as const }];
  await accounts.users.create({ email: 'a@example.com', name: NASTY, grants }, 'test');
  await transport.prepare(Object.values(topics));
  const value = Buffer.from(Array.from({ length: 70_000 }, (_, i) => i % 256));
  await transport.append(topics.signals, [
    { key: NASTY, value, timestamp: clock() },
    { key: null, value: Buffer.alloc(0), timestamp: 0 },
  ]);
  await cursors.save('s', { nasty: NASTY });
}

async function madeFolder(name: string): Promise<string> {
  await mkdir(join(folder, name), { recursive: true });
  return join(folder, name);
}

/** A step of the schema that is not the last one. */
const OLD_STEP = '0016-archive';

/** The back-up of an installation whose tables have gone no further than a step. */
async function backupOf(step: string, file: string): Promise<void> {
  const { url, stop } = await startEmbedded({ folder: join(await madeFolder('before'), 'postgres'), log: quiet });
  const { db, close } = openDatabase({ url, log: quiet });
  try {
    await runMigrations(db, quiet, step);
    await createBrands({ db, clock }).put(Brand.parse({ id: 'one', name: NASTY, languages: ['en'] }));
    await writeBackup({ url, file, version: '0.0.0', secret: 'of the installation before', clock });
  } finally {
    await close();
    await stop();
  }
}

it(
  'an installation comes back from its back-up as it was, in another folder',
  async () => {
    const file = join(folder, 'a.backup');
    const { out, said } = createSink();
    const before = await withStores(settingsOn('old'), quiet, clock, async (all) => {
      await fill(all);
      // While it runs: this process holds the folder, the command joins.
      await backup(file, shellOn('old', out));
      return contents(all);
    });
    expect(said()).toMatch(/a\.backup: \d+ rows of \d+ tables, .* read back and whole\.\nIt holds every secret/);

    await restore(file, shellOn('new', out));
    expect(await readFile(join(folder, 'new/secret'))).toEqual(await readFile(join(folder, 'old/secret')));
    await withStores(settingsOn('new'), quiet, clock, async (all) => {
      expect(await contents(all)).toEqual(before);
      // Rules that the rows were excused from hold again.
      const orphan = `INSERT INTO turns VALUES ('nobody', 'o', 't', now())`;
      await expect(all.database.pool.query(orphan)).rejects.toThrow('foreign key');
      await expect(all.database.pool.query('DELETE FROM audit')).rejects.toThrow('append');
    });
    expect(before).toMatchObject({ log_records: [expect.anything(), expect.anything()], audit: [expect.anything()] });
  },
  PATIENCE_MS,
);

it(
  'a restore overwrites nothing, and half of a back-up restores nothing',
  async () => {
    const file = join(folder, 'a.backup');
    await expect(restore(file, shellOn('new'))).rejects.toThrow('holds a database already');
    await mkdir(join(folder, 'other'));
    await writeFile(join(folder, 'other/secret'), 'another');
    await expect(restore(file, shellOn('other'))).rejects.toThrow('the secret of another installation');
    const half = join(folder, 'half.backup');
    await cp(file, half);
    await writeFile(half, (await readFile(file)).subarray(0, 3_000));
    await expect(restore(half, shellOn('fresh'))).rejects.toThrow('not a whole back-up');
    await expect(backup(file, shellOn('new'))).rejects.toThrow('exists already');
    await expect(backup(join(folder, 'nowhere/b'), shellOn('new'))).rejects.toThrow('There is no folder');
    await expect(backup(join(folder, 'b'), shellOn('fresh'))).rejects.toThrow('There is no database in');
  },
  PATIENCE_MS,
);

it(
  'a back-up of an older Rebond is brought up to date, one of a newer Rebond refused',
  async () => {
    const older = join(folder, 'older.backup');
    await backupOf(OLD_STEP, older);
    await restore(older, shellOn('older'));
    await withStores(settingsOn('older'), quiet, clock, async ({ brands, database }) => {
      expect(await brands.get('one')).toMatchObject({ name: NASTY });
      expect((await database.pool.query('SELECT FROM replayed')).rowCount).toBe(0);
    });
    const text = gunzipSync(await readFile(join(folder, 'a.backup'))).toString();
    await writeFile(
      join(folder, 'newer.backup'),
      gzipSync(text.replace(/("migrations":\[[^\]]*)\]/, '$1,"9999-later"]')),
    );
    await expect(restore(join(folder, 'newer.backup'), shellOn('newer'))).rejects.toThrow('newer than this one');
    await restore(join(folder, 'a.backup'), shellOn('newer'));
  },
  PATIENCE_MS,
);
