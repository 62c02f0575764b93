import { execFile, type SpawnOptions } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Who runs PostgreSQL, which refuses to run as root. Ourselves where we are not root (no member is set); else the system
 * user `postgres`; else root under another number, in a user namespace, which reaches whatever root reaches.
 */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
  readonly inNamespace?: boolean;
}

const NAME = 'postgres';
const NAMESPACE = ['--user', '--map-user=1000', '--map-group=1000', '--'];
const ADVICE = 'run Rebond as an ordinary user, move it to a folder everybody may enter, or set DATABASE_URL';

/** Chooses who is to run `postgres` on the data folder. Throws a plain sentence where nobody can. */
export async function chooseServerUser(folder: string, postgres: string): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return {};
  const owner = statSync(folder, { throwIfNoEntry: false });
  if (owner) return owner.uid === 0 ? { inNamespace: true } : { uid: owner.uid, gid: owner.gid };
  const user = (await lookUp()) ?? (await create());
  if (user && (await reaches(user, postgres, dirname(folder)))) return user;
  const namespace = { inNamespace: true };
  if (await reaches(namespace, postgres, dirname(folder))) return namespace;
  if (!user) throw new Error(`PostgreSQL does not run as root, and no user ${NAME} could be made: ${ADVICE}.`);
  throw new Error(
    `PostgreSQL does not run as root, and its user ${NAME} cannot reach ${postgres} or ${dirname(folder)}: ${ADVICE}.`,
  );
}

/** How a program is started as that user. */
export function startedAs(
  user: ServerUser,
  program: string,
  args: readonly string[],
): { command: string; args: string[]; options: Pick<SpawnOptions, 'uid' | 'gid' | 'cwd'> } {
  if (user.inNamespace) return { command: 'unshare', args: [...NAMESPACE, program, ...args], options: { cwd: '/' } };
  return { command: program, args: [...args], options: { uid: user.uid, gid: user.gid, cwd: '/' } };
}

async function reaches(user: ServerUser, postgres: string, parent: string): Promise<boolean> {
  return (
    (await succeeds(user, postgres, ['--version'])) &&
    (await succeeds(user, '/bin/sh', ['-c', 'cd "$1"', 'sh', parent]))
  );
}

async function succeeds(user: ServerUser, program: string, programArgs: string[]): Promise<boolean> {
  const { command, args, options } = startedAs(user, program, programArgs);
  return run(command, args, options).then(
    () => true,
    () => false,
  );
}

async function lookUp(): Promise<ServerUser | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', NAME]), run('id', ['-g', NAME])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

async function create(): Promise<ServerUser | null> {
  try {
    await run('groupadd', ['--force', '--system', NAME]);
    await run('useradd', ['--system', '--gid', NAME, '--no-create-home', '--shell', '/usr/sbin/nologin', NAME]);
  } catch {
    // Another process may have been quicker, or it is not allowed; the look-up tells.
  }
  return lookUp();
}
