import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fetchKafka, startBroker } from '../../scripts/kafka/broker.ts';
import type { Broker, BrokerSettings } from '../../scripts/kafka/broker.ts';
import { missingTools } from '../../scripts/kafka/command.ts';
import { freePort } from '../../scripts/kafka/ports.ts';

/** A broker of the tests' own, with a folder in which it can be started again. */
export interface TestBroker {
  address(): string;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
}

/** Jars of a broker and of Java clients, once a broker was started here. */
export const KAFKA_LIB = resolve(import.meta.dirname, '../../var/kafka/lib');
const START_LIMIT = 180_000;

/** Starts a broker on free ports with nothing in it. */
export async function createTestBroker(): Promise<TestBroker> {
  await fetchKafka(KAFKA_LIB);
  const folder = await mkdtemp(join(tmpdir(), 'rebond-kafka-'));
  const settings: BrokerSettings = { lib: KAFKA_LIB, folder, port: await freePort(), controllerPort: await freePort() };
  let broker: Broker = await startBroker(settings);
  return {
    address: () => broker.address,
    kill: () => broker.kill(),
    async start() {
      broker = await startBroker(settings);
    },
    async remove() {
      await broker.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Tests that need a real Kafka: the one at `KAFKA_BROKERS`, or one that is started for this file. Without Java and Maven
 * they are left out, loudly; under `CI=true` they fail.
 */
export function describeWithKafka(name: string, body: (brokers: () => string[]) => void): void {
  const given = process.env['KAFKA_BROKERS'];
  const missing = given ? [] : missingTools();
  if (missing.length > 0) {
    leaveOut(name, `needs a Kafka: install ${missing.join(' and ')}, or set KAFKA_BROKERS`, body);
    return;
  }
  describe(name, () => {
    let own: TestBroker | undefined;
    beforeAll(async () => {
      if (!given) own = await createTestBroker();
    }, START_LIMIT);
    afterAll(() => own?.remove(), START_LIMIT);
    body(() => given?.split(',') ?? [own?.address() ?? '']);
  });
}

/** Tests that start and end brokers themselves, whatever `KAFKA_BROKERS` says. */
export function describeWithOwnBroker(name: string, body: () => void): void {
  const missing = missingTools();
  if (missing.length > 0) leaveOut(name, `needs ${missing.join(' and ')}`, body);
  else describe(name, body);
}

function leaveOut(name: string, reason: string, body: (brokers: () => string[]) => void): void {
  if (process.env['CI'] === 'true') {
    it(`${name} ${reason}`, () => {
      throw new Error(`"${name}" ${reason}.`);
    });
    return;
  }
  process.stderr.write(`\n*** LEFT OUT: "${name}" ${reason}. ***\n\n`);
  describe.skip(name, () => {
    body(() => []);
  });
}
