import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import { runMigrations } from './migrations/run.ts';
import type { Tables } from './tables.ts';

export interface DatabaseOptions {
  readonly url: string;
  readonly log: Logger;
  /** Most connections held at once; 10 unless told. */
  readonly connections?: number;
  /** Milliseconds after which the server gives up on a statement; 10,000 unless told. */
  readonly statementTimeout?: number;
  /** Shown in `pg_stat_activity`. */
  readonly name?: string;
}

export interface Database {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly db: Kysely<Tables>;
  /** Brings the tables up to date. Several processes may do so at once: one works, the others wait. */
  migrate(): Promise<void>;
  close(): Promise<void>;
}

const INT8 = 20;

/** Numbers of 64 bits come as numbers: none of ours passes 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    oid === INT8 && format !== 'binary' ? Number : (pg.types.getTypeParser(oid, format) as unknown)) as never,
};

/** Settings of every connection: it notices a dead peer, and no statement or forgotten transaction holds it for ever. */
export function connectionSettings(options: DatabaseOptions): pg.ClientConfig {
  const statementTimeout = options.statementTimeout ?? 10_000;
  return {
    connectionString: options.url,
    application_name: options.name ?? 'rebond',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    statement_timeout: statementTimeout,
    query_timeout: statementTimeout + 5_000,
    idle_in_transaction_session_timeout: 30_000,
    types,
  };
}

/** A step may take long where there is much. */
const STEP_MS = 600_000;
/**
 * A step that waits for a table makes everybody who comes after it wait as well. It gives up before they notice, and
 * is tried again.
 */
const LOCK_MS = 3_000;

async function migrate(options: DatabaseOptions): Promise<void> {
  const settings = connectionSettings({ ...options, statementTimeout: STEP_MS });
  const pool = new pg.Pool({ ...settings, lock_timeout: LOCK_MS, max: 2 });
  survivesCuts(pool);
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await runMigrations(db, options.log);
  } finally {
    await db.destroy();
    if (!pool.ending) await pool.end();
  }
}

/**
 * A connection that is cut while somebody holds it, between two queries, says so to nobody in particular, which would end
 * the process. Whoever holds it learns of it by the next query.
 */
function survivesCuts(pool: pg.Pool): void {
  pool.on('connect', (client) => void client.on('error', () => undefined));
}

/** Opens a pool. Connects to nothing yet, so it succeeds while the server is away. */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    ...connectionSettings(options),
    max: options.connections ?? 10,
    idleTimeoutMillis: 30_000,
  });
  survivesCuts(pool);
  pool.on('error', (error) => {
    // While closing, the server may say goodbye before we do.
    if (!pool.ending) options.log.warn({ err: error.message }, 'an idle database connection was lost');
  });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    url: options.url,
    pool,
    db,
    migrate: () => migrate(options),
    close: async () => {
      await db.destroy();
      // A pool that no query builder has used yet is unknown to kysely.
      if (!pool.ending) await pool.end();
    },
  };
}
