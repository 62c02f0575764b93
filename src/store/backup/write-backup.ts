import { once } from 'node:events';
import { createWriteStream, linkSync, rmSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { copyOut } from './copy.ts';
import { BackupError, END_OF_TABLE, quoted, type End, type Header, type TableHead } from './format.ts';
import { readBackup } from './read-backup.ts';
import { tablesOf } from './tables-of.ts';

interface BackupOptions {
  readonly url: string;
  /** Where it is to lie; nothing may lie there yet. */
  readonly file: string;
  readonly version: string;
  readonly secret: string | null;
  readonly clock: () => number;
}

/**
 * Writes everything that is in the database at one moment, while it is used. The file appears once it is whole and was
 * read back. Answers rows by table.
 */
export async function writeBackup(options: BackupOptions): Promise<End['rows']> {
  const draft = `${options.file}.part-${process.pid}`;
  const file = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true });
  const packed = createGzip({ level: 3 });
  packed.pipe(file);
  // A file that cannot be written ends what feeds it.
  file.on('error', (error) => packed.destroy(error));
  const written = finished(file);
  const failed = once(packed, 'error').then(([error]) => raise(error));
  const client = new pg.Client({ connectionString: options.url, application_name: 'rebond backup' });
  // Queries under way say it as well.
  client.on('error', () => undefined);
  try {
    const dumping = dump(client, options, packed);
    for (const one of [written, dumping]) one.catch(() => undefined);
    const { rows } = await Promise.race([dumping, failed]);
    packed.end();
    await written;
    await readBackup(draft);
    publish(draft, options.file);
    return rows;
  } finally {
    await client.end();
    packed.destroy();
    file.destroy();
    rmSync(draft, { force: true });
  }
}

function raise(error: unknown): never {
  throw error;
}

function publish(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new BackupError(`${file} exists already: give another name.`);
  }
}

async function dump(client: pg.Client, options: BackupOptions, sink: Writable): Promise<End> {
  await client.connect();
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const tables = await tablesOf(client);
  if (tables.length === 0) throw new BackupError('The database is empty: there is nothing to back up.');
  // No step of the schema may alter what is being read.
  await client.query(`LOCK TABLE ${tables.map(({ table }) => quoted(table)).join(', ')} IN ACCESS SHARE MODE`);
  sink.write(jsonLine(await headerOf(client, options)));
  const rows: End['rows'] = {};
  for (const head of tables) {
    sink.write(jsonLine(head));
    const columns = head.columns.map(quoted).join(', ');
    rows[head.table] = await copyOut(client, `COPY ${quoted(head.table)} (${columns}) TO STDOUT`, sink);
    sink.write(END_OF_TABLE);
  }
  const end: End = { end: true, rows, counters: await countersOf(client) };
  sink.write(jsonLine(end));
  return end;
}

const jsonLine = (value: Header | TableHead | End): string => `${JSON.stringify(value)}\n`;

async function headerOf(client: pg.Client, { version, secret, clock }: BackupOptions): Promise<Header> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM kysely_migration ORDER BY name');
  const made = new Date(clock()).toISOString();
  return { rebond: 'backup', format: 1, made, version, migrations: rows.map(({ name }) => name), secret };
}

/** Read after the rows: a counter may stand further than they need, never less far. */
async function countersOf(client: pg.Client): Promise<End['counters']> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' ORDER BY 1`,
  );
  const counters: End['counters'] = [];
  for (const { name } of rows) {
    const { rows: found } = await client.query<{ last: string; called: boolean }>(
      `SELECT last_value::text AS last, is_called AS called FROM ${quoted(name)}`,
    );
    counters.push({ name, ...found[0]! });
  }
  return counters;
}
