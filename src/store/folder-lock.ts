import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { identify, type ProcessIdentity, stillLives } from './process-identity.ts';

/** Another Rebond works on the data folder. */
export class DataFolderBusyError extends Error {
  override name = 'DataFolderBusyError';
  constructor(folder: string, pid: number | null) {
    const who = pid === null ? 'another Rebond' : `another Rebond (process ${pid})`;
    super(`The data folder ${folder} is in use by ${who}: stop that one, or give this one another folder.`);
  }
}

export interface FolderLock {
  release(): void;
}

const ATTEMPTS = 5;

/**
 * Takes `<folder>.lock` for this process. The file appears with its whole content or not at all, and one left by a
 * process that no longer lives is taken over.
 */
export function lockFolder(folder: string): FolderLock {
  const path = `${folder}.lock`;
  const mine = JSON.stringify(identify(process.pid));
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (tryLink(draft, path)) return { release: () => releaseLock(path, mine) };
      refuseIfHeld(folder, path);
    }
    throw new DataFolderBusyError(folder, null);
  } finally {
    rmSync(draft, { force: true });
  }
}

function tryLink(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function refuseIfHeld(folder: string, path: string): void {
  const found = readIfThere(path);
  if (found === null) return;
  const owner = parseOwner(found);
  if (owner && stillLives(owner)) throw new DataFolderBusyError(folder, owner.pid);
  moveStaleAway(folder, path, found);
}

/** Two processes may find the same stale lock: the one that moves a fresh lock away by mistake puts it back. */
function moveStaleAway(folder: string, path: string, stale: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = readFileSync(aside, 'utf8');
  if (moved !== stale) {
    tryLink(aside, path);
    rmSync(aside, { force: true });
    throw new DataFolderBusyError(folder, parseOwner(moved)?.pid ?? null);
  }
  rmSync(aside, { force: true });
}

function releaseLock(path: string, mine: string): void {
  if (readIfThere(path) === mine) rmSync(path, { force: true });
}

function parseOwner(content: string): ProcessIdentity | null {
  try {
    const owner = JSON.parse(content) as Partial<ProcessIdentity> | null;
    return typeof owner?.pid === 'number' && typeof owner.started === 'string' ? (owner as ProcessIdentity) : null;
  } catch {
    return null;
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
