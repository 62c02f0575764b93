import type pg from 'pg';
import type { Logger } from 'pino';
import type { Topic } from '../topics.ts';
import { type AppendQueue, createAppendQueue } from './append-queue.ts';
import { partitionOf } from './partition-of.ts';
import type { NewRecord } from './transport.ts';

/** Channel on which a topic's name is sent when it has new records. */
export const LOG_CHANNEL = 'rebond_log';

/** At most one notification a topic in this time: every notification is a commit that waits for all others. */
const NOTIFY_EVERY_MS = 10;

export interface Appender {
  append(topic: Topic, records: readonly NewRecord[]): Promise<void>;
  knowPartitions(topic: string, partitions: number): void;
  close(): Promise<void>;
}

/**
 * One statement, hence one transaction and one round trip, a batch. The heads of its partitions stay locked, in their order,
 * until it is committed: offsets become visible in order, and a reader never passes a gap that is filled later.
 * The values travel as one block and are cut up by the server, which spares their translation to text.
 */
const APPEND = `
  WITH r AS MATERIALIZED (
    SELECT place, partition, ts, key, start, size,
           row_number() OVER (PARTITION BY partition ORDER BY place) - 1 AS nth
    FROM unnest($2::int[], $3::bigint[], $4::text[], $5::int[], $6::int[])
      WITH ORDINALITY AS t (partition, ts, key, start, size, place)
  ), locked AS MATERIALIZED (
    SELECT partition FROM log_heads
    WHERE topic = $1 AND partition IN (SELECT partition FROM r) ORDER BY partition FOR UPDATE
  ), grown AS (
    UPDATE log_heads h SET next = h.next + c.n
    FROM locked JOIN (SELECT partition, count(*) AS n FROM r GROUP BY partition) c USING (partition)
    WHERE h.topic = $1 AND h.partition = locked.partition
    RETURNING h.partition, h.next - c.n AS first
  )
  INSERT INTO log_records (topic, partition, "offset", appended_at, ts, key, value)
  SELECT $1, r.partition, grown.first + r.nth, clock_timestamp(), r.ts, r.key, substring($7::bytea FROM r.start FOR r.size)
  FROM r JOIN grown USING (partition)`;

export function createAppender(pool: pg.Pool, log: Logger): Appender {
  const partitionsOf = new Map<string, number>();
  const notifier = createNotifier(pool, log);
  const queues = new Map<string, AppendQueue>();
  let turn = 0;

  function place(record: NewRecord, partitions: number): number {
    if (record.partition !== undefined) return record.partition;
    return record.key === null ? turn++ % partitions : partitionOf(record.key, partitions);
  }

  async function write(topic: Topic, records: readonly NewRecord[]): Promise<void> {
    const partitions = partitionsOf.get(topic.name) ?? topic.partitions;
    const places = records.map((record) => place(record, partitions));
    const { rowCount } = await pool.query({
      name: 'log-append',
      text: APPEND,
      values: parameters(topic.name, records, places),
    });
    if (rowCount !== records.length) {
      throw new Error(`The topic ${topic.name} does not exist with ${partitions} partitions: prepare it first.`);
    }
    notifier.notify(topic.name);
  }

  return {
    knowPartitions: (topic, partitions) => void partitionsOf.set(topic, partitions),

    append(topic, records) {
      let queue = queues.get(topic.name);
      if (!queue) queues.set(topic.name, (queue = createAppendQueue((batch) => write(topic, batch))));
      return queue.add(records);
    },

    close: () => notifier.close(),
  };
}

function parameters(topic: string, records: readonly NewRecord[], partitions: number[]): unknown[] {
  const starts: number[] = [];
  // SQL counts from 1.
  let start = 1;
  for (const { value } of records) {
    starts.push(start);
    start += value.length;
  }
  return [
    topic,
    partitions,
    records.map(({ timestamp }) => Math.round(timestamp)),
    records.map(({ key }) => key?.replaceAll('\0', '\u{FFFD}') ?? null),
    starts,
    records.map(({ value }) => value.length),
    Buffer.concat(records.map(({ value }) => value)),
  ];
}

/** Tells readers of new records at once, then at most every few milliseconds. Readers also look by themselves. */
function createNotifier(pool: pg.Pool, log: Logger): { notify(topic: string): void; close(): Promise<void> } {
  const pending = new Map<string, { again: boolean; done: Promise<void> }>();

  async function send(topic: string): Promise<void> {
    await pool.query('SELECT pg_notify($1, $2)', [LOG_CHANNEL, topic]).catch((error: unknown) => {
      log.debug({ err: error }, 'a notification was not sent; readers find the records by themselves');
    });
    await new Promise((resolve) => setTimeout(resolve, NOTIFY_EVERY_MS));
  }

  function notify(topic: string): void {
    const under = pending.get(topic);
    if (under) {
      under.again = true;
      return;
    }
    const state = { again: false, done: Promise.resolve() };
    pending.set(topic, state);
    state.done = (async () => {
      do {
        state.again = false;
        await send(topic);
      } while (state.again);
      pending.delete(topic);
    })();
  }

  return {
    notify,
    close: async () => void (await Promise.all([...pending.values()].map(({ done }) => done))),
  };
}
