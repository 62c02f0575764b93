import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { servesFolder, identify } from './process-identity.ts';
import { type ServerUser, startedAs } from './server-user.ts';

export interface PostmasterOptions {
  readonly postgres: string;
  readonly folder: string;
  readonly port: number;
  readonly user: ServerUser;
  /** PostgreSQL settings beyond the usual ones. */
  readonly settings: Readonly<Record<string, string>>;
}

export interface Postmaster {
  readonly pid: number;
  /** Resolves when the server is gone, however it went. */
  readonly ended: Promise<void>;
  /** Fast shutdown; harder after 4 s. */
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;
const SHUTDOWN_MS = 4_000;
const LOG_LIMIT = 10 * 1024 * 1024;

const USUAL = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  io_method: 'sync',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  tcp_keepalives_idle: '10',
  tcp_keepalives_interval: '5',
  tcp_keepalives_count: '3',
};

/** Starts PostgreSQL on a folder and resolves once it takes connections. Its own words go to `<folder>.log`. */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const child = launch(options);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`PostgreSQL could not be started from ${options.postgres}.`);
  try {
    await readiness(options.folder, pid, ended);
  } catch (error) {
    await shutDown(pid, ended);
    throw error;
  }
  return { pid, ended, stop: () => shutDown(pid, ended) };
}

/** Stops a server that a killed Rebond left behind in this folder, and clears what it left. */
export async function stopOrphan(folder: string): Promise<boolean> {
  const pid = postmasterFile(folder)?.pid;
  if (pid === undefined) return false;
  if (!servesFolder(pid, folder)) {
    // The number may belong to another program by now, which would make PostgreSQL refuse to start.
    rmSync(join(folder, 'postmaster.pid'), { force: true });
    return false;
  }
  await shutDown(pid, gone(pid));
  return true;
}

function launch(options: PostmasterOptions): ChildProcess {
  const log = openLog(`${options.folder}.log`);
  const settings = Object.entries({ ...USUAL, ...options.settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  try {
    const {
      command,
      args,
      options: as,
    } = startedAs(options.user, options.postgres, [...['-D', options.folder, '-p', String(options.port)], ...settings]);
    const child = spawn(command, args, {
      ...as,
      env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' },
      stdio: ['ignore', log, log],
      // Its own session: an interrupt typed at the terminal is ours to handle first.
      detached: true,
    });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

function openLog(path: string): number {
  const tooLong = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return openSync(path, tooLong > LOG_LIMIT ? 'w' : 'a', 0o600);
}

async function readiness(folder: string, pid: number, ended: Promise<void>): Promise<void> {
  let over = false;
  void ended.then(() => (over = true));
  for (let waited = 0; waited < READY_WITHIN_MS; waited += 20) {
    const file = postmasterFile(folder);
    if (file?.pid === pid && file.status === 'ready') return;
    if (over) throw new Error(`PostgreSQL did not start on ${folder}: ${lastWords(folder)} (more in ${folder}.log)`);
    await sleep(20);
  }
  throw new Error(`PostgreSQL was not ready after ${READY_WITHIN_MS / 1000} s on ${folder}: see ${folder}.log`);
}

async function shutDown(pid: number, ended: Promise<void>): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await within(ended, SHUTDOWN_MS)) return;
  }
}

async function within(ended: Promise<void>, ms: number): Promise<boolean> {
  const abort = new AbortController();
  const late = sleep(ms, false, { signal: abort.signal }).catch(() => false);
  const result = await Promise.race([ended.then(() => true), late]);
  abort.abort();
  return result;
}

async function gone(pid: number): Promise<void> {
  while (identify(pid) !== null) await sleep(20);
}

/** Lines of `postmaster.pid`: process, folder, start, port, socket folder, address, shared memory, status. */
function postmasterFile(folder: string): { pid: number; status: string } | null {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Math.abs(Number(lines[0])), status: (lines[7] ?? '').trim() };
  } catch {
    return null;
  }
}

function lastWords(folder: string): string {
  const lines = readFileSync(`${folder}.log`, 'utf8').trim().split('\n');
  return lines.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? lines.at(-1) ?? 'it said nothing';
}
