import kafkajs from 'kafkajs';
import { afterEach, expect, it, jest } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { pino } from 'pino';
import { runCommand } from '../../../scripts/kafka/command.ts';
import { createKafkaTransport } from '../../../streams/transport/kafka.ts';
import type { KafkaOptions } from '../../../streams/transport/kafka.ts';
import type { Transport } from '../../../streams/transport/transport.ts';
import { describeWithKafka, describeWithOwnBroker } from '../../support/kafka.ts';
import { KAFKA_LIB, createTestBroker } from '../../support/own-broker.ts';
import { NOON, TEST_LIMIT, read, recordOf, textOf, topicOf, until } from '../../support/reading.ts';
import { transportContract } from './contract.ts';

jest.setTimeout(TEST_LIMIT);
const log = pino({ level: 'silent' });

const opened: Transport[] = [];
const open = (brokers: readonly string[], options: Partial<KafkaOptions> = {}): Transport => {
  const transport = createKafkaTransport({ brokers, log, clock: Date.now, ...options });
  opened.push(transport);
  return transport;
};
const closeAll = async (): Promise<void> => {
  await Promise.all(opened.splice(0).map((transport) => transport.close()));
};

const texts = (count: number, prefix = ''): string[] => Array.from({ length: count }, (_, n) => prefix + String(n));

describeWithKafka('A log in Kafka', (brokers) => {
  transportContract('Kafka', () => Promise.resolve(createKafkaTransport({ brokers: brokers(), log, clock: Date.now })));
  afterEach(closeAll);

  it('reads what Java programs write: every codec, tombstones, and nothing that a transaction gave up', async () => {
    const transport = open(brokers());
    const topic = topicOf(2);
    const group = `g-${randomUUID()}`;
    await transport.prepare([topic]);
    const program = resolve(import.meta.dirname, '../../support/OtherProducer.java');
    await runCommand('java', ['-cp', `${KAFKA_LIB}/*`, program, brokers().join(','), topic.name]);
    const { records } = await read(transport, topic, { group });
    await until('everything is read', async () => (await transport.lag(topic, group)) === 0);
    for (const codec of ['none', 'gzip', 'snappy', 'lz4', 'zstd']) {
      const ofCodec = records.filter((record) => textOf(record).startsWith(`${codec} `));
      expect(ofCodec.map((record) => textOf(record).split(' ')[1])).toEqual(texts(200));
      const repeated = textOf(ofCodec[39] ?? { ...recordOf(null, ''), topic: '', partition: 0, offset: 0 });
      expect(repeated.match(/the same words over and over /g)?.length).toBe(39);
      expect(ofCodec.slice(0, 2).map(({ key }) => key)).toEqual([null, 'key-1']);
    }
    expect(records.find(({ key }) => key === 'gone')?.value).toBeNull();
    expect(records.filter(({ key }) => key === 'tx').map(textOf)).toEqual(Array(5).fill('kept'));
  });

  it('hands a partition on to the member that stays, which begins where it wants to', async () => {
    const [one, other] = [open(brokers()), open(brokers())];
    const topic = topicOf(2);
    const group = `g-${randomUUID()}`;
    await one.prepare([topic]);
    const first = await read(one, topic, { group });
    const second = await read(other, topic, { group, from: 0 });
    await until('each has a partition', () => first.assignments.length > 0 && second.assignments.length > 0);
    await one.append(
      topic,
      [0, 1].map((partition) => ({ ...recordOf('a', String(partition)), partition })),
    );
    await until('both are read', () => new Set([...first.texts(), ...second.texts()]).size === 2);
    await first.consumer.stop();
    await until('the other one has read both from the beginning', () => new Set(second.texts()).size === 2);
    expect(first.closed.length).toBe(first.assignments.length);
  });

  it('stays in the group while a handler takes longer than a session', async () => {
    const transport = open(brokers());
    const topic = topicOf(1);
    await transport.prepare([topic]);
    let release = (): void => undefined;
    const gate = new Promise<void>((done) => {
      release = done;
    });
    const startedAt = performance.now();
    const reading = await read(transport, topic, { handle: () => gate });
    await transport.append(topic, [recordOf('a', 'slow')]);
    await until('a session has passed and the consumer is well', () => {
      return performance.now() - startedAt > 13_000 && reading.consumer.healthy();
    });
    release();
    await until('it is handled', () => reading.records.length === 1);
    await transport.append(topic, [recordOf('a', 'next')]);
    await until('the next one is handled', () => reading.records.length === 2);
    expect(reading.assignments.length).toBe(1);
  });

  it('says what is wrong when the log ends before the position that was reached', async () => {
    const lines: string[] = [];
    const transport = open(brokers(), {
      log: pino({ level: 'warn' }, { write: (line: string) => lines.push(line) }),
    });
    const topic = topicOf(1);
    await transport.prepare([topic]);
    await transport.append(topic, [recordOf('a', '0')]);
    const reading = await read(transport, topic, { from: 500 });
    await until('it is said', () =>
      lines.some((line) => line.includes('ends at 1, but was already handled up to 500')),
    );
    expect(reading.consumer.healthy()).toBe(false);
    expect(reading.records).toEqual([]);
  });

  it('refuses a record that the broker does not take, in a sentence, and stores those that came with it', async () => {
    const transport = open(brokers());
    const topic = topicOf(1);
    await transport.prepare([topic]);
    const noise = randomBytes(3_000_000);
    const results = await Promise.allSettled([
      transport.append(topic, [recordOf('a', 'before')]),
      transport.append(topic, [{ key: 'a', value: noise, timestamp: NOON }]),
      transport.append(topic, [recordOf('a', 'after')]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(String((results[1] as PromiseRejectedResult).reason)).toMatch(/larger than the broker takes/);
    const reading = await read(transport, topic);
    await until('two are read', () => reading.records.length === 2);
    expect(reading.texts()).toEqual(['before', 'after']);
  });

  it('merges the partitions of one consumer by the time of the events', async () => {
    const transport = open(brokers());
    const topic = topicOf(3);
    await transport.prepare([topic]);
    const all = Array.from({ length: 3000 }, (_, n) => ({
      ...recordOf(null, String(n), NOON + n),
      partition: n % 3,
    }));
    await transport.append(topic, all);
    const reading = await read(transport, topic, { batch: 10 });
    await until('3,000 are read', () => reading.records.length === 3000);
    // A slice covers 30 events.
    let newest = 0;
    const behind = reading.records.map(({ timestamp }) => (newest = Math.max(newest, timestamp)) - timestamp);
    expect(Math.max(...behind)).toBeLessThanOrEqual(60);
  });

  it('looks at topics that others have made: refuses compacted ones, and warns of those that forget too soon', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => lines.push(line) });
    const transport = open(brokers(), { log });
    const [compacted, short] = [topicOf(1), topicOf(2)];
    const admin = new kafkajs.Kafka({ brokers: brokers(), logLevel: kafkajs.logLevel.NOTHING }).admin();
    await admin.connect();
    const make = (topic: string, numPartitions: number, entries: Record<string, string>) =>
      admin.createTopics({
        topics: [
          { topic, numPartitions, configEntries: Object.entries(entries).map(([name, value]) => ({ name, value })) },
        ],
      });
    await make(compacted.name, 1, { 'cleanup.policy': 'compact' });
    await make(short.name, 3, { 'retention.ms': '3600000', 'retention.bytes': '1000000' });
    await admin.disconnect();
    await expect(transport.prepare([compacted])).rejects.toThrow(/compacted.*cleanup\.policy to delete/);
    await transport.prepare([short]);
    const said = lines.map((line) => (JSON.parse(line) as { msg: string }).msg).join('\n');
    expect(said).toMatch(/has 3 partitions, but only 2 are asked for/);
    expect(said).toMatch(/keeps records for 0\.0 days, and 1 are wanted/);
    expect(said).toMatch(/removes records by size as well/);
  });

  it('lets a quiet partition through while another has far more to give', async () => {
    const transport = open(brokers(), { inEventOrder: () => false });
    const topic = topicOf(2);
    await transport.prepare([topic]);
    const busy = Array.from({ length: 20_000 }, (_, n) => ({ ...recordOf(null, `busy ${n}`), partition: 0 }));
    await transport.append(topic, busy);
    await transport.append(topic, [{ ...recordOf(null, 'quiet'), partition: 1 }]);
    const reading = await read(transport, topic, {
      batch: 100,
      handle: () => new Promise((next) => setImmediate(next)),
    });
    await until('the quiet one is read', () => reading.texts().includes('quiet'));
    expect(reading.texts().indexOf('quiet')).toBeLessThan(5_000);
    await until('all are read', () => reading.records.length === 20_001);
  });
});

describeWithOwnBroker('A Kafka that comes and goes', () => {
  it('is waited for at the start, and nothing acknowledged is lost when it is killed', async () => {
    const broker = await createTestBroker();
    const transport = open([broker.address()]);
    const topic = topicOf(2);
    const group = `g-${randomUUID()}`;
    await broker.kill();
    const prepared = transport.prepare([topic]);
    await broker.start();
    await prepared;
    const reading = await read(transport, topic, { group });
    await transport.append(
      topic,
      texts(50, 'before ').map((text) => recordOf(text, text)),
    );
    await until('50 are read', () => reading.records.length >= 50);
    await broker.kill();
    const appended = transport.append(
      topic,
      texts(50, 'meanwhile ').map((text) => recordOf(text, text)),
    );
    await until('it says that nothing is consumed', () => !reading.consumer.healthy());
    await broker.start();
    await appended;
    await until('100 are read', () => new Set(reading.texts()).size === 100);
    await until('nothing is left', async () => (await transport.lag(topic, group)) === 0);
    expect(reading.consumer.healthy()).toBe(true);
    await closeAll();
    await broker.remove();
  });
});
