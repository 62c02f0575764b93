import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Settings } from '../settings/env.ts';
import { joinStorage } from '../app/storage.ts';
import { openDatabase, type Database } from '../store/database.ts';
import { createLedger } from '../store/ledger.ts';
import { createTransport } from '../app/transport.ts';
import type { Ledger } from '../../streams/ledger.ts';
import { createMemoryLedger } from '../../streams/memory-ledger.ts';
import type { Topics } from '../../streams/topics.ts';
import { createMemoryTransport } from '../../streams/transport/memory.ts';
import type { Transport } from '../../streams/transport/transport.ts';
import { Refusal } from '../app/refusal.ts';

/** A log and a ledger of one replay's own. */
export interface ReplayLog {
  readonly transport: Transport;
  readonly ledger: Ledger;
  /** Resolves when everything appended has been handled. */
  settled(topics: Topics): Promise<void>;
  close(): Promise<void>;
}

const POLL_MS = 20;

/** Opens what the replay runs through. A database made for it is dropped on close; topics in Kafka stay, under a name of their own. */
export async function openReplayLog(
  kind: 'memory' | 'postgres' | 'kafka',
  settings: Settings,
  log: Logger,
  clock: () => number,
): Promise<ReplayLog> {
  if (kind === 'memory') return openMemory();
  if (kind === 'kafka' && settings.kafka === null) {
    throw new Refusal('KAFKA_BROKERS is not set: name the brokers, e.g. KAFKA_BROKERS=127.0.0.1:9092.');
  }
  const name = `rebond_replay_${randomBytes(6).toString('hex')}`;
  const scratch = await makeScratchDatabase(settings, name, log);
  const own: Settings = { ...settings, kafka: kind === 'kafka' ? settings.kafka : null, topicPrefix: `${name}.` };
  const transport = createTransport({ settings: own, database: scratch.database, log, clock });
  return {
    transport,
    ledger: createLedger({ db: scratch.database.db, clock }),
    settled: (topics) => caughtUp(transport, topics),
    close: async () => {
      await transport.close();
      await scratch.drop();
    },
  };
}

function openMemory(): ReplayLog {
  const transport = createMemoryTransport({ forget: true });
  return {
    transport,
    ledger: createMemoryLedger(() => {}),
    settled: () => transport.idle(),
    close: () => transport.close(),
  };
}

/** Mentions are appended before the signals they came from are acknowledged, so this order misses nothing. */
async function caughtUp(transport: Transport, topics: Topics): Promise<void> {
  for (const [topic, group] of [
    [topics.signals, 'match-territories'],
    [topics.mentions, 'detect-opportunities'],
  ] as const) {
    while ((await transport.lag(topic, group)) > 0) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function makeScratchDatabase(
  settings: Settings,
  name: string,
  log: Logger,
): Promise<{ database: Database; drop(): Promise<void> }> {
  const storage = await joinStorage(settings, log);
  const server = openDatabase({ url: storage.url, log, connections: 1 });
  await server.pool.query(`CREATE DATABASE ${name}`);
  const url = new URL(storage.url);
  url.pathname = `/${name}`;
  const database = openDatabase({ url: url.href, log });
  await database.migrate();
  return {
    database,
    drop: async () => {
      await database.close();
      await server.pool.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await server.close();
      await storage.close();
    },
  };
}
