import { hash32 } from '../../src/core/text/hash.ts';
import type { Topic } from '../topics.ts';
import type {
  Assignment,
  Consumer,
  LogRecord,
  NewRecord,
  PartitionHandler,
  Subscription,
  Transport,
} from './transport.ts';

const MOST_BACK_OFF_MS = 2_000;

export interface MemoryTransport extends Transport {
  /** Resolves when every consumer has acknowledged all there is. */
  idle(): Promise<void>;
  /** All records of a topic, partition by partition. */
  records(topic: Topic): LogRecord[];
}

export interface MemoryOptions {
  /** Drop what every group has acknowledged, so that a long replay stays small. Default false. */
  readonly forget?: boolean;
}

interface Partition {
  readonly assignment: Assignment;
  records: LogRecord[];
  /** Offset of the first record held. */
  first: number;
  readonly committed: Map<string, number>;
}

/** Wakes whoever waits for something to change. */
interface Gong {
  strike(): void;
  struck(): Promise<void>;
}

function createGong(): Gong {
  const waiting = new Set<() => void>();
  return {
    strike: () => {
      const all = [...waiting];
      waiting.clear();
      for (const resolve of all) resolve();
    },
    struck: () => new Promise((resolve) => waiting.add(resolve)),
  };
}

/** A log in this process's memory, for tests and for replays without a server. One member per group and partition. */
export function createMemoryTransport(options: MemoryOptions = {}): MemoryTransport {
  const topics = new Map<string, Partition[]>();
  const gong = createGong();

  function partitionsOf(topic: Topic): Partition[] {
    let partitions = topics.get(topic.name);
    if (!partitions) topics.set(topic.name, (partitions = makePartitions(topic)));
    return partitions;
  }

  async function append(topic: Topic, records: readonly NewRecord[]): Promise<void> {
    const partitions = partitionsOf(topic);
    for (const { key, value, timestamp, partition } of records) {
      const chosen = partition ?? hash32(key ?? '') % partitions.length;
      const target = partitions[chosen] as Partition;
      const offset = target.first + target.records.length;
      target.records.push({ topic: topic.name, partition: chosen, offset, key, value, timestamp });
    }
    gong.strike();
  }

  async function consume(subscription: Subscription): Promise<Consumer> {
    let running = true;
    const loops = partitionsOf(subscription.topic).map((partition) => {
      if (!partition.committed.has(subscription.group)) partition.committed.set(subscription.group, partition.first);
      return follow({ partition, subscription, gong, forgets: options.forget ?? false, running: () => running });
    });
    return {
      healthy: () => running,
      stop: async () => {
        running = false;
        gong.strike();
        await Promise.all(loops);
      },
    };
  }

  async function prepare(all: readonly Topic[]): Promise<void> {
    for (const topic of all) {
      const found = partitionsOf(topic).length;
      if (found >= topic.partitions) continue;
      throw new Error(`The topic ${topic.name} exists with ${found} partitions and ${topic.partitions} are asked for.`);
    }
  }

  return {
    prepare,
    append,
    consume,
    lag: async (topic, group) => partitionsOf(topic).reduce((sum, partition) => sum + lagOf(partition, group), 0),
    close: () => Promise.resolve(),
    idle: async () => {
      while (![...topics.values()].flat().every(isDone)) await gong.struck();
    },
    records: (topic) => partitionsOf(topic).flatMap(({ records }) => records),
  };
}

const makePartitions = (topic: Topic): Partition[] =>
  Array.from({ length: topic.partitions }, (_, partition) => ({
    assignment: { topic: topic.name, partition },
    records: [],
    first: 0,
    committed: new Map<string, number>(),
  }));

const lagOf = ({ committed, first, records }: Partition, group: string): number =>
  first + records.length - (committed.get(group) ?? first);

const isDone = (partition: Partition): boolean =>
  [...partition.committed.keys()].every((group) => lagOf(partition, group) <= 0);

/** One member's work on one partition. */
interface Seat {
  readonly partition: Partition;
  readonly subscription: Subscription;
  readonly gong: Gong;
  readonly forgets: boolean;
  running(): boolean;
}

async function follow(seat: Seat): Promise<void> {
  const { partition, subscription, running } = seat;
  while (running()) {
    const { handler, from } = await subscription.assign(partition.assignment);
    await hand(seat, handler, from === 'committed' ? (partition.committed.get(subscription.group) as number) : from);
    await handler.close();
  }
}

/** Hands records over from an offset on, until stopped or until the handler no longer owns the partition. */
async function hand(seat: Seat, handler: PartitionHandler, from: number): Promise<void> {
  const { partition, gong, running } = seat;
  const { group, batch } = seat.subscription;
  for (let next = from; running();) {
    const start = next - partition.first;
    const records = partition.records.slice(start, start + batch);
    if (records.length === 0) {
      await gong.struck();
      continue;
    }
    if (!(await handled(handler, records, running))) return;
    next = (records.at(-1) as LogRecord).offset + 1;
    partition.committed.set(group, Math.max(next, partition.committed.get(group) as number));
    if (seat.forgets) forget(partition);
    gong.strike();
  }
}

function forget(partition: Partition): void {
  const done = Math.min(...partition.committed.values());
  partition.records.splice(0, done - partition.first);
  partition.first = done;
}

/** Hands the records over until they are taken; false where the consumer was stopped or the partition lost meanwhile. */
async function handled(
  handler: PartitionHandler,
  records: readonly LogRecord[],
  running: () => boolean,
): Promise<boolean> {
  for (let wait = 10; ; wait = Math.min(2 * wait, MOST_BACK_OFF_MS)) {
    try {
      await handler.handle(records);
      return true;
    } catch (error) {
      if (!running() || (error as Error).name === 'FencedError') return false;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
