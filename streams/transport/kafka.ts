import kafkajs from 'kafkajs';
import type { Admin, ICustomPartitioner, Kafka as KafkaClient, Producer, RetryOptions, SASLOptions } from 'kafkajs';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Logger } from 'pino';
import type { Topic } from '../topics.ts';
import { decompressGzip, decompressLz4, decompressSnappy, decompressZstd } from './decompress.ts';
import { superviseMembership } from './kafka-member.ts';
import { RECEIVED_AT } from './kafka-reader.ts';
import type { Membership, MembershipHooks } from './kafka-member.ts';
import { causeOf, createSession, isTemporary, nameOfError, rest, typeOfError, untilItWorks } from './kafka-session.ts';
import type { Session } from './kafka-session.ts';
import { prepareTopics } from './kafka-topics.ts';
import { standIns } from './stand-ins.ts';
import { createKafkaWriter } from './kafka-writer.ts';
import type { Consumer, NewRecord, Subscription, Transport } from './transport.ts';

// A CommonJS package whose named exports Node cannot see.
const { CompressionCodecs, CompressionTypes, Kafka, Partitioners, logLevel } = kafkajs;

export interface KafkaOptions {
  /** Addresses of some brokers, each `host:port`. */
  readonly brokers: readonly string[];
  /** Put before the names of topics and groups, so that several installations can share a cluster. */
  readonly prefix?: string;
  readonly ssl?: boolean | { readonly ca?: string; readonly cert?: string; readonly key?: string };
  readonly sasl?: SASLOptions;
  /** Copies of each partition of a topic that is made here; the brokers' own default where missing. */
  readonly replicationFactor?: number;
  /** Whether one consumer's partitions of the topic are handled one at a time, earliest event first. All topics, if missing. */
  readonly inEventOrder?: (topic: Topic) => boolean;
  readonly log: Logger;
  readonly clock: () => number;
}

/** Milliseconds. A broker that stops answering is noticed after at most two requests. */
const REQUEST_TIMEOUT = 10_000;
const CONNECTION_TIMEOUT = 5_000;
const SESSION_TIMEOUT = 10_000;
const REBALANCE_TIMEOUT = 30_000;
const HEARTBEAT_INTERVAL = 1_500;
/** How long a fetch waits for something new; also the longest that stopping waits for an idle fetch. */
const FETCH_WAIT = 300;
/** How long closing waits for records that are still to be stored. */
const CLOSING_PATIENCE = 5_000;

const RETRY: RetryOptions = { initialRetryTime: 100, maxRetryTime: 2_000, multiplier: 2, factor: 0.2, retries: 3 };
/**
 * About 40 s: a member that comes back under its own name after a restart of the broker is let in at once, while a new
 * one has to wait until the group has given the old one up.
 */
const GROUP_RETRY: RetryOptions = { ...RETRY, retries: 22 };

/** A log of topics in Kafka. Nothing is contacted before the first call, and none of them gives up while Kafka is away. */
export function createKafkaTransport(options: KafkaOptions): Transport {
  registerCodecs();
  const { log } = options;
  const kafka = createClient(options, RETRY);
  const groups = createClient(options, GROUP_RETRY);
  const nameOf = (topic: Topic): string => (options.prefix ?? '') + topic.name;
  const groupOf = (group: string): string => (options.prefix ?? '') + group;
  const closing = new AbortController();
  const admin = createSession(async (): Promise<Admin> => {
    const client = kafka.admin({ retry: RETRY });
    await client.connect();
    return client;
  });
  const producer = createSession(async (): Promise<Producer> => {
    const client = kafka.producer({
      idempotent: true,
      allowAutoTopicCreation: false,
      createPartitioner,
      retry: RETRY,
    });
    await client.connect();
    return client;
  });
  const writer = createKafkaWriter((topic, records) => send(producer, topic, records, closing.signal, log));
  const consumers = new Set<Consumer>();

  return {
    async prepare(topics) {
      const address = options.brokers.join(', ');
      await untilItWorks(closing.signal, log, `Kafka at ${address} does not answer`, isTemporary, () =>
        admin.use((client) => prepareTopics(client, topics, { ...options, nameOf })),
      );
    },
    async append(topic, records) {
      if (closing.signal.aborted) throw new Error('The log is closed: nothing can be appended any more.');
      if (records.length > 0) await writer.append(nameOf(topic), records);
    },
    async consume(subscription) {
      const consumer = superviseMembership({
        subscription,
        topicName: nameOf(subscription.topic),
        inEventOrder: options.inEventOrder?.(subscription.topic) ?? true,
        clock: options.clock,
        log,
        join: (hooks) =>
          joinGroup(groups, subscription, nameOf(subscription.topic), groupOf(subscription.group), hooks),
      });
      const known: Consumer = {
        healthy: () => consumer.healthy(),
        async stop() {
          consumers.delete(known);
          await consumer.stop();
        },
      };
      consumers.add(known);
      return known;
    },
    async lag(topic, group) {
      let lag = 0;
      // A group that has just appeared has no coordinator yet.
      await untilItWorks(closing.signal, log, 'reading the lag', isTemporary, async () => {
        lag = await admin.use((client) => lagOf(client, nameOf(topic), groupOf(group)));
      });
      return lag;
    },
    async close() {
      await Promise.all([...consumers].map((consumer) => consumer.stop()));
      await Promise.race([writer.drained(), rest(CLOSING_PATIENCE, closing.signal)]);
      closing.abort();
      await Promise.all([producer.end(), admin.end()]);
    },
  };
}

/** Kafka's own errors are repeated by what is built on them; here they are details for whoever looks closely. */
function createClient({ brokers, ssl, sasl, log }: KafkaOptions, retry: RetryOptions): KafkaClient {
  return new Kafka({
    clientId: 'rebond',
    brokers: [...brokers],
    ssl,
    sasl,
    connectionTimeout: CONNECTION_TIMEOUT,
    authenticationTimeout: CONNECTION_TIMEOUT,
    requestTimeout: REQUEST_TIMEOUT,
    retry,
    logLevel: logLevel.WARN,
    logCreator:
      () =>
      ({ namespace, log: entry }) => {
        log.debug({ kafka: { ...entry, namespace } }, entry.message);
      },
  });
}

/** kafkajs reads only gzip by itself; other producers choose what they like. A batch that cannot be read is laid aside. */
function registerCodecs(): void {
  const zip = promisify(gzip);
  const readOnly = (codec: string, decompress: (bytes: Buffer) => Buffer | Promise<Buffer>) => () => ({
    compress: () => Promise.reject(new Error('Only gzip is written.')),
    decompress: async (bytes: Buffer) => {
      try {
        return await decompress(bytes);
      } catch (error) {
        return standIns(`A batch marked as ${codec} cannot be decompressed: ${(error as Error).message}`);
      }
    },
  });
  CompressionCodecs[CompressionTypes.GZIP] = () => ({
    ...readOnly('gzip', decompressGzip)(),
    // The fastest level: text shrinks nearly as well, for a third of the work.
    compress: (encoder: { buffer: Buffer }) => zip(encoder.buffer, { level: 1 }),
  });
  CompressionCodecs[CompressionTypes.Snappy] = readOnly('snappy', decompressSnappy);
  CompressionCodecs[CompressionTypes.LZ4] = readOnly('lz4', decompressLz4);
  CompressionCodecs[CompressionTypes.ZSTD] = readOnly('zstd', decompressZstd);
  const others: Record<number, unknown> = CompressionCodecs;
  for (const codec of FREE_CODECS) {
    others[codec] = readOnly(`codec ${String(codec)}`, () => {
      throw new Error('this codec is not known');
    });
  }
}

/** What the three bits of a batch can say, and no codec is as yet: taken for no compression, its bytes would be nonsense. */
const FREE_CODECS = [5, 6, 7];

/**
 * Kafka's own partitioner, but a record without a key keeps its partition when it is sent again: a broker knows a
 * repeated request by its numbers alone and would take the others in it for repeated, too.
 */
const createPartitioner: ICustomPartitioner = () => {
  const byKey = Partitioners.DefaultPartitioner();
  const chosen = new WeakMap<object, number>();
  return (args) => {
    if (args.message.partition !== undefined) return args.message.partition;
    const partition = chosen.get(args.message) ?? byKey(args);
    if (args.message.key == null) chosen.set(args.message, partition);
    return partition;
  };
};

/** Answers of a broker that no repetition changes, and what to do about them. */
const REFUSALS = new Map([
  ['MESSAGE_TOO_LARGE', 'it is larger than the broker takes. Raise message.max.bytes there, or send less text'],
  ['RECORD_LIST_TOO_LARGE', 'it is larger than a segment of the log. Raise segment.bytes there, or send less text'],
  ['INVALID_RECORD', 'the broker holds it to be invalid'],
]);

const refusalOf = (error: unknown): string | undefined =>
  REFUSALS.get(typeOfError(error)) ?? (causeOf(error) === null ? undefined : refusalOf(causeOf(error)));

/**
 * Whether the connection will work again once the broker is back. Not after a request that was never answered: the
 * connection may be dead without knowing it.
 */
function isOutage(error: unknown): boolean {
  const cause = causeOf(error);
  if (cause !== null) return isOutage(cause);
  return (error as { retriable?: unknown } | null)?.retriable === true && nameOfError(error) !== UNANSWERED;
}

const UNANSWERED = 'KafkaJSRequestTimeoutError';
/** Sends that fail on one connection before another is made, lest a client that lost its way be asked for ever. */
const SENDS_PER_CONNECTION = 10;

/** Sends until it is stored. The same connection keeps the numbers by which the broker drops what it already has. */
function send(
  producer: Session<Producer>,
  topic: string,
  records: readonly NewRecord[],
  signal: AbortSignal,
  log: Logger,
): Promise<void> {
  const messages = records.map(({ key, value, timestamp, partition }) => ({
    key,
    value: Buffer.from(value.buffer, value.byteOffset, value.byteLength),
    headers: { [RECEIVED_AT]: String(Math.trunc(timestamp)) },
    partition,
  }));
  const what = `Records for Kafka topic ${topic} cannot be stored`;
  let failures = 0;
  const isKept = (error: unknown): boolean => isOutage(error) && ++failures % SENDS_PER_CONNECTION !== 0;
  return untilItWorks(
    signal,
    log,
    what,
    (error) => refusalOf(error) === undefined,
    () =>
      producer.use(async (client) => {
        await client.send({ topic, messages, acks: -1, compression: CompressionTypes.GZIP });
      }, isKept),
  ).catch((error: unknown) => {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    throw new Error(`Kafka does not take a record for topic ${topic}: ${refusal}.`, { cause: error });
  });
}

/** Becomes a member of the group. Resolves once the first assignment is known. */
async function joinGroup(
  kafka: KafkaClient,
  { topic }: Subscription,
  topicName: string,
  groupId: string,
  hooks: MembershipHooks,
): Promise<Membership> {
  const consumer = kafka.consumer({
    groupId,
    sessionTimeout: SESSION_TIMEOUT,
    rebalanceTimeout: REBALANCE_TIMEOUT,
    heartbeatInterval: HEARTBEAT_INTERVAL,
    maxWaitTimeInMs: FETCH_WAIT,
    allowAutoTopicCreation: false,
    readUncommitted: false,
    // After any failure the membership is built anew by whoever supervises it, never by the client half of the time.
    retry: { ...GROUP_RETRY, restartOnFailure: () => Promise.resolve(false) },
  });
  const reader = hooks.reader((partition, offset) => {
    consumer.seek({ topic: topicName, partition, offset });
  });
  const { GROUP_JOIN, HEARTBEAT, CRASH, REQUEST_TIMEOUT, END_BATCH_PROCESS } = consumer.events;
  consumer.on(HEARTBEAT, hooks.alive);
  consumer.on(GROUP_JOIN, ({ payload }) => {
    hooks.alive();
    reader.assigned(payload.memberAssignment[topicName] ?? []);
  });
  consumer.on(CRASH, ({ payload }) => {
    hooks.ended(payload.error);
  });
  // The client would go on asking through the same connection, which may be dead without knowing it.
  consumer.on(REQUEST_TIMEOUT, ({ payload }) => {
    hooks.ended(new Error(`${payload.broker} did not answer ${payload.apiName}.`));
  });
  // A batch of nothing but aborted records and markers is never shown to `eachBatch`, but it is done with, too.
  consumer.on(END_BATCH_PROCESS, ({ payload }) => {
    if (payload.batchSize > 0) return;
    const offset = String(BigInt(payload.lastOffset) + 1n);
    void consumer.commitOffsets([{ topic: topicName, partition: payload.partition, offset }]).catch(() => undefined);
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topic: topicName, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: topic.partitions,
      eachBatch: (call) => reader.read(call),
    });
  } catch (error) {
    await consumer.disconnect().catch(() => undefined);
    throw error;
  }
  return { leave: () => consumer.disconnect() };
}

async function lagOf(admin: Admin, topic: string, groupId: string): Promise<number> {
  const ends = await admin.fetchTopicOffsets(topic);
  const [group] = await admin.fetchOffsets({ groupId, topics: [topic] });
  const acknowledged = new Map(group?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
  const behind = ends.map(({ partition, high, low }) => {
    const next = acknowledged.get(partition) ?? -1n;
    const from = next < BigInt(low) ? BigInt(low) : next;
    return Number(BigInt(high) - from);
  });
  return behind.reduce((sum, one) => sum + Math.max(0, one), 0);
}
