import type { Signal } from '../src/contract/signal.ts';

/** A signal as it is kept for looking back. */
export interface KeptSignal {
  readonly signal: Signal;
  /** The terms it is found under; see `core/territory/lookback/terms.ts`. */
  readonly terms: readonly string[];
  /** The chance that it had of being kept, above 0 up to 1; 1 for whatever lay in a territory. */
  readonly share: number;
  /** It lay in some territory. */
  readonly mentioned: boolean;
}

/** An entry of the mentions log as it was: what detection was told, in its order. */
export interface KeptEntry {
  readonly partition: number;
  readonly offset: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  /** Null for a word of the time, or of what was learnt. */
  readonly brand: string | null;
  readonly value: Uint8Array;
}

/** Where signals and mentions go to be looked back at. Keeping the same again changes nothing. */
export interface Archive {
  keepSignals(signals: readonly KeptSignal[]): Promise<void>;
  keepEntries(entries: readonly KeptEntry[]): Promise<void>;
}
