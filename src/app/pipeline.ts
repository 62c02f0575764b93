import type { Logger } from 'pino';
import type { Clock } from '../context.ts';
import { loadRules } from './load-rules.ts';
import type { Quarantined } from '../core/territory/index.ts';
import { createLiveRules } from './rules.ts';
import type { Settings } from '../settings/env.ts';
import { createBrands } from '../store/brands.ts';
import { connectionSettings, openDatabase } from '../store/database.ts';
import { createLedger } from '../store/ledger.ts';
import { createListener } from '../store/listener.ts';
import { createTerritories } from '../store/territories.ts';
import { createTransport } from './transport.ts';
import type { Observer } from '../../streams/observer.ts';
import { run } from '../../streams/run.ts';
import { topology } from '../../streams/topology.ts';
import { topics as allTopics } from '../../streams/topics.ts';

export interface PipelineOptions {
  readonly settings: Settings;
  readonly databaseUrl: string;
  /** Which of the processors run here. */
  readonly processors: readonly string[];
  readonly observer: Observer;
  readonly log: Logger;
  readonly clock: Clock;
}

export interface Pipeline {
  /** Whether every processor consumes. */
  healthy(): boolean;
  stop(): Promise<void>;
}

/** How often it is looked whether the stored queries are worth laying out anew, milliseconds. */
const TIDY_EVERY_MS = 10_000;

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

  async function reload(): Promise<void> {
    rules.replace(await brands.list(), await territories.live()).forEach(leftOut);
  }

  function leftOut({ brand, topic, errors }: Quarantined): void {
    const why = errors[0]?.message.en;
    log.error({ brand, topic, why }, 'a stored query cannot be run and is left out; the others run');
  }

  function untold({ brand, topic, errors }: Quarantined): void {
    log.warn({ brand, topic, why: errors[0]?.message.en }, 'a stored query matches, but not in words that can be told');
  }

  await territories.watch(() => {
    reload().catch((error: unknown) => log.error({ err: error }, 'the territories could not be read again'));
  });
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
  });
  return {
    healthy: () => consumer.healthy(),
    stop: async () => {
      clearInterval(tidying);
      await consumer.stop();
      await transport.close();
      await listener.close();
      await database.close();
    },
  };
}
