import type pg from 'pg';
import type { Logger } from 'pino';
import { createBell } from './bell.ts';
import { type PartitionReader, startReader } from './postgres-reader.ts';
import { openSeat, type Seat } from './postgres-seat.ts';
import type { Consumer, Subscription } from './transport.ts';

export interface ConsumerOptions {
  readonly pool: pg.Pool;
  readonly connection: pg.ClientConfig;
  readonly log: Logger;
  readonly pollMs: number;
  readonly subscription: Subscription;
}

const CLAIM_EVERY_MS = 1_000;
const LONGEST_PAUSE_MS = 2_000;

/**
 * A member of a group. It sits on one connection that holds the locks of its partitions, so that a crash frees them, and
 * takes its share: partitions ÷ members. Losing the connection closes the handlers; it then begins again by itself.
 */
export async function startConsumer(options: ConsumerOptions): Promise<Consumer> {
  const { subscription, log } = options;
  const stopping = new AbortController();
  let occupation: Occupation | null = null;

  async function attempt(): Promise<void> {
    const seat = await openSeat({
      connection: options.connection,
      topic: subscription.topic.name,
      group: subscription.group,
    });
    occupation = occupy(options, seat, stopping.signal);
    try {
      await occupation.over;
    } finally {
      occupation = null;
      await seat.close();
    }
  }

  async function live(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted;) {
      const seated = await attempt().then(
        () => true,
        (error: Error) => {
          log.warn({ err: error.message, topic: subscription.topic.name }, 'the log is out of reach; trying again');
          return false;
        },
      );
      failures = seated ? 0 : failures + 1;
      if (failures > 0) await createBell().wait(Math.min(100 * 2 ** failures, LONGEST_PAUSE_MS), stopping.signal);
    }
  }

  const life = live();
  return {
    healthy: () => occupation?.settled() ?? false,
    async stop() {
      stopping.abort();
      await life;
    },
  };
}

interface Occupation {
  /** Whether partitions were claimed and every handler is ready. */
  settled(): boolean;
  /** Resolves when told to stop, rejects when the connection is lost; all readers are closed by then. */
  readonly over: Promise<void>;
}

function occupy(options: ConsumerOptions, seat: Seat, stopping: AbortSignal): Occupation {
  const readers = new Map<number, PartitionReader>();
  const leaving = new Map<number, Promise<void>>();
  const over = AbortSignal.any([stopping, seat.lost]);
  let claimed = false;

  function giveBack(partition: number, reader: PartitionReader): Promise<void> {
    readers.delete(partition);
    const done = async (): Promise<void> => {
      await reader.stop();
      if (!seat.lost.aborted) await seat.release(partition).catch(() => undefined);
      leaving.delete(partition);
    };
    const left = done();
    leaving.set(partition, left);
    return left;
  }

  async function claim(): Promise<void> {
    const ended = [...readers].filter(([, reader]) => reader.ended());
    await Promise.all(ended.map(([partition, reader]) => giveBack(partition, reader)));
    const { taken, surplus } = await seat.share([...readers.keys()], [...leaving.keys()]);
    for (const partition of surplus) void giveBack(partition, readers.get(partition)!);
    for (const partition of taken) readers.set(partition, startReader({ ...options, seat, partition }));
    claimed = true;
  }

  async function tellGrowth(): Promise<void> {
    for (const [partition, next] of await seat.heads()) readers.get(partition)?.grown(next);
  }

  async function run(): Promise<void> {
    try {
      while (!over.aborted) {
        await claim();
        const due = performance.now() + CLAIM_EVERY_MS;
        while (!over.aborted && performance.now() < due) {
          await tellGrowth();
          await seat.news.wait(options.pollMs, over);
        }
      }
    } finally {
      for (const [partition, reader] of readers) void giveBack(partition, reader);
      await Promise.all([...leaving.values()]);
    }
    if (!stopping.aborted) throw seat.lost.reason;
  }

  return {
    settled: () => claimed && !over.aborted && [...readers.values()].every((reader) => reader.assigned()),
    over: run(),
  };
}
