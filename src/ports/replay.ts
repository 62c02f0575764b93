import type { Replay, ReplayRequest } from '../contract/replay.ts';
import type { Sought } from '../core/territory/lookback/sought.ts';
import type { Period } from './lookback.ts';

/** A kept signal with its place in time. */
export interface PastSignal {
  readonly id: string;
  /** First receipt, milliseconds since 1970. */
  readonly receivedAt: number;
  /** As it was seen last: a JSON text, so that nobody reads it for nothing. */
  readonly body: string;
}

/** How far the past reaches. */
export interface Reach {
  /** From when on the mentions log was kept, milliseconds since 1970; null where it was not. */
  readonly since: number | null;
  /** The smallest share of signals that was kept in the period. */
  readonly share: number;
}

/** The past in the order in which it came. */
export interface PastPages {
  /** Signals that fulfil the condition, by receipt, in pages of no more than a few thousand. */
  signals(sought: Sought, period: Period): AsyncIterable<readonly PastSignal[]>;
  reach(period: Period): Promise<Reach>;
  /** Runs the work once nobody else on this database does such work. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

/** A query of the working copy that cannot be read. */
export interface UnreadableRule {
  /** Topic or list. */
  readonly path: string;
  readonly message: string;
}

/** Goes over the past for people, one request at a time. */
export interface ReplayDesk {
  /** `unreadable`: queries that must be mended first; `full`: the brand has enough of them waiting. */
  start(
    brand: string,
    request: ReplayRequest,
  ): Promise<Replay | 'full' | { readonly unreadable: readonly UnreadableRule[] }>;
  /** Null where the brand has no such replay (any more). */
  get(brand: string, id: string): Promise<Replay | null>;
  /** Stops it, or takes it out of the queue; one that has ended stays as it is. */
  cancel(brand: string, id: string): Promise<Replay | null>;
}
