import type { Logger } from 'pino';
import { createSeats } from './kafka-seats.ts';
import type { Seat } from './kafka-seats.ts';
import type { LogRecord, PartitionHandler, Subscription } from './transport.ts';
import type { Lane, Turnstile } from './turnstile.ts';

/** Milliseconds between two acknowledgements while one batch is handled. */
const COMMIT_EVERY = 1000;
const HEARTBEAT_EVERY = 1000;
const FIRST_BACK_OFF = 100;
const MAX_BACK_OFF = 2000;

/** What is used of a Kafka client's batch and of its ways to answer. */
export interface BatchCall {
  readonly batch: {
    readonly partition: number;
    readonly highWatermark: string;
    readonly messages: readonly Message[];
    lastOffset(): string;
  };
  resolveOffset(offset: string): void;
  heartbeat(): Promise<void>;
  pause(): () => void;
  commitOffsetsIfNecessary(offsets: {
    topics: { topic: string; partitions: { partition: number; offset: string }[] }[];
  }): Promise<void>;
  isRunning(): boolean;
  /** Whether reading is to go on elsewhere, so that this batch is out of date. */
  isStale(): boolean;
}

interface Message {
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly timestamp: string;
  readonly headers?: Readonly<Record<string, Buffer | string | (Buffer | string)[] | undefined>>;
}

/** Header in which our own producers say when a record was received; without it the record's own time counts. */
export const RECEIVED_AT = 'rebond-received-at';

export interface ReaderParts {
  readonly subscription: Subscription;
  /** Name of the topic at the broker. */
  readonly topicName: string;
  readonly log: Logger;
  readonly clock: () => number;
  /** Null where partitions need not wait for one another. */
  readonly turnstile: Turnstile | null;
  /** Makes the next fetch of the partition begin at the offset. */
  readonly seek: (partition: number, offset: string) => void;
}

/** The partitions that one membership of a consumer group was given, and their handlers. */
export interface KafkaReader {
  /** These partitions are ours from now on and no others; the handlers of an earlier assignment are closed. */
  assigned(partitions: readonly number[]): void;
  read(call: BatchCall): Promise<void>;
  /** False while a partition cannot be read because the log does not reach as far as its handler's position. */
  intact(): boolean;
  /** Resolves when every handler is closed. */
  close(): Promise<void>;
}

export function createKafkaReader(parts: ReaderParts): KafkaReader {
  const seats = createSeats(parts);
  const backOff = createBackOff(parts);
  const ours = new Set<number>();
  const beyondTheEnd = new Set<number>();
  let closed = false;

  const read = async (call: BatchCall): Promise<void> => {
    const { partition } = call.batch;
    if (closed || !ours.has(partition)) return;
    const seat = seats.get(partition) ?? seats.open(partition);
    const pulse = startPulse(call);
    try {
      const handler = await seat.opened;
      if (seat.left || call.isStale() || isTooShort(call, seat)) return;
      const failure = await handleSlices(parts, call, seat, handler, pulse);
      if (failure === null) backOff.forget(partition);
      else failed(call, seat, failure.error);
    } catch (error) {
      if (seats.get(partition) !== seat || !(await rejected(seat.opened))) throw error;
      seats.leave(seat);
      backOff.rest(call, error, 'a partition could not be taken over; it will be tried again');
    } finally {
      pulse.stop();
    }
    pulse.check();
  };

  const failed = (call: BatchCall, seat: Seat, error: unknown): void => {
    if (error instanceof Error && error.name === 'FencedError') {
      seats.leave(seat);
      backOff.rest(call, error, 'somebody else took the partition over; it is claimed anew');
    } else {
      backOff.rest(call, error, 'records could not be handled; the same ones will be tried again');
    }
  };

  const isTooShort = (call: BatchCall, seat: Seat): boolean => {
    const first = call.batch.messages[0];
    if (seat.from === null || first === undefined) return false;
    if (BigInt(first.offset) >= seat.from) {
      seat.from = null;
      beyondTheEnd.delete(seat.partition);
      return false;
    }
    seats.leave(seat);
    beyondTheEnd.add(seat.partition);
    backOff.rest(call, null, tooShort(parts.topicName, call, seat.from));
    return true;
  };

  return {
    assigned(partitions) {
      seats.leaveAll();
      ours.clear();
      beyondTheEnd.clear();
      if (closed) return;
      for (const partition of partitions) {
        ours.add(partition);
        seats.open(partition);
      }
    },
    read,
    intact: () => beyondTheEnd.size === 0,
    async close() {
      closed = true;
      seats.leaveAll();
      await seats.closed();
    },
  };
}

const tooShort = (topicName: string, { batch }: BatchCall, from: bigint): string =>
  `Partition ${batch.partition} of Kafka topic ${topicName} ends at ${batch.highWatermark}, but was already handled up to ${from}: the log was emptied or replaced. Restore it, or start with an empty database.`;

interface BackOff {
  /** Lets the partition rest, so that the same records come again and the others go on in the meantime. */
  rest(call: BatchCall, error: unknown, why: string): void;
  /** The partition is well again: its next rest will be short. */
  forget(partition: number): void;
}

function createBackOff({ subscription, log }: ReaderParts): BackOff {
  const failures = new Map<number, number>();
  return {
    rest(call, error, why) {
      const { partition } = call.batch;
      const count = failures.get(partition) ?? 0;
      failures.set(partition, count + 1);
      const retryIn = Math.min(FIRST_BACK_OFF * 2 ** count, MAX_BACK_OFF);
      log.warn({ err: error, topic: subscription.topic.name, group: subscription.group, partition, retryIn }, why);
      setTimeout(call.pause(), retryIn).unref();
    },
    forget: (partition) => void failures.delete(partition),
  };
}

const rejected = (promise: Promise<unknown>): Promise<boolean> =>
  promise.then(
    () => false,
    () => true,
  );

interface Pulse {
  /** Whether the group has gone on without us, or is about to share its partitions anew. */
  lost(): boolean;
  /** Throws what the last heartbeat failed with, which makes the client join again. */
  check(): void;
  stop(): void;
}

/** Keeps the membership alive however long the handler takes. */
function startPulse(call: BatchCall): Pulse {
  let failure: Failure | null = null;
  const timer = setInterval(() => {
    call.heartbeat().catch((error: unknown) => {
      failure = { error };
    });
  }, HEARTBEAT_EVERY);
  return {
    lost: () => failure !== null,
    check: () => {
      if (failure !== null) throw failure.error;
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}

/** Hands a batch over slice by slice and acknowledges what was handled. Answers what the handler failed with, if it did. */
async function handleSlices(
  parts: ReaderParts,
  call: BatchCall,
  seat: Seat,
  handler: PartitionHandler,
  pulse: Pulse,
): Promise<Failure | null> {
  const { topic, batch: most } = parts.subscription;
  const records = call.batch.messages.map((message) => toRecord(topic.name, seat.partition, message, parts.clock()));
  const lane = parts.turnstile?.enter(seat.partition);
  const acknowledge = createAcknowledger(parts, call, seat);
  let done = 0;
  let failure: Failure | null = null;
  try {
    while (done < records.length) {
      const slice = records.slice(done, done + most);
      if (!(await mayGo(lane, slice)) || seat.left || pulse.lost() || !call.isRunning()) break;
      failure = await attempt(seat, handler, slice);
      if (failure !== null || seat.left) break;
      done += slice.length;
      await acknowledge.handled(slice, done === records.length);
    }
    await acknowledge.now();
  } finally {
    const goesOn = done === records.length && BigInt(call.batch.lastOffset()) + 1n < BigInt(call.batch.highWatermark);
    lane?.leave(goesOn ? records.at(-1)?.timestamp : undefined);
  }
  return failure;
}

interface Failure {
  readonly error: unknown;
}

interface Acknowledger {
  handled(slice: readonly LogRecord[], isEnd: boolean): Promise<void>;
  now(): Promise<void>;
}

function createAcknowledger(parts: ReaderParts, call: BatchCall, seat: Seat): Acknowledger {
  let next: string | null = null;
  let acknowledgedAt = parts.clock();
  const now = async (): Promise<void> => {
    if (next === null || seat.left) return;
    const partitions = [{ partition: seat.partition, offset: next }];
    next = null;
    acknowledgedAt = parts.clock();
    await call.commitOffsetsIfNecessary({ topics: [{ topic: parts.topicName, partitions }] });
  };
  return {
    async handled(slice, isEnd) {
      const offset = String(slice.at(-1)?.offset);
      call.resolveOffset(offset);
      // Markers of transactions and records of aborted ones follow the last record unseen; they are done with it.
      next = String(BigInt(isEnd ? call.batch.lastOffset() : offset) + 1n);
      if (parts.clock() - acknowledgedAt >= COMMIT_EVERY) await now();
    },
    now,
  };
}

const mayGo = async (lane: Lane | undefined, slice: readonly LogRecord[]): Promise<boolean> =>
  lane === undefined || lane.turn(slice[0]?.timestamp ?? 0);

async function attempt(seat: Seat, handler: PartitionHandler, slice: readonly LogRecord[]): Promise<Failure | null> {
  try {
    seat.handling = handler.handle(slice);
    await seat.handling;
    return null;
  } catch (error) {
    return { error };
  }
}

/** What a producer's clock puts into the future was received now at the latest: one bad clock must not move time on. */
const toRecord = (topic: string, partition: number, message: Message, now: number): LogRecord => ({
  topic,
  partition,
  offset: Number(message.offset),
  key: message.key === null ? null : message.key.toString(),
  value: message.value,
  timestamp: Math.min(receivedAt(message), now),
});

function receivedAt({ headers, timestamp }: Message): number {
  const stated = Number(headers?.[RECEIVED_AT]?.toString() ?? NaN);
  return Number.isFinite(stated) ? stated : Number(timestamp);
}
