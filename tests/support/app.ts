import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const PATIENCE_MS = 60_000;
const LOOK_MS = 20;

export interface ProductOptions {
  /** Kept after the product ends, so that it can be started again on the same folder. */
  readonly data: string;
  /** Any free one unless told. */
  readonly port?: number;
  readonly role?: 'all' | 'api' | 'match' | 'detect';
  /** Settings, on top of nothing: those of whoever runs the tests do not count. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** What a command said, and how it ended. */
export interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The real product, in a process of its own. */
export interface Product {
  readonly url: string;
  readonly pid: number;
  /** Everything it has said so far, on both streams. */
  said(): string;
  /** Resolves with the sign-in link, or null, once it says that it is ready. Throws where it ends before. */
  ready(): Promise<string | null>;
  readonly ended: Promise<Ended>;
  /** Asks it to end, and waits. */
  stop(): Promise<Ended>;
  /** `kill -9`. */
  kill(): Promise<Ended>;
}

/** A folder that the embedded database, which runs as another user, may enter. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rebond-journey-'));
  await chmod(folder, 0o755);
  return folder;
}

export const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

/** Tries again until it holds or the deadline passes; answers what was found. */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
  milliseconds = PATIENCE_MS,
): Promise<NonNullable<T>> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`waited ${milliseconds} ms in vain for: ${what}`);
    await new Promise((again) => setTimeout(again, LOOK_MS));
  }
}

/** Starts `src/main.ts`; `ready` tells when it works. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const port = options.port ?? (await freePort());
  const env = environment({ REBOND_DATA: options.data, REBOND_PORT: String(port), ...options.settings });
  const args = [join(ROOT, 'src/main.ts'), ...(options.role ? ['--role', options.role] : [])];
  const child = spawn(process.execPath, args, { env, cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = listen(child);
  let over = false;
  const ended = new Promise<Ended>((resolve_) =>
    child.once('close', (code, signal) => {
      over = true;
      resolve_({ code, signal });
    }),
  );
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid!,
    said: () => said.out() + said.err(),
    async ready() {
      await until('the product is ready', () => over || /^Rebond is ready: /m.test(said.out()));
      if (over) throw new Error(`The product ended before it was ready:\n${said.out()}${said.err()}`);
      return /^Sign in .*?: (\S+)$/m.exec(said.out())?.[1] ?? null;
    },
    ended,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
    kill() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

/** Runs a command of `src/cli.ts` with the settings of a product, beside it or without it. */
export async function rebond(
  args: readonly string[],
  options: Pick<ProductOptions, 'data' | 'settings'>,
): Promise<Said> {
  const env = environment({ REBOND_DATA: options.data, ...options.settings });
  const child = spawn(process.execPath, [join(ROOT, 'src/cli.ts'), ...args], { env, cwd: ROOT });
  child.stdin.end();
  const said = listen(child);
  const code = await new Promise<number | null>((resolve_) => child.once('close', resolve_));
  return { code, out: said.out(), err: said.err() };
}

/** A token for the intake. */
export async function intakeToken(options: Pick<ProductOptions, 'data' | 'settings'>): Promise<string> {
  const { code, out, err } = await rebond(['token', 'add', 'journeys'], options);
  if (code !== 0) throw new Error(err);
  return out.trim();
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve_) => probe.listen(0, '127.0.0.1', resolve_));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve_) => probe.close(resolve_));
  return port;
}

function environment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const foreign = /^(REBOND_|KAFKA_|DATABASE_URL$|NODE_OPTIONS$)/;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(own), ...settings };
}

function listen(child: ChildProcess): { out(): string; err(): string } {
  let [out, err] = ['', ''];
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (err += text));
  return { out: () => out, err: () => err };
}
