import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { until } from './app.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const BUILT = join(ROOT, 'dist/console');
const LOCK = join(ROOT, 'dist/building');
/** A build that takes longer has died, milliseconds. */
const PATIENCE_MS = 180_000;

/** The folder of the console as its sources are now: built once for all tests, and again only where a source is newer. */
export async function builtConsole(): Promise<string> {
  await until('another test has built the console', takeLock, PATIENCE_MS);
  try {
    if (await isStale()) {
      // In a process of its own: the bundler's native part does not know the objects of jest's world.
      const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'];
      // jest says `test`, and what is built under that name carries the libraries' development half.
      const env = { ...process.env, NODE_ENV: 'production' };
      await promisify(execFile)(process.execPath, vite, { cwd: ROOT, env });
    }
  } finally {
    await rm(LOCK, { recursive: true, force: true });
  }
  return BUILT;
}

/** One builds, the others wait; the lock of a test that was killed is broken. */
async function takeLock(): Promise<boolean> {
  await mkdir(join(ROOT, 'dist'), { recursive: true });
  const held = await stat(LOCK).catch(() => null);
  if (held && Date.now() - held.mtimeMs > PATIENCE_MS) await rm(LOCK, { recursive: true, force: true });
  return mkdir(LOCK).then(
    () => true,
    () => false,
  );
}

async function isStale(): Promise<boolean> {
  const page = join(BUILT, 'index.html');
  if (!existsSync(page)) return true;
  const built = (await stat(page)).mtimeMs;
  const sources = [
    'vite.config.ts',
    'package-lock.json',
    ...(await filesUnder('src/console')),
    ...(await filesUnder('src/contract')),
    ...(await filesUnder('src/core/draft/limits')),
  ];
  const changed = await Promise.all(sources.map(async (path) => (await stat(join(ROOT, path))).mtimeMs));
  return changed.some((at) => at > built);
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length));
}
