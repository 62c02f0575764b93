import pg from 'pg';
import type { Logger } from 'pino';
import { openDatabase } from '../database.ts';
import { runMigrations } from '../migrations/run.ts';
import { copyIn, type CopyIn } from './copy.ts';
import { BackupError, quoted, type Header } from './format.ts';
import { readBackup, type WholeBackup } from './read-backup.ts';
import { tablesOf } from './tables-of.ts';

/**
 * Loads a back-up into an empty database, all of it or nothing: the schema as it was then, the rows, the counters. The
 * next start brings the schema up to date. The server's user must be its superuser.
 */
export async function loadBackup(file: string, url: string, log: Logger): Promise<WholeBackup> {
  const client = new pg.Client({ connectionString: url, application_name: 'rebond restore' });
  client.on('error', () => undefined);
  await client.connect();
  let copying: CopyIn | undefined;
  try {
    const whole = await readBackup(file, {
      async header(header) {
        await makeSchema(url, header, log);
        await client.query('BEGIN');
        // Rows come table by table: what refers to a later table, and what forbids changes, has to wait.
        await client.query('SET LOCAL session_replication_role = replica');
        // What the steps of the schema laid in is in the back-up as well.
        const tables = (await tablesOf(client)).map(({ table }) => quoted(table));
        await client.query(`TRUNCATE ${tables.join(', ')}`);
      },
      async table({ table, columns }) {
        copying = await copyIn(client, `COPY ${quoted(table)} (${columns.map(quoted).join(', ')}) FROM STDIN`);
      },
      rows: (rows) => copying!.write(rows),
      endOfTable: () => copying!.end(),
    });
    for (const { name, last, called } of whole.end.counters) {
      await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [quoted(name), last, called]);
    }
    await compareRows(client, whole);
    await client.query('COMMIT');
    await client.query('ANALYZE');
    return whole;
  } finally {
    await client.end();
  }
}

async function makeSchema(url: string, { migrations, version }: Header, log: Logger): Promise<void> {
  const database = openDatabase({ url, log, name: 'rebond restore', connections: 2 });
  try {
    await runMigrations(database.db, log, migrations.at(-1));
  } catch (error) {
    if (!/^migration .* doesn't exist$/.test((error as Error).message)) throw error;
    throw new BackupError(`it was made by Rebond ${version}, which is newer than this one: restore it with that.`);
  } finally {
    await database.close();
  }
}

async function compareRows(client: pg.Client, { end }: WholeBackup): Promise<void> {
  for (const [table, told] of Object.entries(end.rows)) {
    const { rows } = await client.query<{ n: string }>(`SELECT count(*)::text AS n FROM ${quoted(table)}`);
    if (Number(rows[0]!.n) !== told)
      throw new BackupError(`${rows[0]!.n} rows of ${table} arrived instead of ${told}.`);
  }
}
