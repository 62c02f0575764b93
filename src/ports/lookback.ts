import type {
  Breadth,
  BreadthRequest,
  Completion,
  ExampleJudgement,
  LookBackState,
  Sample,
  SampleRequest,
} from '../contract/lookback.ts';
import type { Signal } from '../contract/signal.ts';
import type { Territory } from '../contract/territory.ts';
import type { Sought } from '../core/territory/lookback/sought.ts';

/** A stretch of time; `from` is part of it, `to` is not. Milliseconds since 1970, by receipt. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** A signal out of the archive. */
export interface Found {
  readonly signal: Signal;
  /** The chance that it had of being found: of being kept, and of lying in the sample that was searched. */
  readonly chance: number;
}

/** What the archive answers to a search. */
export interface Search {
  /** In no order. */
  readonly found: readonly Found[];
  /** The share of what is kept that was searched: 1, or a sample where there was too much. */
  readonly searched: number;
  /** The smallest chance that any signal of the period had of being found. */
  readonly least: number;
}

/** What is kept, for a person who wonders how far it reaches. */
export interface ArchiveState {
  readonly signals: number;
  /** Receipt of the oldest; null where nothing is kept. */
  readonly since: number | null;
  readonly bytes: number;
  /** The smallest share that was kept. */
  readonly share: number;
}

/** An entry of the mentions log, as detection read it. */
export interface PastEntry {
  readonly partition: number;
  readonly offset: number;
  readonly timestamp: number;
  readonly brand: string | null;
  readonly value: Uint8Array;
}

/** Signals and mentions of the past. */
export interface LookBack {
  /**
   * Signals of a period that fulfil a condition, or an even sample of them where there are more than `most`. What is
   * found still has to be matched: the condition lets more through than the query.
   */
  search(sought: Sought, period: Period, most: number): Promise<Search>;
  /** Signals by their ids. */
  byIds(ids: readonly string[]): Promise<Signal[]>;
  /** Entries about a brand, and the words of the time between them, in the order of its partition. */
  entries(brand: string, period: Period): AsyncIterable<readonly PastEntry[]>;
  state(): Promise<ArchiveState>;
  /** Throws away what is older than `before` (ms), and the oldest days while there are more bytes than `most`. */
  purge(before: number, most: number): Promise<void>;
}

/** Tries rules on the past. */
export interface LookBackDesk {
  /**
   * What a rule would have found in the last days: an answer also where it cannot be read.
   * @param signal ends the wait for closeness where nobody waits for it any more
   */
  sample(request: SampleRequest, signal?: AbortSignal): Promise<Sample>;
  /** What makes a rule as broad as it is, clause by clause. */
  breadth(request: BreadthRequest): Promise<Breadth>;
  /** Tags and names seen lately that begin so. */
  complete(begins: string): Promise<Completion>;
  /** Runs a territory's examples through it. */
  examples(territory: Territory): Promise<ExampleJudgement>;
  state(): Promise<LookBackState>;
}
