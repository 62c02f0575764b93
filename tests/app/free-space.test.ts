import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { createFreeSpace } from '../../src/app/free-space.ts';
import { NoRoomError } from '../../src/context.ts';

const run = promisify(execFile);
const MB = 2 ** 20;

function guarded(folder: string, probe?: (folder: string) => Promise<number>) {
  const seen: number[] = [];
  const pushed: unknown[] = [];
  const space = createFreeSpace({ folder, floor: 8 * MB, observe: (free) => seen.push(free), ...(probe && { probe }) });
  const push = space.guard(async (signals) => void pushed.push(signals));
  return { space, push, seen, pushed };
}

describe('the room on the disk', () => {
  it('runs short: signals are refused in words, and taken again once there is room', async () => {
    let free = 7 * MB;
    const { space, push, seen, pushed } = guarded('/data', async () => free);
    await expect(push([])).rejects.toThrow(NoRoomError);
    expect(await space.shortage()).toBe(
      'Only 7 MB are free where /data lies, and 8 MB have to be: no signals are taken until there is room.',
    );
    expect(pushed).toEqual([]);
    free = 8 * MB;
    await push([]);
    expect(await space.shortage()).toBeNull();
    expect([pushed.length, seen]).toEqual([1, [7 * MB, 7 * MB, 8 * MB, 8 * MB]]);
  });

  it('cannot be asked for: nothing is refused', async () => {
    const { push, pushed } = guarded('/no/such/folder');
    await push([]);
    expect(pushed).toHaveLength(1);
  });

  it('is that of a real file system of 16 MB', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rebond-space-'));
    const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder]).then(
      () => true,
      () => false,
    );
    // Only root may make one.
    if (!mounted) return;
    try {
      const { push } = guarded(folder);
      await push([]);
      await writeFile(join(folder, 'full'), Buffer.alloc(10 * MB));
      await expect(push([])).rejects.toThrow('Only 6 MB are free');
      await rm(join(folder, 'full'));
      await push([]);
    } finally {
      await run('umount', [folder]);
    }
  });
});
