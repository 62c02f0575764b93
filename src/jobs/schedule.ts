import { schedule as cron } from 'node-cron';
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

/** Runs jobs at their times. One that still runs is not started again; one that fails is logged and comes again. */
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

  let tasks: ReturnType<typeof cron>[] = [];
  return {
    start() {
      tasks = jobs.map((job) => cron(job.at, () => runOnce(job), { timezone: 'UTC', name: job.name }));
    },
    async stop() {
      for (const task of tasks) await task.destroy();
      await Promise.all(running.values());
    },
  };
}
