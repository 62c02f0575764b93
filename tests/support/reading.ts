import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Topic } from '../../streams/topics.ts';
import type { Assignment, Consumer, LogRecord, NewRecord, Transport } from '../../streams/transport/transport.ts';

const DEADLINE = 25_000;
/** Milliseconds for one test: real brokers need their time for a topic and a group; nothing is asserted about it. */
export const TEST_LIMIT = 120_000;

/** Resolves when the condition holds. Throws what was being waited for after 25 s. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + DEADLINE;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`This did not come to pass: ${what}.`);
    await wait(20);
  }
}

export const topicOf = (partitions: number, name = `t-${randomUUID()}`): Topic => ({
  name,
  key: 'test',
  schema: z.unknown(),
  retentionDays: 1,
  partitions,
});

/** A moment of 2026, so that retention by time leaves the records alone. */
export const NOON = Date.UTC(2026, 10, 20, 12);

export const recordOf = (key: string | null, text: string, timestamp = NOON): NewRecord => ({
  key,
  value: Buffer.from(text),
  timestamp,
});

export const textOf = (record: LogRecord): string => Buffer.from(record.value ?? []).toString();

export interface Reading {
  readonly consumer: Consumer;
  /** Everything that was handled without failing, in order. */
  readonly records: LogRecord[];
  readonly texts: () => string[];
  readonly assignments: Assignment[];
  /** Partitions in the order in which their handlers were closed. */
  readonly closed: number[];
  readonly largest: () => number;
}

export interface ReadOptions {
  readonly group?: string;
  readonly batch?: number;
  readonly from?: number | 'committed';
  /** Called before the records count as handled; what it throws is what the handler throws. */
  readonly handle?: (records: readonly LogRecord[]) => Promise<void> | void;
}

/** Consumes a topic into a list. */
export async function read(transport: Transport, topic: Topic, options: ReadOptions = {}): Promise<Reading> {
  const records: LogRecord[] = [];
  const assignments: Assignment[] = [];
  const closed: number[] = [];
  let largest = 0;
  const consumer = await transport.consume({
    topic,
    group: options.group ?? `g-${randomUUID()}`,
    batch: options.batch ?? 100,
    assign: async (assignment) => {
      assignments.push(assignment);
      const handler = {
        async handle(batch: readonly LogRecord[]) {
          largest = Math.max(largest, batch.length);
          await options.handle?.(batch);
          records.push(...batch);
        },
        async close() {
          closed.push(assignment.partition);
        },
      };
      return { handler, from: options.from ?? 'committed' };
    },
  });
  return { consumer, records, texts: () => records.map(textOf), assignments, closed, largest: () => largest };
}
