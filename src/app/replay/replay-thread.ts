import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { pino } from 'pino';
import type { ReplayResult } from '../../contract/replay.ts';
import type { Territory } from '../../contract/territory.ts';
import { listedFrequency } from '../../core/territory/matcher/frequency.ts';
import type { Settings } from '../../settings/env.ts';
import { createArchive } from '../../store/archive.ts';
import { createArchivePages } from '../../store/archive-pages.ts';
import { createBrands } from '../../store/brands.ts';
import { connectionSettings, openDatabase } from '../../store/database.ts';
import { createListener } from '../../store/listener.ts';
import { createMoments } from '../../store/moments.ts';
import { createReactivities } from '../../store/reactivities.ts';
import { createTerritories } from '../../store/territories.ts';
import { loadRules } from '../load-rules.ts';
import { createLiveRules } from '../rules.ts';
import { replayPast, type ReplayProgress } from './replay-past.ts';

/** What the main thread gives a replay's thread. */
export interface ReplayThreadData {
  readonly settings: Settings;
  readonly databaseUrl: string;
  /** The working copy. */
  readonly changed: Territory;
  readonly days: number;
  /** End of the period, milliseconds since 1970. */
  readonly to: number;
}

export type ReplayThreadMessage =
  | { readonly type: 'begun' }
  | { readonly type: 'progress'; readonly progress: ReplayProgress }
  | { readonly type: 'done'; readonly result: ReplayResult }
  | { readonly type: 'failed'; readonly message: string };

/** As `nice` counts: whatever serves people goes first. On Linux it holds for this thread alone. */
const NICE = 15;
const TELL_MS = 250;

/** A replay on a thread of its own; ends by itself, or is ended from outside at any moment. */
async function main({ settings, databaseUrl: url, changed, days, to }: ReplayThreadData): Promise<void> {
  const send = (message: ReplayThreadMessage): void => parentPort!.postMessage(message);
  lowerPriority();
  const log = pino({ level: settings.logLevel, name: 'replay' }, pino.destination({ fd: 2, sync: true }));
  const clock = () => Date.now();
  const database = openDatabase({ url, log, name: 'rebond replay', connections: 3 });
  const { db } = database;
  const listener = createListener({ connection: connectionSettings({ url, log, name: 'rebond replay' }), log });
  const pages = createArchivePages({ db });
  try {
    await pages.alone(async () => {
      send({ type: 'begun' });
      const config = await loadRules(settings.configFolder);
      const rules = createLiveRules(config);
      const shipped = new Set(config.calendar.map(({ id }) => id));
      const live = await createTerritories({ db, clock, listener }).get(changed.brand);
      const brand = await createBrands({ db, clock }).get(changed.brand);
      if (!live || !brand) throw new Error(`There is no brand ${changed.brand} with a territory any more.`);
      const moments = await createMoments({ db, clock, listener, shipped }).all();
      rules.replace([brand], [live], moments, await createReactivities({ db, listener }).all());
      let told = -Infinity;
      const { result } = await replayPast(
        {
          ...{ archive: createArchive({ db, clock }), pages, rules },
          frequency: listedFrequency(config.frequencies),
          stopwatch: () => performance.now(),
          progress: (progress) => {
            if (performance.now() - told < TELL_MS) return;
            told = performance.now();
            send({ type: 'progress', progress });
          },
        },
        { live, changed, days, to },
      );
      send({ type: 'done', result });
    });
  } catch (error) {
    log.error({ err: error, brand: changed.brand }, 'a replay failed');
    send({ type: 'failed', message: (error as Error).message });
  } finally {
    await listener.close();
    await database.close();
  }
}

/** Where it may not, it runs like any other: slower for people, and right. */
function lowerPriority(): void {
  try {
    setPriority(0, NICE);
  } catch {
    // Nothing depends on it.
  }
}

await main(workerData as ReplayThreadData);
