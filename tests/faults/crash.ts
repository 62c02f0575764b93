import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from '../../src/app/transport.ts';
import type { RawSignal } from '../../src/contract/signal.ts';
import { signalId } from '../../src/core/signal/normalise.ts';
import { readEnvironment } from '../../src/settings/env.ts';
import { openDatabase } from '../../src/store/database.ts';
import { topics as allTopics, type Topics } from '../../streams/topics.ts';
import type { NewRecord, Transport } from '../../streams/transport/transport.ts';
import { freePort, startProduct, until, type Product } from '../support/app.ts';
import { checkRun, readRun, rulesOf, type Verdict } from '../support/check-run.ts';
import { ownConfig } from '../support/own-config.ts';
import { quiet } from '../support/postgres.ts';
import { seeded } from '../support/random.ts';

export interface CrashOptions {
  /** Where configuration and secret of this run lie. */
  readonly folder: string;
  /** An empty database. */
  readonly databaseUrl: string;
  /** Null: the log lies in the database. */
  readonly kafka: string | null;
  readonly signals: AsyncIterable<readonly Heard[]> | Iterable<readonly Heard[]>;
  /** How many there will be. */
  readonly count: number;
  readonly kills: number;
  readonly seed: number;
  readonly partitions?: number;
  killed?(kill: Kill): void;
}

export interface Heard {
  readonly raw: RawSignal;
  readonly receivedAt: number;
}

export interface Kill {
  readonly kill: number;
  /** Signals handled when it fell, as far as the log knew. */
  readonly handled: number;
  /** From the start of the next process to `/readyz` saying yes. */
  readonly readyMs: number;
  /** From there to the next signal handled; null where none was left. */
  readonly consumesMs: number | null;
}

export interface CrashResult {
  readonly kills: readonly Kill[];
  /** Signals that the log had acknowledged and that do not lie in it. */
  readonly lost: number;
  readonly verdict: Verdict;
}

const LOOK_MS = 5;
const LONGEST_MS = 600_000;

/**
 * The real product, killed with `kill -9` again and again while signals come in, each time after another share of them;
 * afterwards the run that it left is held against its promises. Shares and delays follow from the seed.
 */
export async function crashRun(options: CrashOptions): Promise<CrashResult> {
  const { folder, databaseUrl, partitions = 1 } = options;
  const config = await ownConfig(folder, { evening: false });
  const settings = {
    REBOND_CONFIG: config,
    DATABASE_URL: databaseUrl,
    REBOND_SIGNALS_PARTITIONS: String(partitions),
    ...(options.kafka && {
      KAFKA_BROKERS: options.kafka,
      REBOND_TOPIC_PREFIX: `crash-${randomBytes(4).toString('hex')}.`,
    }),
  };
  const read = readEnvironment({ ...settings, REBOND_DATA: join(folder, 'var') });
  if ('errors' in read) throw new Error(read.errors.join('\n'));
  const database = openDatabase({ url: databaseUrl, log: quiet });
  await database.migrate();
  const transport = createTransport({ settings: read.settings, database, log: quiet, clock: () => Date.now() });
  const topics = allTopics(read.settings.partitions);
  // Kafka counts the age of a record from its own time, which in a recording is long ago.
  await transport.prepare(Object.values(topics));
  try {
    const port = await freePort();
    const start = () => startProduct({ data: join(folder, 'var'), port, settings });
    const feed = feedAll(transport, topics, options);
    const kills = await killAndRestart({ ...options, start, transport, topics, feed });
    const acknowledged = await feed.done;
    const run = await readRun(database, transport, topics, await rulesOf(config));
    const kept = new Set(run.signals.map(({ key }) => key));
    return { kills, lost: [...acknowledged].filter((id) => !kept.has(id)).length, verdict: checkRun(run) };
  } finally {
    await transport.close();
    await database.close();
  }
}

interface Feed {
  appended(): number;
  /** Resolves with the ids that the log acknowledged. */
  readonly done: Promise<ReadonlySet<string>>;
}

/** Lays all signals in the log, as any producer may, whether somebody reads them or not. */
function feedAll(transport: Transport, topics: Topics, { signals }: CrashOptions): Feed {
  let appended = 0;
  const acknowledged = new Set<string>();
  const feed = async (): Promise<ReadonlySet<string>> => {
    for await (const batch of signals) {
      const records = batch.map(toRecord);
      await transport.append(topics.signals, records);
      appended += records.length;
      for (const { key } of records) acknowledged.add(key);
    }
    return acknowledged;
  };
  const done = feed();
  done.catch(() => undefined);
  return { appended: () => appended, done };
}

const toRecord = ({ raw, receivedAt }: Heard): NewRecord & { key: string } => ({
  key: signalId(raw),
  value: Buffer.from(JSON.stringify(raw)),
  timestamp: receivedAt,
});

interface Killing extends CrashOptions {
  start(): Promise<Product>;
  readonly transport: Transport;
  readonly topics: Topics;
  readonly feed: Feed;
}

async function killAndRestart(options: Killing): Promise<Kill[]> {
  const { start, transport, topics, feed, count } = options;
  const random = seeded(options.seed);
  const lag = (topic: Topics['signals'], group: string) => patientLag(transport, topic, group);
  const handled = async () => feed.appended() - (await lag(topics.signals, 'match-territories'));
  const targets = Array.from({ length: options.kills }, (_, n) => ((n + 0.2 + 0.6 * random()) / options.kills) * count);
  const kills: Kill[] = [];
  let product = await start();
  try {
    await product.ready();
    for (const [n, target] of targets.entries()) {
      await reach(product, handled, target);
      await sleep(Math.floor(random() * 50));
      await product.kill();
      const at = await handled();
      const startedAt = performance.now();
      product = await start();
      await until('the product answers that it is ready', () => isReady(product.url));
      const readyAt = performance.now();
      await reach(product, handled, Math.min(at + 1, count));
      const consumesMs = at >= count ? null : Math.round(performance.now() - readyAt);
      kills.push({ kill: n + 1, handled: at, readyMs: Math.round(readyAt - startedAt), consumesMs });
      options.killed?.(kills.at(-1)!);
    }
    await feed.done;
    const behind = async () =>
      (await lag(topics.signals, 'match-territories')) + (await lag(topics.mentions, 'detect-opportunities'));
    await until('everything is handled', async () => (await behind()) === 0, LONGEST_MS);
    const { code } = await product.stop();
    if (code !== 0) throw new Error(`The product ended with ${code}:\n${product.said()}`);
    return kills;
  } finally {
    await product.stop();
  }
}

/** A group that has just been made has no coordinator yet, and says so for a moment. */
async function patientLag(transport: Transport, topic: Topics['signals'], group: string): Promise<number> {
  for (let patience = 100; ; patience--) {
    try {
      return await transport.lag(topic, group);
    } catch (error) {
      if (patience === 0 || !(error as { retriable?: boolean }).retriable) throw error;
      await sleep(100);
    }
  }
}

async function reach(product: Product, handled: () => Promise<number>, target: number): Promise<void> {
  const over = product.ended.then(({ code }) => {
    throw new Error(`The product ended by itself with ${code}:\n${product.said()}`);
  });
  over.catch(() => undefined);
  const deadline = performance.now() + LONGEST_MS;
  while ((await Promise.race([handled(), over])) < target) {
    if (performance.now() > deadline) throw new Error(`${target} signals were not handled in ${LONGEST_MS} ms`);
    await sleep(LOOK_MS);
  }
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  );
