import { createTask } from 'node-cron';
import type { Logger } from 'pino';

/** A piece of work at fixed times. Doing it twice must do no harm. */
export interface Job {
  readonly name: string;
  /** Cron with seconds first, in UTC: local time would skip or repeat an hour twice a year. */
  readonly at: string;
  readonly run: () => Promise<void>;
}

export interface Schedule {
  start(): void;
  /** Resolves when no job runs any more. */
  stop(): Promise<void>;
}

/** A process that stood still for no longer than this does what it missed. Further off, somebody has set the clock. */
const CATCH_UP_S = 60;

/**
 * Runs jobs at their times, as the clock says them at each new second: one that is set by an hour or by years costs no more
 * than a look. One that still runs is not started again; one that fails is logged and comes again.
 */
export function createSchedule(jobs: readonly Job[], log: Logger): Schedule {
  const running = new Map<string, Promise<void>>();

  function runOnce(job: Job): void {
    if (running.has(job.name)) return;
    const run = job
      .run()
      .catch((error: unknown) =>
        log.error({ job: job.name, err: error }, 'a job failed; it runs again at its next time'),
      )
      .finally(() => running.delete(job.name));
    running.set(job.name, run);
  }

  const timed = jobs.map((job) => ({
    job,
    task: createTask(job.at, () => undefined, { timezone: 'UTC', name: job.name }),
  }));
  let last = 0;
  let timer: NodeJS.Timeout | undefined;

  function beat(): void {
    const now = thisSecond();
    const passed = now > last && now - last <= CATCH_UP_S ? now - last : Number(now !== last);
    const seconds = Array.from({ length: passed }, (_, n) => new Date((now - n) * 1_000));
    for (const { job, task } of timed) if (seconds.some((second) => task.match(second))) runOnce(job);
    last = now;
    timer = setTimeout(beat, 1_000 - (Date.now() % 1_000));
  }

  return {
    start() {
      last = thisSecond();
      beat();
    },
    async stop() {
      clearTimeout(timer);
      for (const { task } of timed) await task.destroy();
      await Promise.all(running.values());
    },
  };
}

const thisSecond = (): number => Math.floor(Date.now() / 1_000);
