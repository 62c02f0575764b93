import kafkajs from 'kafkajs';
import type { Admin, Message, Producer } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogRecord } from '../../streams/transport/transport.ts';

export interface ForeignRecord extends LogRecord {
  /** When the broker took it, ms since 1970. */
  readonly writtenAt: number;
}

/** Kafka as somebody else than the product sees it: nothing of the product's own transport is used. */
export interface ForeignLog {
  /** Resolves once the broker has acknowledged all of them, however often they had to be sent. */
  append(topic: string, messages: readonly Message[]): Promise<void>;
  /** Records of the topic that a group has acknowledged. */
  handled(topic: string, group: string): Promise<number>;
  /** Records and markers that were ever laid in the topic. */
  length(topic: string): Promise<number>;
  /** Everything that lies in the topic now, partition by partition, in order. */
  readAll(topic: string): Promise<ForeignRecord[]>;
  close(): Promise<void>;
}

const RETRY = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 5 };
/** When the product received it, as its own producers say. */
const RECEIVED_AT = 'rebond-received-at';

export async function openForeignLog(address: string): Promise<ForeignLog> {
  const kafka = new kafkajs.Kafka({
    clientId: 'recorder',
    brokers: [address],
    retry: RETRY,
    requestTimeout: 8_000,
    logLevel: kafkajs.logLevel.NOTHING,
  });
  const admin = kafka.admin();
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  await Promise.all([admin.connect(), producer.connect()]);
  return {
    append: (topic, messages) => appendStubbornly(producer, topic, messages),
    handled: (topic, group) => patiently(async () => handledBy(admin, topic, group)),
    length: (topic) =>
      patiently(async () => (await admin.fetchTopicOffsets(topic)).reduce((sum, { high }) => sum + Number(high), 0)),
    readAll: (topic) => readAll(kafka, admin, topic),
    close: async () => void (await Promise.all([admin.disconnect(), producer.disconnect()])),
  };
}

/** Brokers take a request of 1 MiB unless told otherwise. */
const MOST_BYTES = 700_000;

async function appendStubbornly(producer: Producer, topic: string, messages: readonly Message[]): Promise<void> {
  let [parcel, bytes]: [Message[], number] = [[], 0];
  for (const message of messages) {
    const own = message.value?.length ?? 0;
    if (parcel.length > 0 && bytes + own > MOST_BYTES) {
      await sendStubbornly(producer, topic, parcel);
      [parcel, bytes] = [[], 0];
    }
    parcel.push(message);
    bytes += own;
  }
  if (parcel.length > 0) await sendStubbornly(producer, topic, parcel);
}

async function sendStubbornly(producer: Producer, topic: string, messages: Message[]): Promise<void> {
  for (;;) {
    try {
      await producer.send({ topic, messages, acks: -1 });
      return;
    } catch {
      await sleep(200);
      await producer.connect().catch(() => undefined);
    }
  }
}

async function patiently(ask: () => Promise<number>): Promise<number> {
  for (;;) {
    try {
      return await ask();
    } catch {
      await sleep(200);
    }
  }
}

async function handledBy(admin: Admin, topic: string, groupId: string): Promise<number> {
  const [group] = await admin.fetchOffsets({ groupId, topics: [topic] });
  return (group?.partitions ?? []).reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0);
}

async function readAll(kafka: kafkajs.Kafka, admin: Admin, topic: string): Promise<ForeignRecord[]> {
  const ends = await admin.fetchTopicOffsets(topic);
  const wanted = new Map(
    ends.map(({ partition, low, high }) => [partition, Number(high) > Number(low) ? Number(high) : 0]),
  );
  const records: ForeignRecord[] = [];
  const reached = new Map<number, number>();
  const consumer = kafka.consumer({ groupId: `checker-${randomUUID()}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }) => {
      for (const { offset, key, value, timestamp, headers } of batch.messages) {
        const receivedAt = Number(headers?.[RECEIVED_AT]?.toString() ?? timestamp);
        const place = { topic, partition: batch.partition, offset: Number(offset) };
        records.push({
          ...place,
          key: key?.toString() ?? null,
          value,
          timestamp: receivedAt,
          writtenAt: Number(timestamp),
        });
      }
      reached.set(batch.partition, Number(batch.lastOffset()) + 1);
    },
  });
  while ([...wanted].some(([partition, end]) => (reached.get(partition) ?? 0) < end)) await sleep(20);
  await consumer.disconnect();
  return records.sort((a, b) => a.partition - b.partition || a.offset - b.offset);
}
