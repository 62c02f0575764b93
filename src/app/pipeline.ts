import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Clock } from '../context.ts';
import { loadRules } from './load-rules.ts';
import type { Quarantined } from '../core/territory/index.ts';
import { createLiveRules } from './rules.ts';
import type { Settings } from '../settings/env.ts';
import { createArchive } from '../store/archive.ts';
import { createBrands } from '../store/brands.ts';
import { connectionSettings, openDatabase } from '../store/database.ts';
import { createLedger } from '../store/ledger.ts';
import { createListener } from '../store/listener.ts';
import { createMoments } from '../store/moments.ts';
import { createReader } from './read-again.ts';
import { createReactivities } from '../store/reactivities.ts';
import { createTerritories } from '../store/territories.ts';
import { createTransport } from './transport.ts';
import type { Observer } from '../../streams/observer.ts';
import { createLine, type Line } from '../../streams/line.ts';
import { keep } from '../../streams/keep.ts';
import { run } from '../../streams/run.ts';
import { topology } from '../../streams/topology.ts';
import { topics as allTopics } from '../../streams/topics.ts';

export interface PipelineOptions {
  readonly settings: Settings;
  readonly databaseUrl: string;
  /** Which of the processors run here. */
  readonly processors: readonly string[];
  readonly observer: Observer;
  /** Told when a processor is stopped because it refused nearly everything, and with null when it goes on. */
  lineChanged?(processor: string, why: string | null): void;
  readonly log: Logger;
  readonly clock: Clock;
}

export interface Pipeline {
  /** Whether every processor consumes. */
  healthy(): boolean;
  stop(): Promise<void>;
}

/** What is kept for looking back is kept by the processes that read it anyway. */
const KEEPERS = [
  ['signals', 'match-territories'],
  ['mentions', 'detect-opportunities'],
] as const;

/** How often it is looked whether the stored queries are worth laying out anew, milliseconds. */
const TIDY_EVERY_MS = 10_000;

/** Pause before what could not be read is read again, milliseconds. */
const READ_AGAIN_MS = 500;

/** Starts the processors on the installation's own database, log and territories. */
export async function startPipeline(options: PipelineOptions): Promise<Pipeline> {
  const { settings, databaseUrl: url, log, clock } = options;
  const config = await loadRules(settings.configFolder);
  const database = openDatabase({ url, log, name: 'rebond pipeline' });
  const listener = createListener({ connection: connectionSettings({ url, log, name: 'rebond territories' }), log });
  const transport = createTransport({ settings, database, log, clock });
  const topics = allTopics(settings.partitions);
  const rules = createLiveRules(config, { onBroken: leftOut, onUntold: untold });
  const brands = createBrands({ db: database.db, clock });
  const territories = createTerritories({ db: database.db, clock, listener });
  const moments = createMoments({
    db: database.db,
    clock,
    listener,
    shipped: new Set(config.calendar.map(({ id }) => id)),
  });
  const reactivities = createReactivities({ db: database.db, listener });

  async function reload(): Promise<void> {
    const [known, live, own] = [await brands.list(), await territories.live(), await moments.all()];
    rules.replace(known, live, own, await reactivities.all()).forEach(leftOut);
  }

  function leftOut({ brand, topic, errors }: Quarantined): void {
    const why = errors[0]?.message.en;
    log.error({ brand, topic, why }, 'a stored query cannot be run and is left out; the others run');
  }

  function untold({ brand, topic, errors }: Quarantined): void {
    log.warn({ brand, topic, why: errors[0]?.message.en }, 'a stored query matches, but not in words that can be told');
  }

  const readAgain = createReader({
    read: reload,
    failed: (error) =>
      log.error({ err: error }, 'territories, moments and reactivities could not be read; trying again'),
    again: (later) => void setTimeout(later, READ_AGAIN_MS).unref(),
  });
  await territories.watch(readAgain);
  await moments.watch(readAgain);
  await reactivities.watch(readAgain);
  await reload();
  const tidying = setInterval(() => {
    rules.tidy().catch((error: unknown) => log.error({ err: error }, 'the stored queries could not be laid out anew'));
  }, TIDY_EVERY_MS).unref();
  await transport.prepare(Object.values(topics));
  const wanted = topology(topics, rules).filter(({ name }) => options.processors.includes(name));
  const consumer = await run(wanted, {
    topics,
    transport,
    ledger: createLedger({ db: database.db, clock }),
    observer: options.observer,
    line: (processor) => watchedLine(processor, options),
  });
  const keeper = await keep({
    ...{ topics, transport, archive: createArchive({ db: database.db, clock }) },
    perDay: settings.lookBack.signalsPerDay,
    keeps: KEEPERS.filter(([, processor]) => options.processors.includes(processor)).map(([topic]) => topic),
  });
  return {
    healthy: () => consumer.healthy(),
    stop: async () => {
      clearInterval(tidying);
      await keeper.stop();
      await consumer.stop();
      await transport.close();
      await listener.close();
      await database.close();
    },
  };
}

function watchedLine(processor: string, { clock, log, lineChanged }: PipelineOptions): Line {
  return createLine({
    processor,
    clock,
    wait: (ms, signal) => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined),
    changed: (why) => {
      if (why === null) log.warn({ processor }, 'most records can be read again; the line goes on');
      else log.error({ processor, why }, 'nearly everything is refused: the line stops and tries one batch every 30 s');
      lineChanged?.(processor, why);
    },
  });
}
