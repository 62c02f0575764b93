import { type Kysely, Migrator, sql } from 'kysely';
import type { Logger } from 'pino';
import * as nouns from './0001-nouns.ts';
import * as log from './0002-log.ts';
import * as accounts from './0003-accounts.ts';
import * as lives from './0004-lives.ts';
import * as calendar from './0005-calendar.ts';
import * as gate from './0006-gate.ts';
import * as people from './0007-accounts.ts';
import * as newsroom from './0008-newsroom.ts';
import * as views from './0009-views.ts';
import * as content from './0010-content.ts';
import * as channels from './0011-channels.ts';
import * as turns from './0012-turns.ts';
import * as waiting from './0013-waiting.ts';
import * as publishing from './0014-publishing.ts';
import * as media from './0015-media.ts';
import * as archive from './0016-archive.ts';
import * as replayed from './0017-replayed.ts';
import * as territoryVersions from './0018-territory-versions.ts';
import * as angles from './0021-angles.ts';

/** Every step of the schema, in order. A published step is never altered: add another. */
const MIGRATIONS = {
  '0001-nouns': nouns,
  '0002-log': log,
  '0003-accounts': accounts,
  '0004-lives': lives,
  '0005-calendar': calendar,
  '0006-gate': gate,
  '0007-accounts': people,
  '0008-newsroom': newsroom,
  '0009-views': views,
  '0010-content': content,
  '0011-channels': channels,
  '0012-turns': turns,
  '0013-waiting': waiting,
  '0014-publishing': publishing,
  '0015-media': media,
  '0016-archive': archive,
  '0017-replayed': replayed,
  '0018-territory-versions': territoryVersions,
  '0021-angles': angles,
};

const OLDEST_SERVER = 150_000;

/**
 * Applies the missing steps, all or none, under a lock that lets one process do so at a time.
 * @param upTo the last step to apply; every one unless told
 */
export async function runMigrations<T>(db: Kysely<T>, log: Logger, upTo?: string): Promise<void> {
  await checkServer(db);
  if (upTo === undefined && (await isAhead(db, log))) return;
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error, results } = await (upTo === undefined ? migrator.migrateToLatest() : migrator.migrateTo(upTo));
  for (const result of results ?? []) {
    if (result.status === 'Success') log.info({ migration: result.migrationName }, 'database brought up to date');
  }
  if (error)
    throw error instanceof Error ? error : new Error('The database could not be brought up to date.', { cause: error });
}

/**
 * Whether a newer Rebond has brought the tables further than this one knows. Steps only add, so this one may go on with
 * them: during an upgrade, and after one that is taken back.
 */
async function isAhead<T>(db: Kysely<T>, log: Logger): Promise<boolean> {
  const found = await sql<{ found: boolean }>`SELECT to_regclass('kysely_migration') IS NOT NULL AS found`.execute(db);
  if (!found.rows[0]!.found) return false;
  const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(db);
  const applied = new Set(rows.map(({ name }) => name));
  const newer = [...applied].filter((name) => !(name in MIGRATIONS));
  if (newer.length === 0) return false;
  const missing = Object.keys(MIGRATIONS).filter((name) => !applied.has(name));
  if (missing.length > 0) {
    throw new Error(
      `another version of Rebond made its tables (${newer[0]} is there, ${missing[0]} is not): start the newer version`,
    );
  }
  log.warn({ newer }, 'the database was brought up to date by a newer Rebond; this one goes on with it');
  return true;
}

async function checkServer<T>(db: Kysely<T>): Promise<void> {
  const { rows } = await sql<{ version: number; encoding: string }>`
    SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding
  `.execute(db);
  const server = rows[0]!;
  if (server.version < OLDEST_SERVER) {
    throw new Error(`PostgreSQL ${Math.floor(server.version / 10_000)} is too old: Rebond needs 15 or newer.`);
  }
  if (server.encoding !== 'UTF8') {
    throw new Error(`The database is encoded in ${server.encoding}: create one with ENCODING 'UTF8' and use that.`);
  }
}
