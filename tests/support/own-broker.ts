import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fetchKafka, startBroker } from '../../scripts/kafka/broker.ts';
import type { Broker, BrokerSettings } from '../../scripts/kafka/broker.ts';
import { freePort } from '../../scripts/kafka/ports.ts';

/** A broker of the tests' own, with a folder in which it can be started again. */
export interface TestBroker {
  address(): string;
  pid(): number;
  /** Its settings, its log of events, and below `data` its topics. */
  readonly folder: string;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
}

/** Jars of a broker and of Java clients, once a broker was started here. */
export const KAFKA_LIB = resolve(import.meta.dirname, '../../var/kafka/lib');

/** Starts a broker on free ports with nothing in it. */
export async function createTestBroker(more: Partial<BrokerSettings> = {}): Promise<TestBroker> {
  await fetchKafka(KAFKA_LIB);
  const folder = await mkdtemp(join(tmpdir(), 'rebond-kafka-'));
  const ports = { port: await freePort(), controllerPort: await freePort() };
  const settings: BrokerSettings = { lib: KAFKA_LIB, folder, ...ports, ...more };
  let broker: Broker = await startBroker(settings);
  return {
    address: () => broker.address,
    pid: () => broker.pid,
    folder,
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
