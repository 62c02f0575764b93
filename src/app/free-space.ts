import { statfs } from 'node:fs/promises';
import { NoRoomError, type PushSignals } from '../context.ts';

interface FreeSpace {
  /** What is wrong, in words; null while there is room, or where nobody can say. */
  shortage(): Promise<string | null>;
  /** The same push, but nothing is laid in the log while room is short: it throws a NoRoomError. */
  guard(push: PushSignals): PushSignals;
}

interface FreeSpaceOptions {
  /** Where the data lies. */
  readonly folder: string;
  /** Bytes that have to stay free. */
  readonly floor: number;
  /** Told how many bytes are free, each time somebody looked. */
  readonly observe: (free: number) => void;
  /** Bytes free for us where a folder lies. */
  readonly probe?: (folder: string) => Promise<number>;
}

const freeBytes = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

const megabytes = (bytes: number): string => `${Math.floor(bytes / 2 ** 20)} MB`;

/**
 * Refuses signals before the disk is full. A database that can write no more stops all work, and people's decisions with
 * it; signals can wait with whoever sends them.
 */
export function createFreeSpace({ folder, floor, observe, probe = freeBytes }: FreeSpaceOptions): FreeSpace {
  async function shortage(): Promise<string | null> {
    let free: number;
    try {
      free = await probe(folder);
    } catch {
      // A file system that cannot be asked is no reason to refuse anything.
      return null;
    }
    observe(free);
    if (free >= floor) return null;
    return `Only ${megabytes(free)} are free where ${folder} lies, and ${megabytes(floor)} have to be: no signals are taken until there is room.`;
  }

  return {
    shortage,
    guard: (push) => async (signals) => {
      const short = await shortage();
      if (short !== null) throw new NoRoomError(short);
      await push(signals);
    },
  };
}
