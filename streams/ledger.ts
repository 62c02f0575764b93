import type { EndedLife } from '../src/contract/life.ts';
import type { Opportunity } from '../src/contract/opportunity.ts';
import type { Story } from '../src/contract/story.ts';

/** What handling some mentions changed, in order. The same id may occur several times; the last one counts as state. */
export interface Effects {
  readonly opportunities: readonly Opportunity[];
  readonly stories: readonly Story[];
  /** Stories that are over. */
  readonly lives?: readonly EndedLife[];
}

/** The state of one brand's detection at an offset, to go on from after a restart. */
export interface Snapshot {
  readonly brand: string;
  readonly state: string;
}

/** The right to write for one partition, until somebody else claims it. */
export interface Claim {
  readonly topic: string;
  readonly partition: number;
  readonly epoch: number;
  /** Last offset whose effects are written, -1 at the beginning. */
  readonly position: number;
  /** Offset at which `snapshots` were taken, ≤ position, -1 at the beginning. */
  readonly snapshotPosition: number;
  readonly snapshots: readonly Snapshot[];
}

export interface Commit {
  readonly position: number;
  readonly effects: Effects;
  /** Present where a snapshot of every brand that changed since the last one is to be kept with this position. */
  readonly snapshots?: readonly Snapshot[];
}

/** Somebody else owns the partition now; nothing was written. */
export class FencedError extends Error {
  override name = 'FencedError';
}

/** The database's half of *effects exactly once*: position, effects and numbered changes in one transaction. */
export interface Ledger {
  /** Takes the partition over: whoever held it can write no more. */
  claim(topic: string, partition: number): Promise<Claim>;
  /**
   * All of it or nothing. Throws FencedError where the claim was lost. A writer who could not learn what became of a
   * commit repeats it as it was: effects up to a position that is already written are not written again.
   */
  commit(claim: Claim, commit: Commit): Promise<void>;
}
