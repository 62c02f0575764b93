import type { Logger } from 'pino';
import type { CleanUp } from './clean-up.ts';
import type { Clock } from '../context.ts';
import type { EndedLife } from '../contract/life.ts';
import type { Learnt } from '../contract/learnt.ts';
import type { Tick } from '../contract/mention.ts';
import type { LearntBands, WindowModel } from '../contract/window-model.ts';
import { relearnBands } from '../core/opportunity/relearn.ts';
import type { Installation } from './installation.ts';
import { createPurgeJob } from '../jobs/purge.ts';
import { createRelearnWindowJob, LIVES_KEPT_MS } from '../jobs/relearn-window.ts';
import { createSchedule } from '../jobs/schedule.ts';
import { createTickJob } from '../jobs/tick.ts';
import type { RunningDesk } from '../sources/desk.ts';
import { lead } from '../store/leadership.ts';

const CHANGES_KEPT_MS = 30 * 86_400_000;

interface DutiesOptions {
  readonly installation: Installation;
  readonly desk: RunningDesk;
  /** How long stories live, as shipped. */
  readonly window: WindowModel;
  readonly log: Logger;
  readonly clock: Clock;
  readonly cleanUp: CleanUp;
}

/** What one process of the installation does for all: asks the sources, says what time it is, clears up. */
export function startDuties({ installation, desk, window, log, clock, cleanUp }: DutiesOptions): void {
  const { transport, topics, changes, lives, connection } = installation;

  const layTick = (at: number): Promise<void> => layEverywhere({ tick: new Date(at).toISOString() }, at);
  const layLearnt = (window: LearntBands, at: number): Promise<void> =>
    layEverywhere({ learntAt: new Date(at).toISOString(), window }, at);

  /** An entry for all brands, in every partition of the mentions. */
  async function layEverywhere(entry: Tick | Learnt, at: number): Promise<void> {
    const value = Buffer.from(JSON.stringify(entry));
    const partitions = Array.from({ length: topics.mentions.partitions }, (_, partition) => partition);
    await transport.append(
      topics.mentions,
      partitions.map((partition) => ({ key: null, value, timestamp: at, partition })),
    );
  }

  const purges = [
    ...[topics.signals, topics.rejected, topics.mentions].map((topic) => async () => {
      await transport.purge?.(topic);
    }),
    async (at: number) => void (await changes.purge(at - CHANGES_KEPT_MS)),
    (at: number) => lives.purge(at - LIVES_KEPT_MS),
  ];
  const leadership = lead({
    connection,
    duty: 'rebond duties',
    log,
    work: async (signal) => {
      const relearn = (ended: readonly EndedLife[]): LearntBands => relearnBands(window, ended);
      const jobs = [
        createTickJob(layTick, clock),
        createPurgeJob(purges, clock),
        createRelearnWindowJob({ lives, relearn, lay: layLearnt, clock, log }),
      ];
      const schedule = createSchedule(jobs, log);
      schedule.start();
      desk.start();
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener('abort', () => resolve(), { once: true });
      });
      await Promise.all([desk.stop(), schedule.stop()]);
    },
  });
  cleanUp.add('sources and jobs', () => leadership.stop());
}
