import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { z } from 'zod';
import { fetchKafka, startBroker } from '../../scripts/kafka/broker.ts';
import { freePort } from '../../scripts/kafka/ports.ts';
import type { Topic } from '../../streams/topics.ts';
import { createKafkaTransport } from '../../streams/transport/kafka.ts';
import type { NewRecord, Transport } from '../../streams/transport/transport.ts';

const VALUE_BYTES = 500;

/**
 * Appends and reads records of 500 bytes through Kafka and prints one JSON line a measurement. Uses `KAFKA_BROKERS`, or
 * a broker of its own. Arguments: how many records (100,000), and partitions (4).
 */
export async function benchKafkaLog(args: string[]): Promise<void> {
  const [records = 100_000, partitions = 4] = args.map(Number);
  await withBroker(async (brokers) => {
    const log = createKafkaTransport({ brokers, log: pino({ level: 'silent' }), clock: Date.now });
    try {
      for (const batch of [1, 100, 500]) {
        const topic: Topic = {
          name: `bench-${randomUUID()}`,
          key: 'any',
          schema: z.unknown(),
          retentionDays: 1,
          partitions,
        };
        await log.prepare([topic]);
        const count = batch === 1 ? Math.ceil(records / 10) : records;
        await measure({ step: 'append', batch, partitions, records: count }, () => append(log, topic, count, batch));
        await measure({ step: 'read', batch: 500, partitions, records: count }, () => read(log, topic, count));
      }
    } finally {
      await log.close();
    }
  });
}

async function withBroker(work: (brokers: string[]) => Promise<void>): Promise<void> {
  const given = process.env['KAFKA_BROKERS'];
  if (given) return work(given.split(','));
  const lib = resolve(import.meta.dirname, '../../var/kafka/lib');
  const folder = await mkdtemp(join(tmpdir(), 'rebond-bench-kafka-'));
  await fetchKafka(lib);
  const broker = await startBroker({ lib, folder, port: await freePort(), controllerPort: await freePort() });
  try {
    await work([broker.address]);
  } finally {
    await broker.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Eight callers at once, as sources are. The words differ, so that compression has no more to gain than it usually has. */
async function append(log: Transport, topic: Topic, count: number, batch: number): Promise<void> {
  let sent = 0;
  const caller = async (): Promise<void> => {
    while (sent < count) {
      const first = sent;
      const size = Math.min(batch, count - first);
      sent += size;
      const records = Array.from({ length: size }, (_, n): NewRecord => recordOf(first + n));
      await log.append(topic, records);
    }
  };
  await Promise.all(Array.from({ length: 8 }, caller));
}

function recordOf(n: number): NewRecord {
  let text = '';
  for (let word = n; text.length < VALUE_BYTES; word = (word * 1_103_515_245 + 12_345) % 2_147_483_648) {
    text += `${word.toString(36)} of the evening `;
  }
  return { key: `key ${n}`, value: Buffer.from(text.slice(0, VALUE_BYTES)), timestamp: Date.now() };
}

async function read(log: Transport, topic: Topic, count: number): Promise<void> {
  const { promise, resolve: finish } = Promise.withResolvers<void>();
  let seen = 0;
  const handler = {
    handle: (records: readonly unknown[]) => {
      seen += records.length;
      if (seen >= count) finish();
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
  const assign = () => Promise.resolve({ handler, from: 'committed' as const });
  const consumer = await log.consume({ topic, group: `bench-${randomUUID()}`, batch: 500, assign });
  await promise;
  await consumer.stop();
}

interface Measured {
  readonly step: string;
  readonly batch: number;
  readonly partitions: number;
  readonly records: number;
}

async function measure(what: Measured, work: () => Promise<void>): Promise<void> {
  const start = performance.now();
  const cpu = process.cpuUsage();
  await work();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const line = {
    bench: 'kafka-log',
    ...what,
    seconds: Number(seconds.toFixed(2)),
    perSecond: Math.round(what.records / seconds),
    cpuSeconds: Number(((user + system) / 1e6).toFixed(2)),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
