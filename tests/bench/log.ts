import { mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { z } from 'zod';
import { connectionSettings, openDatabase } from '../../src/store/database.ts';
import { startEmbedded } from '../../src/store/embedded.ts';
import type { Topic } from '../../streams/topics.ts';
import { createPostgresLog, type PostgresLog } from '../../streams/transport/postgres-log.ts';
import type { NewRecord } from '../../streams/transport/transport.ts';

const VALUE_BYTES = 500;
const quiet = pino({ level: 'silent' });

/**
 * Appends and reads records of 500 bytes through the PostgreSQL log, on the embedded server with its usual, durable
 * settings, and prints one JSON line a measurement. Arguments: how many records (100,000), and partitions (4).
 */
export async function benchLog(args: string[]): Promise<void> {
  const [records = 100_000, partitions = 4] = args.map(Number);
  const home = mkdtempSync(join(tmpdir(), 'rebond-bench-'));
  chmodSync(home, 0o755);
  const server = await startEmbedded({ folder: join(home, 'postgres'), log: quiet });
  const options = { url: server.url, log: quiet };
  const database = openDatabase(options);
  await database.migrate();
  const log = createPostgresLog({ pool: database.pool, connection: connectionSettings(options), log: quiet });
  try {
    for (const batch of [1, 100, 500]) {
      const topic = { name: `bench-${batch}`, key: 'any', schema: z.any(), retentionDays: 7, partitions };
      await log.prepare([topic]);
      const count = batch === 1 ? Math.ceil(records / 10) : records;
      report({
        step: 'append',
        batch,
        partitions,
        records: count,
        ...(await timed(count, () => append(log, topic, count, batch))),
      });
      report({
        step: 'read',
        batch: 500,
        partitions,
        records: count,
        ...(await timed(count, () => read(log, topic, count))),
      });
    }
  } finally {
    await log.close();
    await database.close();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** Eight callers at once, as sources are. */
async function append(log: PostgresLog, topic: Topic, count: number, batch: number): Promise<void> {
  const value = Buffer.alloc(VALUE_BYTES, 'x');
  let sent = 0;
  const caller = async (): Promise<void> => {
    while (sent < count) {
      const size = Math.min(batch, count - sent);
      const first = sent;
      sent += size;
      const records: NewRecord[] = Array.from({ length: size }, (_, n) => ({
        key: `key ${first + n}`,
        value,
        timestamp: 0,
      }));
      await log.append(topic, records);
    }
  };
  await Promise.all(Array.from({ length: 8 }, caller));
}

async function read(log: PostgresLog, topic: Topic, count: number): Promise<void> {
  let seen = 0;
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const consumer = await log.consume({
    topic,
    group: 'bench',
    batch: 500,
    assign: async () => ({
      from: 'committed',
      handler: {
        handle: async (records) => {
          seen += records.length;
          if (seen >= count) finish();
        },
        close: async () => undefined,
      },
    }),
  });
  await finished;
  await consumer.stop();
}

async function timed(count: number, work: () => Promise<void>): Promise<{ seconds: number; perSecond: number }> {
  const start = performance.now();
  const cpu = process.cpuUsage();
  await work();
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return {
    seconds: Number(seconds.toFixed(3)),
    perSecond: Math.round(count / seconds),
    ...{ ownCpuSeconds: Number(((user + system) / 1e6).toFixed(3)) },
  };
}

function report(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
