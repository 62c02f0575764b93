import { type Kysely, Migrator, sql } from 'kysely';
import type { Logger } from 'pino';
import * as nouns from './0001-nouns.ts';
import * as log from './0002-log.ts';
import * as accounts from './0003-accounts.ts';
import * as lives from './0004-lives.ts';

/** Every step of the schema, in order. A published step is never altered: add another. */
const MIGRATIONS = {
  '0001-nouns': nouns,
  '0002-log': log,
  '0003-accounts': accounts,
  '0004-lives': lives,
};

const OLDEST_SERVER = 150_000;

/** Applies the missing steps, all or none, under a lock that lets one process do so at a time. */
export async function runMigrations<T>(db: Kysely<T>, log: Logger): Promise<void> {
  await checkServer(db);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error, results } = await migrator.migrateToLatest();
  for (const result of results ?? []) {
    if (result.status === 'Success') log.info({ migration: result.migrationName }, 'database brought up to date');
  }
  if (error)
    throw error instanceof Error ? error : new Error('The database could not be brought up to date.', { cause: error });
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
