import type { NewRecord } from './transport.ts';

const MOST_RECORDS = 1_000;
const MOST_BYTES = 8 * 1024 * 1024;

/** Calls in the order they came, written one batch at a time. */
export interface AppendQueue {
  /** Resolves when all of the records are written. */
  add(records: readonly NewRecord[]): Promise<void>;
}

interface Call {
  readonly records: readonly NewRecord[];
  /** How many of them are written. */
  done: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Keeps calls that do not wait for one another in order, and lets those that came while a batch was being written share
 * the next one, so that many small calls cost no more than a few large ones.
 */
export function createAppendQueue(write: (records: readonly NewRecord[]) => Promise<void>): AppendQueue {
  const waiting: Call[] = [];
  let writing = false;

  async function drain(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      const shares = takeBatch(waiting);
      try {
        await write(shares.flatMap(({ records }) => records));
        for (const { call, records } of shares) call.done += records.length;
      } catch (error) {
        for (const { call } of shares) call.reject(error);
        dropCalls(waiting, new Set(shares.map(({ call }) => call)));
        continue;
      }
      while (waiting[0] && waiting[0].done === waiting[0].records.length) waiting.shift()!.resolve();
    }
    writing = false;
  }

  return {
    add(records) {
      if (records.length === 0) return Promise.resolve();
      return new Promise((resolve, reject) => {
        waiting.push({ records, done: 0, resolve, reject });
        if (!writing) void drain();
      });
    },
  };
}

/** What of the first calls fits into one batch; at least one record. */
function takeBatch(waiting: readonly Call[]): { call: Call; records: readonly NewRecord[] }[] {
  const shares: { call: Call; records: readonly NewRecord[] }[] = [];
  let count = 0;
  let bytes = 0;
  for (const call of waiting) {
    let end = call.done;
    while (end < call.records.length && count < MOST_RECORDS) {
      const size = call.records[end]!.value.length;
      if (count > 0 && bytes + size > MOST_BYTES) break;
      bytes += size;
      count++;
      end++;
    }
    if (end > call.done) shares.push({ call, records: call.records.slice(call.done, end) });
    if (end < call.records.length) break;
  }
  return shares;
}

function dropCalls(waiting: Call[], dropped: ReadonlySet<Call>): void {
  const kept = waiting.filter((call) => !dropped.has(call));
  waiting.splice(0, waiting.length, ...kept);
}
