import type pg from 'pg';
import type { Logger } from 'pino';
import { createBell } from './bell.ts';
import type { Seat } from './postgres-seat.ts';
import type { LogRecord, PartitionHandler, Subscription } from './transport.ts';

export interface ReaderOptions {
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly seat: Seat;
  readonly subscription: Subscription;
  readonly partition: number;
}

export interface PartitionReader {
  /** Says up to where (exclusive) the partition is written. */
  grown(next: number): void;
  /** True once the handler is there: its rebuild is over. */
  assigned(): boolean;
  /** True when it ended by itself and the partition is to be given out again. */
  ended(): boolean;
  /** Lets the batch being handled finish and be acknowledged, then closes the handler. */
  stop(): Promise<void>;
}

type Fetched = { readonly records: LogRecord[] } | { readonly error: Error };

const LONGEST_PAUSE_MS = 2_000;
const NOTHING_NEW_MS = 5_000;

/** Reads one partition in order, one `handle` at a time, with the next batch being fetched meanwhile. */
export function startReader(options: ReaderOptions): PartitionReader {
  const { subscription, seat, partition } = options;
  const log = options.log.child({ topic: subscription.topic.name, group: subscription.group, partition });
  const stopping = new AbortController();
  const over = AbortSignal.any([stopping.signal, seat.lost]);
  const growth = createBell();
  const acks = createAcknowledger(seat, partition);
  let head = 0;
  let handler: PartitionHandler | null = null;
  let ended = false;

  async function run(): Promise<void> {
    const assignment = await subscription.assign({ topic: subscription.topic.name, partition });
    handler = assignment.handler;
    let next = assignment.from === 'committed' ? await seat.committed(partition) : assignment.from;
    let ahead: Promise<Fetched> | null = null;
    while (!over.aborted) {
      if (next >= head) {
        await growth.wait(NOTHING_NEW_MS, over);
        continue;
      }
      const records = await settled(ahead ?? fetchFrom(options, next), log, over);
      ahead = null;
      const last = records?.at(-1);
      if (!records || !last) {
        // Only purged records lay here, or the fetch failed and is tried again.
        if (records) next = head;
        continue;
      }
      next = last.offset + 1;
      if (next < head) ahead = fetchFrom(options, next);
      if (await handled(handler, records, log, over)) acks.acknowledge(next);
    }
    await ahead;
  }

  const life = run()
    .catch((error: Error) => {
      if (error.name === 'FencedError') log.info('the partition was taken over elsewhere and is let go');
      else if (!over.aborted) log.error({ err: error }, 'the partition could not be read and is given out again');
    })
    .finally(async () => {
      await acks.settled();
      await handler?.close().catch((error: unknown) => log.error({ err: error }, 'closing a partition failed'));
      ended = true;
    });

  return {
    grown(next) {
      if (next <= head) return;
      head = next;
      growth.ring();
    },
    assigned: () => handler !== null,
    ended: () => ended,
    async stop() {
      stopping.abort();
      await life;
    },
  };
}

/** False where the reader is to stop before the records are handled. They are handed over until it works: none is skipped. */
async function handled(
  handler: PartitionHandler,
  records: readonly LogRecord[],
  log: Logger,
  over: AbortSignal,
): Promise<boolean> {
  for (let failures = 0; ;) {
    try {
      await handler.handle(records);
      return true;
    } catch (error) {
      if ((error as Error).name === 'FencedError') throw error;
      failures++;
      log.error({ err: error, failures, from: records[0]?.offset }, 'records could not be handled; trying again');
    }
    if (over.aborted) return false;
    await createBell().wait(Math.min(50 * 2 ** failures, LONGEST_PAUSE_MS), over);
    if (over.aborted) return false;
  }
}

/** The fetched records, or null after a pause where they could not be fetched. */
async function settled(fetching: Promise<Fetched>, log: Logger, over: AbortSignal): Promise<LogRecord[] | null> {
  const fetched = await fetching;
  if ('records' in fetched) return fetched.records;
  log.warn({ err: fetched.error.message }, 'records could not be read; trying again');
  await createBell().wait(500, over);
  return null;
}

/** Never rejects: it may be awaited long after it is done. */
async function fetchFrom(options: ReaderOptions, from: number): Promise<Fetched> {
  const { pool, subscription, partition } = options;
  const topic = subscription.topic.name;
  try {
    const { rows } = await pool.query<{ offset: string; ts: string; key: string | null; value: Buffer | null }>({
      name: 'log-read',
      text: `SELECT "offset", ts, key, value FROM log_records
             WHERE topic = $1 AND partition = $2 AND "offset" >= $3 ORDER BY "offset" LIMIT $4`,
      values: [topic, partition, from, subscription.batch],
    });
    return {
      records: rows.map(({ offset, ts, key, value }) => ({
        topic,
        partition,
        offset: Number(offset),
        key,
        value,
        timestamp: Number(ts),
      })),
    };
  } catch (error) {
    return { error: error as Error };
  }
}

/** One acknowledgement on its way at a time; the newest replaces those that wait. */
function createAcknowledger(
  seat: Seat,
  partition: number,
): { acknowledge(next: number): void; settled(): Promise<void> } {
  let wanted: number | null = null;
  let sending: Promise<void> | null = null;

  async function send(): Promise<void> {
    while (wanted !== null) {
      const next = wanted;
      wanted = null;
      // A lost connection ends the reader by itself; what was not acknowledged is read again.
      await seat.acknowledge(partition, next).catch(() => undefined);
    }
    sending = null;
  }

  return {
    acknowledge(next) {
      wanted = next;
      sending ??= send();
    },
    settled: async () => void (await sending),
  };
}
