import { Mention } from '../src/contract/mention.ts';
import { RawSignal, type Signal } from '../src/contract/signal.ts';
import { isPlainSignal } from '../src/core/signal/check.ts';
import { complete, LazySignal } from '../src/core/signal/normalise.ts';
import { createKeeping } from '../src/core/territory/lookback/keep.ts';
import { shareOf, termsOf } from '../src/core/territory/lookback/terms.ts';
import { prepareDocument } from '../src/core/territory/match.ts';
import type { Archive, KeptSignal } from './archive.ts';
import { readRecord } from './processors/read-record.ts';
import type { Topics } from './topics.ts';
import type { Consumer, LogRecord, PartitionHandler, Transport } from './transport/transport.ts';

export interface KeepOptions {
  readonly topics: Topics;
  readonly transport: Transport;
  readonly archive: Archive;
  readonly keeps: readonly ('signals' | 'mentions')[];
  /** Most signals kept a day, mentions aside. */
  readonly perDay: number;
}

const BATCH = 500;

/**
 * Keeps a sample of all signals, and every mention, for looking back. A copy of the log beside its path: it may fall behind
 * and holds nothing up.
 */
export async function keep(options: KeepOptions): Promise<Consumer> {
  const handlers = { signals: createSignalKeeper, mentions: createMentionKeeper };
  const consumers = await Promise.all(
    options.keeps.map((topic) =>
      options.transport.consume({
        ...{ topic: options.topics[topic], group: `keep-${topic}`, batch: BATCH },
        assign: () => Promise.resolve({ handler: handlers[topic](options), from: 'committed' as const }),
      }),
    ),
  );
  return {
    healthy: () => consumers.every((consumer) => consumer.healthy()),
    stop: async () => void (await Promise.all(consumers.map((consumer) => consumer.stop()))),
  };
}

/** Each partition keeps its part of the day's number. */
function createSignalKeeper({ archive, perDay, topics }: KeepOptions): PartitionHandler {
  const keeping = createKeeping(perDay / topics.signals.partitions);
  return {
    async handle(records) {
      const share = keeping.arrived(records.length, records.at(-1)!.timestamp);
      const kept = records.flatMap((record): KeptSignal[] => {
        const raw = isKept(record.key, share) ? readRecord(record, RawSignal, isPlainSignal) : null;
        if (raw === null || 'refused' in raw) return [];
        const signal = complete(new LazySignal(raw.value, record.timestamp));
        return shareOf(signal.id, 0) < share ? [asKept(signal, share, false)] : [];
      });
      await archive.keepSignals(kept);
    },
    close: () => Promise.resolve(),
  };
}

/** The key of our own records is the signal's id; those of others must be read to know it. */
const isKept = (key: string | null, share: number): boolean =>
  share === 1 || key === null || !/^[\w-]{22}$/.test(key) || shareOf(key, 0) < share;

function createMentionKeeper({ archive }: KeepOptions): PartitionHandler {
  return {
    async handle(records) {
      await archive.keepSignals(records.flatMap((record) => mentioned(record)));
      await archive.keepEntries(
        records.flatMap(({ partition, offset, timestamp, key: brand, value }) =>
          value === null ? [] : [{ partition, offset, timestamp, brand, value }],
        ),
      );
    },
    close: () => Promise.resolve(),
  };
}

function mentioned(record: LogRecord): KeptSignal[] {
  if (record.key === null) return [];
  const read = readRecord(record, Mention);
  return 'value' in read ? [asKept(read.value.signal, 1, true)] : [];
}

const asKept = (signal: Signal, share: number, isMentioned: boolean): KeptSignal => ({
  signal,
  terms: termsOf(prepareDocument(signal), signal.id),
  share,
  mentioned: isMentioned,
});
