import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import { type Binaries, findBinaries, keptPassword, makeCluster, SUPERUSER } from './cluster.ts';
import { lockFolder } from './folder-lock.ts';
import { type Postmaster, type PostmasterOptions, startPostmaster, stopOrphan } from './postmaster.ts';
import { chooseServerUser, type ServerUser } from './server-user.ts';

export interface EmbeddedOptions {
  /** Where the database files lie; beside it are `.lock`, `.password`, `.port` and `.log`. */
  readonly folder: string;
  /** A free one is found, and kept for the next start, unless given. */
  readonly port?: number;
  readonly log: Logger;
  /** PostgreSQL settings beyond the usual ones. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface Embedded {
  readonly url: string;
  /** Ends the server and lets go of the folder. */
  stop(): Promise<void>;
}

const DATABASE = 'rebond';

/**
 * Starts the PostgreSQL that came from npm on a data folder of its own, listening on 127.0.0.1 only.
 * Throws `DataFolderBusyError` at once where another Rebond works there; takes over what a killed one left.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const folder = placeOf(options.folder);
  const lock = lockFolder(folder);
  try {
    const binaries = await findBinaries();
    const user = await chooseServerUser(folder, binaries.postgres);
    if (await stopOrphan(folder)) options.log.warn('stopped the database server that a killed Rebond had left behind');
    return await run({ ...options, folder }, binaries, user, () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function run(
  options: EmbeddedOptions,
  binaries: Binaries,
  user: ServerUser,
  release: () => void,
): Promise<Embedded> {
  const { folder, log } = options;
  const password = keptPassword(folder);
  await makeCluster(binaries, folder, password, user);
  const port = options.port ?? (await keptPort(folder));
  writeFileSync(`${folder}.port`, String(port));
  const url = (database: string) => addressOf(password, port, database);
  const server = await supervise(
    { postgres: binaries.postgres, folder, port, user, settings: options.settings ?? {} },
    log,
  );
  const stop = async (): Promise<void> => {
    await server.stop();
    release();
  };
  try {
    await makeDatabase(url('postgres'));
  } catch (error) {
    await stop();
    throw error;
  }
  log.debug({ folder, port }, 'embedded PostgreSQL is ready');
  return { url: url(DATABASE), stop };
}

/** Starts the server again on the same port whenever it ends without being asked to. */
async function supervise(options: PostmasterOptions, log: Logger): Promise<{ stop(): Promise<void> }> {
  let server: Postmaster = await startPostmaster(options);
  const stopping = new AbortController();
  const keepUp = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await server.ended;
      if (stopping.signal.aborted) return;
      log.error(
        `The embedded database ended unexpectedly and is started again; its words are in ${options.folder}.log.`,
      );
      try {
        server = await startPostmaster(options);
      } catch (error) {
        log.error((error as Error).message);
        await sleep(1_000, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };
  const supervision = keepUp();
  return {
    async stop() {
      stopping.abort();
      await server.stop();
      await supervision;
      // A start that was under way when we were asked to stop.
      await server.stop();
    },
  };
}

const addressOf = (password: string, port: number, database: string): string =>
  `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;

/** Address of the server that another process has started on the folder; whoever may read the folder may use it. */
export function runningUrl(folder: string): string {
  const place = placeOf(folder);
  return addressOf(keptPassword(place), readPort(`${place}.port`), DATABASE);
}

async function makeDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** The folder's true place, its parent made where it is missing. */
function placeOf(folder: string): string {
  const wanted = resolve(folder);
  mkdirSync(dirname(wanted), { recursive: true });
  return join(realpathSync(dirname(wanted)), basename(wanted));
}

async function keptPort(folder: string): Promise<number> {
  const path = `${folder}.port`;
  const port = (await freePort(readPort(path))) ?? (await freePort(0));
  if (port === null) throw new Error('No port is free on 127.0.0.1 for the embedded database.');
  return port;
}

function readPort(path: string): number {
  try {
    return Number(readFileSync(path, 'utf8')) || 0;
  } catch {
    return 0;
  }
}

/** The port if it is free (any free one for 0), else null. */
async function freePort(port: number): Promise<number | null> {
  const server = createServer();
  return new Promise((done) => {
    server.once('error', () => done(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const found = typeof address === 'object' && address ? address.port : null;
      server.close(() => done(found));
    });
  });
}
