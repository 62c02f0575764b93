import type { MomentCard, MomentDecision, MomentDecisionRequest } from '../contract/moment-card.ts';
import type { Moment } from '../contract/moment.ts';
import type { DecisionRefusal } from './newsroom.ts';

/** Why a brand's own moments were not written: a shipped one is called so, or the brand has too many. */
export type MomentRefusal =
  { readonly refused: 'shipped'; readonly id: string } | { readonly refused: 'too-many'; readonly most: number };

/** The brands' own moments; each carries its brand. Row and audit entry in one transaction. */
export interface MomentStore {
  /** In the order of their ids. */
  own(brand: string): Promise<Moment[]>;
  /** Those of all brands. */
  all(): Promise<Moment[]>;
  /** Adds moments or replaces those of the same id: all of them, or none. Null where it is done. */
  putAll(brand: string, moments: readonly Moment[], by: string): Promise<MomentRefusal | null>;
  /** What `putAll` would answer now; writes nothing. */
  wouldRefuse(brand: string, moments: readonly Moment[]): Promise<MomentRefusal | null>;
  /** False where the brand has no such moment. */
  remove(brand: string, id: string, by: string): Promise<boolean>;
  /** Calls back when own moments changed, or may have: read them again. Answers the function that ends it. */
  watch(listener: () => void): Promise<() => Promise<void>>;
}

/** A decision about a moment's card that was not taken; `decision` is the last one. */
export interface RefusedMomentDecision {
  readonly refused: Extract<DecisionRefusal, 'not-found' | 'closed' | 'already-decided'>;
  readonly decision: MomentDecision | null;
}

export interface MomentCardStore {
  /** Those that are not over, the first day first. */
  list(brand: string): Promise<MomentCard[]>;
  /** Brand of a card, so that the right can be checked before anything is read. */
  brandOf(card: string): Promise<string | null>;
  /** Row, audit entry and numbered change in one transaction. */
  decide(
    card: string,
    request: MomentDecisionRequest,
    by: { id: string; name: string },
    at: number,
  ): Promise<{ card: MomentCard; decision: MomentDecision } | RefusedMomentDecision>;
  /**
   * Writes the cards that `plan` makes of those that are not over, with their numbered changes, while nobody decides about
   * them. Answers how many.
   */
  rewrite(
    brand: string,
    plan: (existing: readonly MomentCard[]) => readonly Omit<MomentCard, 'decision'>[],
    at: number,
  ): Promise<number>;
}
