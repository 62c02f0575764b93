import type { Mention } from '../../src/contract/mention.ts';
import { RawSignal, type Signal } from '../../src/contract/signal.ts';
import { isPlainSignal } from '../../src/core/signal/check.ts';
import { complete, LazySignal } from '../../src/core/signal/normalise.ts';
import type { BrandHit, TerritoryIndex } from '../../src/core/territory/index.ts';
import { drop, emit, type Outcome } from '../outcome.ts';
import type { Topics } from '../topics.ts';
import type { LogRecord, NewRecord } from '../transport/transport.ts';
import type { StatelessProcessor } from './processor.ts';
import { readRecord } from './read-record.ts';

const encoder = new TextEncoder();

/**
 * Raw signal in, one mention per brand in whose territory it lies out. Holds nothing but the compiled territories.
 * @param index answers the index of the moment, so that a newly published territory counts from the next signal on
 */
export function createMatchTerritories(topics: Topics, index: () => TerritoryIndex): StatelessProcessor {
  return {
    kind: 'stateless',
    name: 'match-territories',
    reads: topics.signals,
    process: function matchTerritories(record): readonly Outcome[] {
      const read = readRecord(record, RawSignal, isPlainSignal);
      if ('refused' in read) return [read.refused];
      const signal = new LazySignal(read.value, record.timestamp);
      const hits = index().match(signal);
      if (hits.length === 0) return [drop('outside-every-territory')];
      return mentionsOf(topics, complete(signal), hits, record);
    },
  };
}

/** @param signal with every field in its place */
export function mentionsOf(topics: Topics, signal: Signal, hits: readonly BrandHit[], record: LogRecord): Outcome[] {
  const json = JSON.stringify(signal);
  return hits.map((hit) => emit(topics.mentions, mentionRecord(signal.id, json, hit, record)));
}

/** @param signal as JSON, which is the same for every brand and most of the mention */
function mentionRecord(id: string, signal: string, hit: BrandHit, { offset, timestamp }: LogRecord): NewRecord {
  const mention: Omit<Mention, 'signal'> = {
    id: `${id}:${hit.brand}`,
    brand: hit.brand,
    revision: timestamp * 1_000 + (offset % 1_000),
    territoryVersion: hit.version,
    topics: [...hit.topics],
    noGo: [...hit.noGo],
  };
  const json = `${JSON.stringify(mention).slice(0, -1)},"signal":${signal}}`;
  return { key: hit.brand, value: encoder.encode(json), timestamp };
}
