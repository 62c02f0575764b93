import { describe, expect, it } from '@jest/globals';
import { createTurnstile } from '../../../streams/transport/turnstile.ts';
import type { Lane, Turnstile } from '../../../streams/transport/turnstile.ts';

/** Lets a lane go through its slices, each named by the time at which it begins. Answers the ones that it had to leave. */
async function walk(lane: Lane, slices: readonly number[], passed: number[], unread?: number): Promise<number[]> {
  for (const [index, at] of slices.entries()) {
    if (!(await lane.turn(at))) {
      lane.leave();
      return slices.slice(index);
    }
    passed.push(at);
    await Promise.resolve();
  }
  lane.leave(unread);
  return [];
}

const together = (
  turnstile: Turnstile,
  passed: number[],
  batches: { slices: number[]; unread?: number }[],
): Promise<number[][]> =>
  Promise.all(batches.map(({ slices, unread }, partition) => walk(turnstile.enter(partition), slices, passed, unread)));

describe('The turnstile', () => {
  it('lets the slices of several partitions through in the order of their times', async () => {
    const passed: number[] = [];
    await together(createTurnstile(), passed, [
      { slices: [10, 40, 70] },
      { slices: [20, 30, 80] },
      { slices: [5, 90] },
    ]);
    expect(passed).toEqual([5, 10, 20, 30, 40, 70, 80, 90]);
  });

  it('lets nobody through while somebody handles', async () => {
    const turnstile = createTurnstile();
    const [slow, other] = [turnstile.enter(0), turnstile.enter(1)];
    expect(await slow.turn(10)).toBe(true);
    let passed = false;
    const waiting = other.turn(5).then(() => {
      passed = true;
    });
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(passed).toBe(false);
    slow.leave();
    await waiting;
    expect(passed).toBe(true);
  });

  it('sends a partition back that is ahead of another with more to give, so that both are fetched again', async () => {
    const turnstile = createTurnstile();
    const passed: number[] = [];
    const left = await together(turnstile, passed, [{ slices: [0, 10], unread: 19 }, { slices: [5, 15, 25, 35] }]);
    expect(passed).toEqual([0, 5, 10, 15]);
    expect(left).toEqual([[], [25, 35]]);
    await together(turnstile, passed, [{ slices: [20, 30] }, { slices: [25, 35] }]);
    expect(passed).toEqual([0, 5, 10, 15, 20, 25, 30, 35]);
  });

  it('sends it back once only: what is missing may be long in coming', async () => {
    const turnstile = createTurnstile();
    const passed: number[] = [];
    await walk(turnstile.enter(0), [0], passed, 9);
    expect(await walk(turnstile.enter(1), [20, 30], passed)).toEqual([20, 30]);
    expect(await walk(turnstile.enter(1), [20, 30], passed)).toEqual([]);
    expect(passed).toEqual([0, 20, 30]);
  });

  it('holds nobody back for a partition that was read to its end', async () => {
    const passed: number[] = [];
    const left = await together(createTurnstile(), passed, [{ slices: [0] }, { slices: [5, 500, 5000] }]);
    expect(left).toEqual([[], []]);
    expect(passed).toEqual([0, 5, 500, 5000]);
  });
});
