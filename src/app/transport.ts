import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import type { CertificateFiles, Settings } from '../settings/env.ts';
import { Refusal } from './refusal.ts';
import { connectionSettings, type Database } from '../store/database.ts';
import { createKafkaTransport } from '../../streams/transport/kafka.ts';
import { createPostgresLog } from '../../streams/transport/postgres-log.ts';
import type { Topic } from '../../streams/topics.ts';
import type { LogRecord, Transport } from '../../streams/transport/transport.ts';

interface TransportOptions {
  readonly settings: Settings;
  readonly database: Database;
  readonly log: Logger;
  readonly clock: () => number;
}

/** A log that can also throw away what is past its time, and be read without a group; Kafka has neither. */
export type Log = Transport & {
  purge?(topic: Topic): Promise<number>;
  scan?(topic: Topic): AsyncIterable<readonly LogRecord[]>;
};

/** Kafka where brokers are named, tables of the database otherwise. */
export function createTransport({ settings, database, log, clock }: TransportOptions): Log {
  if (settings.kafka === null) {
    const connection = connectionSettings({ url: database.url, log, name: 'rebond log' });
    return createPostgresLog({ pool: database.pool, connection, log });
  }
  const { brokers, ssl, sasl } = settings.kafka;
  return createKafkaTransport({
    brokers,
    ssl: typeof ssl === 'boolean' ? ssl : readCertificates(ssl),
    ...(sasl && { sasl }),
    prefix: settings.topicPrefix,
    // Between partitions only matching reads in event order; detection owns a brand, and a brand has one partition.
    inEventOrder: (topic) => topic.name === 'signals',
    log,
    clock,
  });
}

function readCertificates({ ca, cert, key }: CertificateFiles) {
  return {
    ...(ca !== null && { ca: readPem('KAFKA_SSL_CA', ca) }),
    ...(cert !== null && { cert: readPem('KAFKA_SSL_CERT', cert) }),
    ...(key !== null && { key: readPem('KAFKA_SSL_KEY', key) }),
  };
}

function readPem(setting: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'it is not there' : (error as Error).message;
    throw new Refusal(`${setting}: the file ${file} cannot be read: ${why}.`, { cause: error });
  }
}
