import { describe, expect, it } from '@jest/globals';
import { createReader } from '../../src/app/read-again.ts';

/** A slow reading of a number that changes meanwhile. */
function slowly() {
  const waiting: (() => void)[] = [];
  const turn = () => new Promise<void>((resolve) => waiting.push(resolve));
  const settle = async () => {
    waiting.shift()?.();
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  return { turn, settle, waiting };
}

describe('what is read again when it was announced', () => {
  it('is never older than the last announcement, and never read twice at once', async () => {
    const { turn, settle, waiting } = slowly();
    let truth = 1;
    let known = 0;
    const ask = createReader({
      async read() {
        const seen = truth;
        await turn();
        known = seen;
      },
      failed: () => undefined,
      again: () => undefined,
    });
    ask();
    truth = 2;
    ask();
    truth = 3;
    ask();
    expect(waiting).toHaveLength(1);
    await settle();
    expect(known).toBe(1);
    expect(waiting).toHaveLength(1);
    await settle();
    expect([known, waiting.length]).toEqual([3, 0]);
  });

  it('is read again where it could not be', async () => {
    const later: (() => void)[] = [];
    const failures: unknown[] = [];
    let reads = 0;
    const read = () => (++reads === 1 ? Promise.reject(new Error('away')) : Promise.resolve());
    const ask = createReader({ read, failed: (error) => failures.push(error), again: (next) => later.push(next) });
    ask();
    for (let i = 0; i < 20; i++) await Promise.resolve();
    expect([reads, failures.length, later.length]).toEqual([1, 1, 1]);
    later[0]!();
    expect(reads).toBe(2);
  });
});
