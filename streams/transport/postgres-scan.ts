import type pg from 'pg';
import type { Topic } from '../topics.ts';
import type { LogRecord } from './transport.ts';

const PAGE = 500;

/** Every record that a topic holds now, page by page, oldest first in each partition. Leaves no trace in the log. */
export async function* scanTopic(pool: pg.Pool, topic: Topic): AsyncGenerator<readonly LogRecord[]> {
  const { rows: heads } = await pool.query<{ partition: number; next: string }>(
    'SELECT partition, next::text FROM log_heads WHERE topic = $1 ORDER BY partition',
    [topic.name],
  );
  for (const { partition, next } of heads) yield* scanPartition(pool, topic.name, partition, Number(next));
}

async function* scanPartition(
  pool: pg.Pool,
  topic: string,
  partition: number,
  below: number,
): AsyncGenerator<readonly LogRecord[]> {
  for (let from = 0; ;) {
    const { rows } = await pool.query<{ offset: string; ts: string; key: string | null; value: Buffer | null }>(
      `SELECT "offset", ts, key, value FROM log_records
       WHERE topic = $1 AND partition = $2 AND "offset" >= $3 AND "offset" < $4 ORDER BY "offset" LIMIT $5`,
      [topic, partition, from, below, PAGE],
    );
    if (rows.length === 0) return;
    from = Number(rows.at(-1)!.offset) + 1;
    yield rows.map(({ offset, ts, key, value }) => ({
      topic,
      partition,
      offset: Number(offset),
      key,
      value,
      timestamp: Number(ts),
    }));
  }
}
