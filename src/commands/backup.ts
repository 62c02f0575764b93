import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Logger } from 'pino';
import packageJson from '../../package.json' with { type: 'json' };
import { Refusal } from '../app/refusal.ts';
import { joinStorage } from '../app/storage.ts';
import type { Settings } from '../settings/env.ts';
import { loadBackup } from '../store/backup/load-backup.ts';
import { readBackup } from '../store/backup/read-backup.ts';
import { writeBackup } from '../store/backup/write-backup.ts';
import { startEmbedded } from '../store/embedded.ts';
import { lockFolder } from '../store/folder-lock.ts';
import { databaseSentence, isUnreachable } from '../store/unreachable.ts';

interface Shell {
  readonly settings: Settings;
  readonly log: Logger;
  readonly clock: () => number;
  readonly out: (line: string) => void;
}

/** Backs the database up into a file, beside a running product or without one. */
export async function backup(file: string, { settings, log, clock, out }: Shell): Promise<void> {
  if (existsSync(file)) throw new Refusal(`${file} exists already: give another name.`);
  const place = join(settings.dataFolder, 'postgres');
  if (settings.databaseUrl === null && !existsSync(place)) {
    throw new Refusal(`There is no database in ${settings.dataFolder}: set REBOND_DATA to the data folder.`);
  }
  const secret = settings.secret === null ? readSecret(settings.dataFolder) : null;
  const storage = await joinStorage(settings, log);
  try {
    const rows = await writeBackup({ url: storage.url, file, version: packageJson.version, secret, clock });
    const count = Object.values(rows).reduce((sum, n) => sum + n, 0);
    const size = statSync(file).size.toLocaleString('en');
    out(`${file}: ${count} rows of ${Object.keys(rows).length} tables, ${size} bytes, read back and whole.`);
    out(
      secret === null
        ? 'The secret is not in it: keep REBOND_SECRET, without it the stored access to channels cannot be opened.'
        : 'It holds every secret of the installation: keep it as safe as the data folder.',
    );
  } catch (error) {
    if (isUnreachable(error)) throw new Refusal(databaseSentence(error, storage.url));
    throw unwritable(file, error as NodeJS.ErrnoException);
  } finally {
    await storage.close();
  }
}

/** What keeps the file from being written, in words; anything else as it is. */
function unwritable(file: string, error: NodeJS.ErrnoException): Error {
  const place = dirname(resolve(file));
  switch (error.code) {
    case 'ENOENT':
      return new Refusal(`There is no folder ${place}: make it, or give another name.`);
    case 'ENOSPC':
    case 'EDQUOT':
      return new Refusal(
        `There is too little room in ${place}: nothing was written. Make room, or give another place.`,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Refusal(`${place} may not be written to: give another place.`);
    default:
      return error;
  }
}

/** Makes the data folder's database from a back-up. Nothing that counts is there until all of it is. */
export async function restore(file: string, { settings, log, out }: Shell): Promise<void> {
  if (settings.databaseUrl !== null) {
    throw new Refusal('rebond restore makes the embedded database anew: unset DATABASE_URL, and name a data folder.');
  }
  const folder = resolve(settings.dataFolder);
  const { header } = await readBackup(file);
  mkdirSync(folder, { recursive: true });
  const place = join(folder, 'postgres');
  const lock = lockFolder(place);
  const draft = join(folder, 'restoring');
  try {
    refuseToOverwrite(folder, place, header.secret);
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft);
    const { end } = await load(file, join(draft, 'postgres'), log);
    if (header.secret !== null) writeFileSync(join(folder, 'secret'), header.secret, { mode: 0o600 });
    renameSync(join(draft, 'postgres.password'), `${place}.password`);
    renameSync(join(draft, 'postgres'), place);
    const count = Object.values(end.rows).reduce((sum, n) => sum + n, 0);
    out(`${folder} holds the installation as it was on ${header.made}: ${count} rows. Start Rebond on it.`);
    if (header.secret === null) out('The secret was not in the back-up: set REBOND_SECRET to what it was then.');
  } finally {
    rmSync(draft, { recursive: true, force: true });
    lock.release();
  }
}

function refuseToOverwrite(folder: string, place: string, secret: string | null): void {
  if (existsSync(place)) {
    throw new Refusal(`${folder} holds a database already: move it away, or set REBOND_DATA to an empty folder.`);
  }
  const found = readSecret(folder);
  if (secret !== null && found !== null && found !== secret) {
    throw new Refusal(`${folder} holds the secret of another installation: set REBOND_DATA to an empty folder.`);
  }
}

async function load(file: string, place: string, log: Logger) {
  const { url, stop } = await startEmbedded({ folder: place, log });
  try {
    return await loadBackup(file, url, log);
  } finally {
    await stop();
  }
}

function readSecret(folder: string): string | null {
  const file = join(folder, 'secret');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}
