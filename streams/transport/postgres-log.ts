import type pg from 'pg';
import type { Logger } from 'pino';
import type { Topic } from '../topics.ts';
import { type Appender, createAppender } from './postgres-append.ts';
import { startConsumer } from './postgres-consumer.ts';
import { scanTopic } from './postgres-scan.ts';
import type { Consumer, LogRecord, Transport } from './transport.ts';

export interface PostgresLogOptions {
  /** For appends and reads; its tables are made by the store's migrations. */
  readonly pool: pg.Pool;
  /** Where each consumer opens the one connection that holds its partitions. */
  readonly connection: pg.ClientConfig;
  readonly log: Logger;
  /** Milliseconds between looks for what no notification announced; 500 unless told. */
  readonly pollMs?: number;
}

export interface PostgresLog extends Transport {
  /** Deletes records older than the topic's retention which every group has acknowledged. Answers how many. */
  purge(topic: Topic): Promise<number>;
  /** What the topic holds now, without a consumer group. */
  scan(topic: Topic): AsyncIterable<readonly LogRecord[]>;
}

/** The log of topics as tables of PostgreSQL: for installations without Kafka. */
export function createPostgresLog(options: PostgresLogOptions): PostgresLog {
  const { pool } = options;
  const appender = createAppender(pool, options.log);
  const consumers = new Set<Consumer>();
  return {
    prepare: (topics) => prepareTopics(pool, topics, appender),
    append: (topic, records) => appender.append(topic, records),

    async consume(subscription) {
      const consumer = await startConsumer({ ...options, subscription, pollMs: options.pollMs ?? 500 });
      consumers.add(consumer);
      return {
        healthy: () => consumer.healthy(),
        stop() {
          consumers.delete(consumer);
          return consumer.stop();
        },
      };
    },

    lag: (topic, group) => measureLag(pool, topic, group),
    purge: (topic) => purgeTopic(pool, topic),
    scan: (topic) => scanTopic(pool, topic),

    async close() {
      await Promise.all([...consumers].map((consumer) => consumer.stop()));
      await appender.close();
    },
  };
}

async function prepareTopics(pool: pg.Pool, topics: readonly Topic[], appender: Appender): Promise<void> {
  for (const topic of topics) {
    await pool.query(
      `INSERT INTO log_heads (topic, partition, next)
       SELECT $1, p, 0 FROM generate_series(0, $2::int - 1) AS p
       WHERE NOT EXISTS (SELECT FROM log_heads WHERE topic = $1)
       ON CONFLICT DO NOTHING`,
      [topic.name, topic.partitions],
    );
    const { rows } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM log_heads WHERE topic = $1', [
      topic.name,
    ]);
    const found = rows[0]!.n;
    if (found < topic.partitions) throw new Error(tooFew(topic, found));
    appender.knowPartitions(topic.name, found);
  }
}

function tooFew(topic: Topic, found: number): string {
  return `The topic ${topic.name} exists with ${found} partitions and ${topic.partitions} are asked for: set its number of partitions back to ${found}, or start on an empty database.`;
}

async function measureLag(pool: pg.Pool, topic: Topic, group: string): Promise<number> {
  const { rows } = await pool.query<{ lag: string }>(
    `SELECT coalesce(sum(h.next - coalesce(c.next, oldest."offset", h.next)), 0)::text AS lag
     FROM log_heads h
     LEFT JOIN log_commits c ON c.topic = h.topic AND c.partition = h.partition AND c."group" = $2
     LEFT JOIN LATERAL (SELECT r."offset" FROM log_records r WHERE r.topic = h.topic AND r.partition = h.partition
                        ORDER BY r."offset" LIMIT 1) oldest ON c.next IS NULL
     WHERE h.topic = $1`,
    [topic.name, group],
  );
  return Number(rows[0]!.lag);
}

const PURGE_STEP = 5_000;

async function purgeTopic(pool: pg.Pool, topic: Topic): Promise<number> {
  const { rows } = await pool.query<{ partition: number; below: string }>(
    `SELECT h.partition, (CASE WHEN count(g."group") = 0 THEN h.next ELSE min(coalesce(c.next, 0)) END)::text AS below
     FROM log_heads h
     LEFT JOIN (SELECT DISTINCT "group" FROM log_commits WHERE topic = $1) g ON true
     LEFT JOIN log_commits c ON c.topic = h.topic AND c.partition = h.partition AND c."group" = g."group"
     WHERE h.topic = $1 GROUP BY h.partition, h.next`,
    [topic.name],
  );
  let purged = 0;
  for (const { partition, below } of rows) purged += await purgePartition(pool, topic, partition, Number(below));
  return purged;
}

/** In steps from the oldest on, so that no statement takes long; age ascends with the offset. */
async function purgePartition(pool: pg.Pool, topic: Topic, partition: number, below: number): Promise<number> {
  for (let purged = 0; ;) {
    const { rowCount } = await pool.query(
      `DELETE FROM log_records WHERE topic = $1 AND partition = $2 AND "offset" < $3
         AND "offset" < $4 + (SELECT min("offset") FROM log_records WHERE topic = $1 AND partition = $2)
         AND appended_at < now() - make_interval(days => $5)`,
      [topic.name, partition, below, PURGE_STEP, topic.retentionDays],
    );
    purged += rowCount ?? 0;
    if ((rowCount ?? 0) < PURGE_STEP) return purged;
  }
}
