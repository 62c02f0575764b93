import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** A process told apart from a later one that was given the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Boot and start time within it where the system tells, else ''. */
  readonly started: string;
}

const START_TIME_FIELD = 19;

/** Answers null where no such process lives. */
export function identify(pid: number): ProcessIdentity | null {
  if (!isAlive(pid)) return null;
  const stat = tryRead(`/proc/${pid}/stat`);
  if (stat === null) return { pid, started: startedByPs(pid) };
  // The name in brackets may hold anything, so the fields are counted from its end.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  return { pid, started: `${tryRead('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}:${fields[START_TIME_FIELD]}` };
}

/** Whether the very process that was identified still lives. */
export function stillLives(identity: ProcessIdentity): boolean {
  const now = identify(identity.pid);
  return now !== null && now.started === identity.started;
}

/** Whether the process is a PostgreSQL server at work in this folder. */
export function servesFolder(pid: number, folder: string): boolean {
  if (identify(pid) === null) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return psCommand(pid).includes(folder);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function startedByPs(pid: number): string {
  return ps(pid, 'lstart=');
}

function psCommand(pid: number): string {
  return ps(pid, 'command=');
}

function ps(pid: number, column: string): string {
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', column], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

function tryRead(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
