import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { CleanUp } from './clean-up.ts';
import type { Clock } from '../context.ts';
import type { EndedLife } from '../contract/life.ts';
import type { Learnt } from '../contract/learnt.ts';
import type { Moment } from '../contract/moment.ts';
import type { Tick } from '../contract/mention.ts';
import type { LearntBands, WindowModel } from '../contract/window-model.ts';
import { relearnBands } from '../core/opportunity/relearn.ts';
import type { Installation } from './installation.ts';
import { createAnnounceMomentsJob } from '../jobs/announce-moments.ts';
import { createDeliverJob } from '../jobs/deliver.ts';
import { createEscalateDraftsJob } from '../jobs/escalate-drafts.ts';
import { createMeasureReactivityJob } from '../jobs/measure-reactivity.ts';
import { createPublishDueJob } from '../jobs/publish-due.ts';
import { createPurgeJob } from '../jobs/purge.ts';
import { createRelearnWindowJob, LIVES_KEPT_MS } from '../jobs/relearn-window.ts';
import { createSchedule, type Job } from '../jobs/schedule.ts';
import { createTickJob } from '../jobs/tick.ts';
import type { Publisher } from '../ports/publishing.ts';
import type { Settings } from '../settings/env.ts';
import { REPLAY_NOTES } from './replay/shared-replays.ts';
import type { SharedSources } from './shared-sources.ts';
import { lead } from '../store/leadership.ts';

const DAY_MS = 86_400_000;
const LAST_WORDS_MS = 5_000;
const CHANGES_KEPT_MS = 30 * DAY_MS;
/** What channels were told. */
const DELIVERIES_KEPT_MS = 90 * DAY_MS;
/** Turns count for a week. */
const TURNS_KEPT_MS = 8 * DAY_MS;
/** Longer than what was refused is kept itself. */
const REPLAYED_KEPT_MS = 31 * DAY_MS;
/** Pictures that no draft names. */
const ORPHANS_KEPT_MS = 7 * DAY_MS;
/** What a replay found, for the processes that did not run it. */
const REPLAYS_KEPT_MS = 3_600_000;

interface DutiesOptions {
  readonly settings: Pick<Settings, 'lookBack'>;
  readonly installation: Installation;
  readonly publisher: Publisher;
  readonly desk: SharedSources;
  /** How long stories live, as shipped. */
  readonly window: WindowModel;
  /** The shipped moments. */
  readonly calendar: readonly Moment[];
  readonly log: Logger;
  readonly clock: Clock;
  readonly cleanUp: CleanUp;
}

/** What one process of the installation does for all: asks the sources, says what time it is, clears up. */
export function startDuties({
  settings,
  installation,
  publisher,
  desk,
  window,
  calendar,
  log,
  clock,
  cleanUp,
}: DutiesOptions): void {
  const { lookBack } = settings;
  const { transport, topics, changes, lives, archive, media, connection, territories, moments, momentCards } =
    installation;

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
    (at: number) => installation.turns.purge(at - TURNS_KEPT_MS),
    (at: number) => installation.replayed.purge(at - REPLAYED_KEPT_MS),
    (at: number) => installation.notes.purge(REPLAY_NOTES, at - REPLAYS_KEPT_MS),
    (at: number) => installation.accounts.purge(at),
    (at: number) => installation.outbox.purge(at - DELIVERIES_KEPT_MS),
    async (at: number) => void (await media.purge(at - ORPHANS_KEPT_MS)),
    (at: number) => archive.purge(at - lookBack.days * DAY_MS, lookBack.bytes),
  ];
  const leadership = lead({
    connection,
    duty: 'rebond duties',
    log,
    work: async (signal) => {
      const relearn = (ended: readonly EndedLife[]): LearntBands => relearnBands(window, ended);
      const announce = createAnnounceMomentsJob({ ...installation, cards: momentCards, calendar, clock, log });
      const publish = createPublishDueJob({ publications: installation.publications, publisher, clock, log });
      const deliver = createDeliverJob({ ...installation, clock, random: Math.random, log });
      const jobs = [
        announce,
        deliver,
        publish,
        createTickJob(layTick, clock),
        createEscalateDraftsJob({ drafts: installation.draftStore, clock, log }),
        createPurgeJob(purges, clock),
        createRelearnWindowJob({ lives, relearn, lay: layLearnt, clock, log }),
        createMeasureReactivityJob({ ...installation, clock, log }),
      ];
      const schedule = createSchedule(jobs, log);
      schedule.start();
      desk.start();
      const announcing = runWhenTold(announce, [territories, moments], log);
      const publishing = runWhenTold(publish, [changes], log);
      const delivering = runWhenTold(deliver, [changes], log);
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener('abort', () => resolve(), { once: true });
      });
      await Promise.all([desk.stop(), schedule.stop(), announcing.stop(), publishing.stop(), delivering.stop()]);
      // What is on its way is given a moment to say how it ended; after that it is in doubt, as after a crash.
      const settled = Promise.all([publish.settled(), deliver.stop()]);
      await Promise.race([settled, sleep(LAST_WORDS_MS, undefined, { ref: false })]);
    },
  });
  cleanUp.add('sources and jobs', () => leadership.stop());
}

interface Watched {
  watch(listener: () => void): Promise<() => Promise<void>>;
}

/** Runs a job at once, and again each time that one of these says that it has changed. */
function runWhenTold(job: Job, watched: readonly Watched[], log: Logger) {
  let last: Promise<void> = Promise.resolve();
  let stopped = false;
  const tell = (): void => {
    if (stopped) return;
    last = job
      .run()
      .catch((error: unknown) =>
        log.error({ job: job.name, err: error }, 'a job failed; it runs again at its next time'),
      );
  };
  const watching = watched.map((one) => one.watch(tell));
  tell();
  // What changed before the watch had begun.
  for (const watch of watching) void watch.then(tell);
  return {
    /** Resolves when it runs no more. A watch that still waits for the database is not waited for. */
    async stop(): Promise<void> {
      stopped = true;
      for (const watch of watching) void watch.then((unwatch) => unwatch());
      await last;
    },
  };
}
