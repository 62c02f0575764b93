import type { Mention } from '../../src/contract/mention.ts';
import { RawSignal, type Signal } from '../../src/contract/signal.ts';
import { normalise } from '../../src/core/signal/normalise.ts';
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
      const read = readRecord(record, RawSignal);
      if ('refused' in read) return [read.refused];
      const signal = normalise(read.value, record.timestamp);
      const hits = index().match(signal);
      if (hits.length === 0) return [drop('outside-every-territory')];
      return hits.map((hit) => emit(topics.mentions, mentionRecord(signal, hit, record)));
    },
  };
}

function mentionRecord(signal: Signal, hit: BrandHit, { offset, timestamp }: LogRecord): NewRecord {
  const mention: Mention = {
    id: `${signal.id}:${hit.brand}`,
    brand: hit.brand,
    revision: timestamp * 1_000 + (offset % 1_000),
    territoryVersion: hit.version,
    topics: [...hit.topics],
    noGo: [...hit.noGo],
    signal,
  };
  return { key: hit.brand, value: encoder.encode(JSON.stringify(mention)), timestamp };
}
