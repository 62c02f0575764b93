import type { TerritoryIndex } from '../../src/core/territory/index.ts';
import { createMatchTerritories } from '../../streams/processors/match-territories.ts';
import type { LogRecord } from '../../streams/transport/transport.ts';
import { topics } from './hop-inputs.ts';

/** So many signals go through before anything is timed, at most. */
const WARM_UP = 20_000;

/** What one pass over records gave. */
export interface Pass {
  readonly signals: number;
  readonly seconds: number;
  /** Signals in some territory. */
  readonly hits: number;
  readonly mentions: number;
  readonly refused: number;
  /** Of each signal, ascending. Microseconds. */
  readonly latencies: Float64Array;
}

export function warmUp(index: TerritoryIndex, records: readonly LogRecord[], learn: boolean): void {
  timePass(index, records.slice(0, WARM_UP));
  if (learn) for (const _ of index.layOut());
}

/** Every record through the product's own processor, one after the other. */
export function timePass(index: TerritoryIndex, records: readonly LogRecord[]): Pass {
  const processor = createMatchTerritories(topics, () => index);
  const latencies = new Float64Array(records.length);
  let hits = 0;
  let mentions = 0;
  let refused = 0;
  const start = performance.now();
  let before = start;
  for (let i = 0; i < records.length; i++) {
    const outcomes = processor.process(records[i]!);
    const { kind } = outcomes[0]!;
    if (kind === 'emit') {
      hits++;
      mentions += outcomes.length;
    } else if (kind === 'reject') refused++;
    const now = performance.now();
    latencies[i] = (now - before) * 1_000;
    before = now;
  }
  return {
    signals: records.length,
    seconds: (before - start) / 1_000,
    hits,
    mentions,
    refused,
    latencies: latencies.sort(),
  };
}
