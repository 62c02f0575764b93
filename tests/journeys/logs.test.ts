import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { createTransport } from '../../src/app/transport.ts';
import { signalId } from '../../src/core/signal/normalise.ts';
import { readEnvironment } from '../../src/settings/env.ts';
import { topics as allTopics } from '../../streams/topics.ts';
import { rebond, until } from '../support/app.ts';
import { checkRun, readRun, rulesOf } from '../support/check-run.ts';
import { describeWithKafka } from '../support/kafka.ts';
import { quiet, testDatabase, testServer } from '../support/postgres.ts';
import type { TestDatabase } from '../support/postgres.ts';
import { createInstallation } from '../support/products.ts';
import type { Installation } from '../support/products.ts';
import { datedEvening, writeRecording } from '../support/recording.ts';

const LONG = 300_000;
const DAYS = 3;
const BATCH = 100;

let database: TestDatabase;
let installation: Installation;

beforeEach(async () => {
  database = await testDatabase('logs');
  installation = await createInstallation({ DATABASE_URL: database.url });
}, LONG);

afterEach(async () => {
  await installation.remove();
  await database.drop();
}, LONG);

/** What `rebond replay` prints of the evening through a log. */
async function replay(log: string, settings: Record<string, string> = {}): Promise<string[]> {
  const file = await writeRecording(installation.options.data.replace(/\/var$/, ''), await datedEvening());
  const { code, out, err } = await rebond(['replay', file, '--log', log], {
    ...installation.options,
    settings: { ...installation.options.settings, DATABASE_URL: await testServer(), ...settings },
  });
  if (code !== 0) throw new Error(err);
  return out.trim().split('\n');
}

/** Days of evenings through two match processes and one that detects; six partitions of signals, two of mentions. */
async function manyProcesses(more: Record<string, string>) {
  const settings: Record<string, string> = {
    ...installation.options.settings,
    REBOND_SIGNALS_PARTITIONS: '6',
    REBOND_MENTIONS_PARTITIONS: '2',
    ...more,
  };
  const read = readEnvironment(settings);
  if ('errors' in read) throw new Error(read.errors.join('\n'));
  const transport = createTransport({ settings: read.settings, database, log: quiet, clock: () => Date.now() });
  const topics = allTopics(read.settings.partitions);
  const products = [];
  for (const role of ['match', 'match', 'detect'] as const) {
    const product = await installation.start({ role, port: 0, settings: { ...settings, REBOND_PORT: '0' } });
    await product.ready();
    products.push(product);
  }
  const signals = await datedEvening(DAYS);
  for (let n = 0; n < signals.length; n += BATCH) {
    await transport.append(
      topics.signals,
      signals.slice(n, n + BATCH).map(({ raw, at }) => ({
        key: signalId(raw),
        value: Buffer.from(JSON.stringify(raw)),
        timestamp: at,
      })),
    );
  }
  const behind = async (): Promise<number> =>
    (await transport.lag(topics.signals, 'match-territories')) +
    (await transport.lag(topics.mentions, 'detect-opportunities'));
  await until('everything is handled', async () => (await behind()) === 0, LONG);
  for (const product of products) expect(await product.stop()).toEqual({ code: 0, signal: null });
  const config = settings['REBOND_CONFIG']!;
  const run = await readRun(database, transport, topics, await rulesOf(config));
  await transport.close();
  return { run, wanted: new Set(signals.map(({ raw }) => signalId(raw))) };
}

async function expectPromisesKept(more: Record<string, string>): Promise<void> {
  const { run, wanted } = await manyProcesses(more);
  expect(new Set(run.signals.map(({ key }) => key))).toEqual(wanted);
  expect(new Set(run.signals.map(({ partition }) => partition)).size).toBe(6);
  const verdict = checkRun(run);
  expect(verdict.faults).toEqual([]);
  expect(verdict.mentions).toBeGreaterThan(DAYS * 100);
  expect(verdict.opportunities).toBeGreaterThan(DAYS);
}

describe('the evening through logs of every kind', () => {
  it(
    'says the same in memory and through PostgreSQL, line by line',
    async () => {
      const memory = await replay('memory');
      expect(memory.length).toBeGreaterThan(100);
      expect(await replay('postgres')).toEqual(memory);
    },
    LONG,
  );

  it(
    'through PostgreSQL, six partitions and three processes keep both promises',
    async () => {
      await expectPromisesKept({});
    },
    LONG,
  );
});

describeWithKafka('the evening through Kafka', (brokers) => {
  const kafka = (): Record<string, string> => ({
    KAFKA_BROKERS: brokers().join(','),
    REBOND_TOPIC_PREFIX: `evening-${randomBytes(4).toString('hex')}.`,
  });

  it(
    'says the same as in memory, line by line',
    async () => {
      expect(await replay('kafka', kafka())).toEqual(await replay('memory'));
    },
    LONG,
  );

  it(
    'six partitions and three processes keep both promises',
    async () => {
      await expectPromisesKept(kafka());
    },
    LONG,
  );
});
