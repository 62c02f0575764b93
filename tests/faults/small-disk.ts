import { execFile } from 'node:child_process';
import { mkdir, open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Skipped } from './alone.ts';

/** A disk of its own in memory, which may become as small and as full as one likes. */
export interface SmallDisk {
  readonly folder: string;
  /** Bytes that are free. */
  free(): Promise<number>;
  used(): Promise<number>;
  resize(bytes: number): Promise<void>;
  /** Lays a file on it until not a byte is free. Answers its bytes. */
  fill(): Promise<number>;
  /** Removes that file. */
  relieve(): Promise<void>;
  close(): Promise<void>;
}

const run = promisify(execFile);
const CHUNK = Buffer.alloc(1024 * 1024);

/** @throws Skipped where this process may not mount anything */
export async function mountSmallDisk(folder: string, bytes: number): Promise<SmallDisk> {
  await mkdir(folder, { recursive: true });
  await run('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=755`, 'rebond-faults', folder]).catch(
    (error: unknown) => {
      throw new Skipped(`A small disk cannot be mounted here, which takes root: ${String(error)}`);
    },
  );
  const ballast = join(folder, 'ballast');
  return {
    folder,
    async free() {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },
    async used() {
      const { blocks, bfree, bsize } = await statfs(folder);
      return (blocks - bfree) * bsize;
    },
    resize: async (size) => void (await run('mount', ['-o', `remount,size=${size}`, folder])),
    fill: () => fillUp(ballast),
    relieve: () => rm(ballast, { force: true }),
    close: async () => void (await run('umount', ['-l', folder])),
  };
}

async function fillUp(path: string): Promise<number> {
  const file = await open(path, 'w');
  let written = 0;
  try {
    for (let step = CHUNK.length; step >= 1;) {
      try {
        const { bytesWritten } = await file.write(CHUNK, 0, step);
        written += bytesWritten;
        if (bytesWritten < step) step = Math.floor(step / 2);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        step = Math.floor(step / 2);
      }
    }
  } finally {
    await file.close();
  }
  return written;
}
