import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import pino from 'pino';
import { type Database, openDatabase } from '../../src/store/database.ts';

export const quiet = pino({ level: 'silent' });

let databases = 0;

export interface TestDatabase extends Database {
  /** Closes it and deletes the database. */
  drop(): Promise<void>;
}

/** A fresh, empty, migrated database on a real PostgreSQL that all test files of one jest process share. */
export async function testDatabase(name = 'test'): Promise<TestDatabase> {
  const server = await testServer();
  const database = `${name.replaceAll(/[^a-z]/g, '_')}_${process.pid}_${process.hrtime.bigint().toString(36)}_${databases++}`;
  await onServer(server, `CREATE DATABASE ${database}`);
  const url = new URL(server);
  url.pathname = `/${database}`;
  const opened = openDatabase({ url: url.href, log: quiet });
  await opened.migrate();
  return {
    ...opened,
    async drop() {
      await opened.close();
      await onServer(server, `DROP DATABASE ${database} WITH (FORCE)`);
    },
  };
}

/** Address of the shared server; a process of its own ends it when the jest process is gone. */
export async function testServer(): Promise<string> {
  const note = join(tmpdir(), `rebond-test-${process.pid}`, 'url');
  if (!existsSync(note)) await spawnServer(note);
  return readFileSync(note, 'utf8');
}

/** Tries again every `pause` ms until it holds or the deadline passes; answers what `probe` found. */
export async function eventually<T>(
  probe: () => T | Promise<T>,
  milliseconds = 10_000,
  pause = 10,
): Promise<NonNullable<T>> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`still not so after ${milliseconds} ms: ${probe.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

async function spawnServer(note: string): Promise<void> {
  const script = join(import.meta.dirname, 'postgres-server.ts');
  const child = spawn(process.execPath, [script, note], { stdio: ['pipe', 'ignore', 'inherit'] });
  const failed = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`the test database server ended with ${code}`)));
  });
  failed.catch(() => undefined);
  await Promise.race([eventually(() => existsSync(note), 30_000), failed]);
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
