import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { eventually, quiet, testDatabase, type TestDatabase } from '../../support/postgres.ts';
import type { Topic } from '../../../streams/topics.ts';
import { transportContract } from './contract.ts';
import { createPostgresLog, type PostgresLog } from '../../../streams/transport/postgres-log.ts';
import type { LogRecord, NewRecord } from '../../../streams/transport/transport.ts';

const text = new TextDecoder();
const bytes = new TextEncoder();

const record = (key: string | null, value: string): NewRecord => ({
  key,
  value: bytes.encode(value),
  timestamp: 1_000,
});
const valueOf = ({ value }: LogRecord): string => text.decode(value ?? undefined);

describe('the log in PostgreSQL', () => {
  let database: TestDatabase;
  let topics = 0;
  const logs: PostgresLog[] = [];
  beforeAll(async () => void (database = await testDatabase('log')));
  afterAll(async () => {
    await Promise.all(logs.map((log) => log.close()));
    await database.drop();
  });

  function openLog(): PostgresLog {
    const log = createPostgresLog({
      pool: database.pool,
      connection: { connectionString: database.url },
      log: quiet,
      pollMs: 100,
    });
    logs.push(log);
    return log;
  }

  async function aTopic(log: PostgresLog, partitions: number): Promise<Topic> {
    const topic = { name: `t${++topics}`, key: 'any', schema: z.any(), retentionDays: 7, partitions };
    await log.prepare([topic]);
    return topic;
  }

  /** Consumes into `seen`; `before` runs ahead of each batch and may refuse it. */
  function collect(
    log: PostgresLog,
    topic: Topic,
    seen: LogRecord[],
    before?: (records: readonly LogRecord[]) => void,
  ) {
    const held = new Set<number>();
    const consumer = log.consume({
      topic,
      group: 'g',
      batch: 7,
      assign: async ({ partition }) => {
        held.add(partition);
        return {
          from: 'committed',
          handler: {
            handle: async (records) => {
              before?.(records);
              seen.push(...records);
            },
            close: async () => void held.delete(partition),
          },
        };
      },
    });
    return { consumer, held };
  }

  it('hands over each record once, those of a key in the order they were laid in, bytes unchanged', async () => {
    const log = openLog();
    const topic = await aTopic(log, 3);
    const seen: LogRecord[] = [];
    const { consumer } = collect(log, topic, seen);
    for (let n = 0; n < 20; n++) {
      await log.append(
        topic,
        ['a', 'b', 'c', 'd'].map((key) => record(key, `${key} ${n}`)),
      );
    }
    await log.append(topic, [{ key: null, value: new Uint8Array([0, 255, 10]), timestamp: 5 }, record('é', '')]);
    await eventually(() => seen.length === 82);
    for (const key of ['a', 'b', 'c', 'd']) {
      const mine = seen.filter((one) => one.key === key);
      expect(mine.map(valueOf)).toEqual(Array.from({ length: 20 }, (_, n) => `${key} ${n}`));
      expect(new Set(mine.map(({ partition }) => partition)).size).toBe(1);
    }
    expect([...(seen.find(({ key }) => key === null)?.value ?? [])]).toEqual([0, 255, 10]);
    expect(seen.find(({ key }) => key === 'é')).toMatchObject({ timestamp: 1_000 });
    await (await consumer).stop();
    expect(await log.lag(topic, 'g')).toBe(0);
  });

  it('keeps an order without gaps while many append at once, seen by a reader that never looks back', async () => {
    const log = openLog();
    const topic = await aTopic(log, 2);
    const seen: LogRecord[] = [];
    const { consumer } = collect(log, topic, seen);
    const keys = Array.from({ length: 8 }, (_, k) => `key ${k}`);
    await Promise.all(
      keys.map(async (key, k) => {
        for (let n = 0; n < 25; n++) {
          const batch = [record(key, String(n)), record(`other ${k}`, String(n))];
          await log.append(topic, n % 2 ? batch : batch.reverse());
        }
      }),
    );
    await eventually(() => seen.length === 400);
    for (const partition of [0, 1]) {
      const offsets = seen.filter((one) => one.partition === partition).map(({ offset }) => offset);
      expect(offsets).toEqual(offsets.map((_, i) => i));
    }
    await (await consumer).stop();
  });

  it('goes on after the last acknowledged record, and hands a batch over again until it is handled', async () => {
    const log = openLog();
    const topic = await aTopic(log, 1);
    const seen: LogRecord[] = [];
    await log.append(
      topic,
      Array.from({ length: 20 }, (_, n) => record('k', String(n))),
    );
    let refusals = 3;
    const first = collect(log, topic, seen, ([head]) => {
      if (head?.offset === 7 && refusals-- > 0) throw new Error('the disk is on fire');
    });
    await eventually(() => seen.length === 20);
    await (await first.consumer).stop();
    expect(first.held.size).toBe(0);
    await log.append(topic, [record('k', '20')]);
    const second = collect(log, topic, seen);
    await eventually(() => seen.length === 21);
    await (await second.consumer).stop();
    expect(seen.map(valueOf)).toEqual(Array.from({ length: 21 }, (_, n) => String(n)));
    expect(refusals).toBe(-1);
  });

  it('shares the partitions between the members of a group, and gives those of one that leaves to the others', async () => {
    const topic = await aTopic(openLog(), 4);
    const seen: LogRecord[] = [];
    const members = [collect(openLog(), topic, seen)];
    await eventually(() => members[0]!.held.size === 4);
    members.push(collect(openLog(), topic, seen));
    await eventually(() => members.every(({ held }) => held.size === 2));
    await (await members[0]!.consumer).stop();
    await eventually(() => members[1]!.held.size === 4);
    await eventually(async () => (await members[1]!.consumer).healthy());
    await (await members[1]!.consumer).stop();
  });

  it('lets go of a partition that is fenced and takes it anew', async () => {
    const log = openLog();
    const topic = await aTopic(log, 1);
    await log.append(topic, [record('k', 'x')]);
    const events: string[] = [];
    const consumer = await log.consume({
      topic,
      group: 'g',
      batch: 10,
      assign: async () => {
        events.push('assign');
        const fenced = events.length === 1;
        return {
          from: 0,
          handler: {
            handle: async () => {
              if (fenced) throw Object.assign(new Error('taken over'), { name: 'FencedError' });
              events.push('handled');
            },
            close: async () => void events.push('close'),
          },
        };
      },
    });
    await eventually(() => events.includes('handled'));
    expect(events).toEqual(['assign', 'close', 'assign', 'handled']);
    await consumer.stop();
  });

  it('comes back by itself, and repeats what was not acknowledged, when the server throws its connections out', async () => {
    const log = openLog();
    const topic = await aTopic(log, 2);
    const seen: LogRecord[] = [];
    const { consumer } = collect(log, topic, seen);
    await log.append(topic, [record('a', '1')]);
    await eventually(() => seen.length === 1);
    await eventually(async () => (await log.lag(topic, 'g')) === 0);
    await database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    await eventually(() =>
      log.append(topic, [record('a', '2')]).then(
        () => true,
        () => false,
      ),
    );
    await eventually(() => seen.some((one) => valueOf(one) === '2'));
    await eventually(async () => (await consumer).healthy());
    await (await consumer).stop();
  });

  it('gives the partitions of a killed process to another one, which continues where that one left off', async () => {
    const log = openLog();
    const topic = await aTopic(log, 2);
    const script = join(import.meta.dirname, '../../support/log-consumer.ts');
    const child = spawn(process.execPath, [script, database.url, topic.name], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => void (printed += chunk.toString()));
    const before = Array.from({ length: 10 }, (_, n) => `before ${n}`);
    await log.append(
      topic,
      before.map((value) => record(value, value)),
    );
    await eventually(() => before.every((value) => printed.includes(value)), 20_000);
    await eventually(async () => (await log.lag(topic, 'g')) === 0);
    const seen: LogRecord[] = [];
    child.kill('SIGKILL');
    const { consumer } = collect(log, topic, seen);
    await log.append(topic, [record('x', 'after')]);
    await eventually(() => seen.length > 0);
    expect(seen.map(valueOf)).toEqual(['after']);
    await (await consumer).stop();
  });

  it('refuses a topic with more partitions than it was made with, in a sentence', async () => {
    const log = openLog();
    const topic = await aTopic(log, 2);
    await expect(log.prepare([{ ...topic, partitions: 4 }])).rejects.toThrow(
      /exists with 2 partitions and 4 are asked for/,
    );
  });

  it('forgets what is older than the retention, but nothing that a group has not acknowledged', async () => {
    const log = openLog();
    const topic = await aTopic(log, 1);
    const seen: LogRecord[] = [];
    const { consumer } = collect(log, topic, seen);
    await log.append(
      topic,
      Array.from({ length: 10 }, (_, n) => record('k', String(n))),
    );
    await eventually(() => seen.length === 10);
    await (await consumer).stop();
    await log.append(topic, [record('k', 'not read yet')]);
    await database.pool.query(
      `UPDATE log_records SET appended_at = now() - interval '8 days' WHERE topic = $1 AND "offset" <> 9`,
      [topic.name],
    );
    expect(await log.purge(topic)).toBe(9);
    expect(await log.lag(topic, 'g')).toBe(1);
  });
});

transportContract('the log in PostgreSQL', async () => {
  const database = await testDatabase('log_contract');
  const log = createPostgresLog({ pool: database.pool, connection: { connectionString: database.url }, log: quiet });
  return { ...log, close: () => log.close().then(() => database.drop()) };
});
