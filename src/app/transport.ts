import type { Logger } from 'pino';
import type { Settings } from '../settings/env.ts';
import { connectionSettings, type Database } from '../store/database.ts';
import { createKafkaTransport } from '../../streams/transport/kafka.ts';
import { createPostgresLog } from '../../streams/transport/postgres-log.ts';
import type { Topic } from '../../streams/topics.ts';
import type { Transport } from '../../streams/transport/transport.ts';

interface TransportOptions {
  readonly settings: Settings;
  readonly database: Database;
  readonly log: Logger;
  readonly clock: () => number;
}

/** A log that can also throw away what is past its time; Kafka does so by itself. */
export type Log = Transport & { purge?(topic: Topic): Promise<number> };

/** Kafka where brokers are named, tables of the database otherwise. */
export function createTransport({ settings, database, log, clock }: TransportOptions): Log {
  if (settings.kafka === null) {
    const connection = connectionSettings({ url: database.url, log, name: 'rebond log' });
    return createPostgresLog({ pool: database.pool, connection, log });
  }
  const { brokers, ssl, sasl } = settings.kafka;
  return createKafkaTransport({
    brokers,
    ssl,
    ...(sasl && { sasl }),
    prefix: settings.topicPrefix,
    // Between partitions only matching reads in event order; detection owns a brand, and a brand has one partition.
    inEventOrder: (topic) => topic.name === 'signals',
    log,
    clock,
  });
}
