import { readFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import type { Role } from '../../src/settings/env.ts';
import { startEmbedded } from '../../src/store/embedded.ts';
import { topics as allTopics, type Partitions, type Topics } from '../../streams/topics.ts';
import { freePort, makeFolder, removeFolder, startProduct, until, type Ended, type Product } from '../support/app.ts';
import { createTestBroker, type TestBroker } from '../support/own-broker.ts';
import { quiet } from '../support/postgres.ts';
import { openForeignLog, type ForeignLog } from './log.ts';
import { openWay, type Way } from './way.ts';
import { planConfig } from './workload.ts';

export interface RigOptions {
  /** One process each; the first is `api`, which signs the onlookers in. */
  readonly roles: readonly Role[];
  readonly partitions?: Partitions;
  readonly settings?: Readonly<Record<string, string>>;
  /** Configuration of its own; that of the plan unless told. */
  readonly config?: (folder: string) => Promise<string>;
}

/** The product as a company runs it: a broker, a database and processes by role, each of which may be ended at any time. */
export interface Rig {
  readonly slots: readonly Slot[];
  readonly config: string;
  readonly broker: TestBroker;
  /** Between the product and its broker. */
  readonly kafkaWay: Way;
  /** Between the product and its database. */
  readonly databaseWay: Way;
  /** To the database, past the way. */
  readonly databaseUrl: string;
  readonly log: ForeignLog;
  readonly topics: Topics;
  /** What a topic is called at the broker. */
  nameOf(topic: keyof Topics): string;
  groupOf(topic: Hop): string;
  /** Signs somebody in, once. */
  readonly link: string;
  killDatabase(): Promise<void>;
  join(role: Role): Promise<Slot>;
  /** Asks every process to end, and answers how they did. */
  stopProducts(): Promise<Ended[]>;
  close(): Promise<void>;
}

/** A place for one process, whichever runs there now. */
export interface Slot {
  readonly role: Role;
  readonly url: string;
  pid(): number;
  said(): string;
  isReady(): Promise<boolean>;
  /** `kill -9`, and the next one is started on the same port; resolves when that one is ready. Answers milliseconds from its start to that. */
  kill(): Promise<number>;
  /** The same, asked to end. */
  replace(): Promise<{ ended: Ended; stopMs: number; readyMs: number }>;
  stop(): Promise<Ended>;
}

type Hop = keyof typeof GROUPS;
const HOPS: readonly Hop[] = ['signals', 'mentions'];
const GROUPS = { signals: 'match-territories', mentions: 'detect-opportunities' } as const;

export async function openRig(options: RigOptions): Promise<Rig> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    return await build(options, closing, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function build(options: RigOptions, closing: (() => Promise<unknown>)[], close: Rig['close']): Promise<Rig> {
  const partitions = options.partitions ?? { signals: 3, mentions: 3 };
  const folder = await makeFolder();
  closing.push(() => removeFolder(folder));
  const config = await (options.config ?? ((place) => planConfig(place)))(folder);
  const postgres = join(folder, 'postgres');
  const proxied = await freePort();
  const kafkaWay = await openWay(proxied);
  closing.push(() => kafkaWay.close());
  const starting = createTestBroker({ proxied: { port: proxied, advertised: kafkaWay.port } });
  closing.push(async () => (await starting).remove());
  const database = await startEmbedded({ folder: postgres, log: quiet });
  closing.push(() => database.stop());
  const databaseWay = await openWay(Number(new URL(database.url).port));
  closing.push(() => databaseWay.close());
  const broker = await starting;
  const log = await openForeignLog(broker.address());
  closing.push(() => log.close());
  const prefix = 'faults.';
  const settings = {
    REBOND_CONFIG: config,
    DATABASE_URL: through(database.url, databaseWay.port),
    KAFKA_BROKERS: `127.0.0.1:${kafkaWay.port}`,
    REBOND_TOPIC_PREFIX: prefix,
    REBOND_SIGNALS_PARTITIONS: String(partitions.signals),
    REBOND_MENTIONS_PARTITIONS: String(partitions.mentions),
    REBOND_SECRET: randomBytes(24).toString('hex'),
    ...options.settings,
  };
  const slots: Slot[] = [];
  const running = new Set<Product>();
  closing.push(() => Promise.all([...running].map((product) => product.stop())));
  const open = (role: Role) => openSlot(role, join(folder, 'var'), settings, running);
  const join_ = async (role: Role): Promise<Slot> => {
    const slot = await open(role);
    slots.push(slot);
    return slot;
  };
  // The first one makes tables and topics; the others find them.
  const [firstRole, ...others] = options.roles;
  const first = await open(firstRole!);
  slots.push(first, ...(await Promise.all(others.map(open))));
  const topics = allTopics(partitions);
  return {
    ...{ slots, config, broker, kafkaWay, databaseWay, log, topics },
    databaseUrl: database.url,
    nameOf: (topic) => prefix + topics[topic].name,
    groupOf: (topic) => prefix + GROUPS[topic],
    link: first.link ?? '',
    killDatabase: () => killPostmaster(postgres, database.url),
    join: join_,
    stopProducts: () => Promise.all(slots.map((slot) => slot.stop())),
    close,
  };
}

const through = (url: string, port: number): string => Object.assign(new URL(url), { port: String(port) }).href;

async function openSlot(role: Role, data: string, settings: Readonly<Record<string, string>>, running: Set<Product>) {
  const port = await freePort();
  const start = async (): Promise<Product> => {
    const product = await startProduct({ data, port, role, settings: { ...settings, REBOND_PORT: String(port) } });
    running.add(product);
    void product.ended.then((ended) => {
      running.delete(product);
      if (ended.code !== 0 && ended.signal !== 'SIGKILL') mourn(role, ended, product);
    });
    return product;
  };
  let product = await start();
  let said = '';
  const link = await patiently(product);
  const startAgain = async (): Promise<number> => {
    said += product.said();
    const begun = performance.now();
    product = await start();
    await until(`${role} is ready again`, () => isReady(product.url), 120_000);
    return Math.round(performance.now() - begun);
  };
  return {
    role,
    link,
    url: product.url,
    pid: () => product.pid,
    said: () => said + product.said(),
    isReady: () => isReady(product.url),
    async kill() {
      await product.kill();
      return startAgain();
    },
    async replace() {
      const begun = performance.now();
      const ended = await product.stop();
      const stopMs = Math.round(performance.now() - begun);
      return { ended, stopMs, readyMs: await startAgain() };
    },
    stop: () => product.stop(),
  };
}

/** What waits for a process that ended by itself would wait in vain, and nobody would know why. */
function mourn(role: Role, { code, signal }: Ended, product: Product): void {
  process.stderr.write(`\n*** ${role} has ended by itself (${code ?? signal}):\n${product.said().slice(-8_000)}\n\n`);
}

/** Several processes that start at once on a busy machine take their time. */
async function patiently(product: Product): Promise<string | null> {
  try {
    return await product.ready();
  } catch {
    return product.ready();
  }
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ status }) => status === 200,
    () => false,
  );

/** `kill -9` of the server; whoever keeps it starts it again. Resolves once it answers. */
async function killPostmaster(folder: string, url: string): Promise<void> {
  const pid = Number((await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  await until('the database answers again', () => answers(url), 60_000);
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Records that wait, of both hops unless told. */
export async function behind({ log, nameOf, groupOf }: Rig, hops = HOPS): Promise<number> {
  const each = hops.map(async (topic) => {
    const name = nameOf(topic);
    return (await log.length(name)) - (await log.handled(name, groupOf(topic)));
  });
  return (await Promise.all(each)).reduce((sum, one) => sum + one, 0);
}

/** Records that were acknowledged, of both hops unless told. */
export async function handled({ log, nameOf, groupOf }: Rig, hops = HOPS): Promise<number> {
  const counts = hops.map((topic) => log.handled(nameOf(topic), groupOf(topic)));
  return (await Promise.all(counts)).reduce((sum, one) => sum + one, 0);
}
