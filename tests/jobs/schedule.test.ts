import { describe, expect, it, jest } from '@jest/globals';
import { pino } from 'pino';
import { createPurgeJob } from '../../src/jobs/purge.ts';
import { createSchedule } from '../../src/jobs/schedule.ts';
import { createTickJob } from '../../src/jobs/tick.ts';

const NOW = Date.UTC(2026, 10, 22, 20);
const log = pino({ level: 'silent' });

describe('the schedule', () => {
  it('runs a job again after it failed, never twice at once, and waits for it when stopping', async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    let second = () => {};
    const twice = new Promise<void>((resolve) => (second = resolve));
    const job = {
      name: 'job',
      at: '* * * * * *',
      async run() {
        runs += 1;
        most = Math.max(most, ++running);
        if (runs === 2) second();
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        if (runs === 1) throw new Error('the first time');
      },
    };
    const schedule = createSchedule([job], log);
    schedule.start();
    await twice;
    await schedule.stop();
    expect([most, running]).toEqual([1, 0]);
  });

  it.each([
    ['put back by an hour', NOW - 3_600_000],
    ['put on by twelve years', Date.UTC(2038, 0, 19)],
  ])('goes on at once when the clock is %s', async (_, then) => {
    jest.useFakeTimers({ now: NOW });
    try {
      const runs: number[] = [];
      const job = { name: 'job', at: '*/5 * * * * *', run: async () => void runs.push(Date.now()) };
      const schedule = createSchedule([job], log);
      schedule.start();
      await jest.advanceTimersByTimeAsync(12_000);
      jest.setSystemTime(then);
      await jest.advanceTimersByTimeAsync(12_000);
      expect(runs).toEqual([NOW + 5_000, NOW + 10_000, then + 5_000, then + 10_000]);
      await schedule.stop();
    } finally {
      jest.useRealTimers();
    }
  });

  it('makes up for seconds in which the process stood still, once', async () => {
    jest.useFakeTimers({ now: NOW });
    try {
      let runs = 0;
      const job = { name: 'job', at: '5 * * * * *', run: async () => void (runs += 1) };
      const schedule = createSchedule([job], log);
      schedule.start();
      jest.setSystemTime(NOW + 9_000);
      await jest.advanceTimersByTimeAsync(3_000);
      expect(runs).toBe(1);
      await schedule.stop();
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('the jobs', () => {
  it('lay the time in the log', async () => {
    const laid: number[] = [];
    await createTickJob(
      async (at) => void laid.push(at),
      () => NOW,
    ).run();
    expect(laid).toEqual([NOW]);
  });

  it('clear up everything, even where a part of it fails', async () => {
    const cleared: number[] = [];
    const fails = () => Promise.reject(new Error('no'));
    const job = createPurgeJob([fails, async (at) => void cleared.push(at)], () => NOW);
    await expect(job.run()).rejects.toThrow('some of the clearing up failed');
    expect(cleared).toEqual([NOW]);
  });
});
