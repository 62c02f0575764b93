import { describe, expect, it } from '@jest/globals';
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
