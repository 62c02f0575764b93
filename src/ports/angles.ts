import type { ClearedAngle, ClearedAngleRequest, OfferedAngle } from '../contract/cleared-angle.ts';
import type { AngleRefusal } from '../core/draft/cleared-angle.ts';
import type { Drafter } from './newsroom.ts';

export interface RefusedAngle {
  readonly refused:
    AngleRefusal | { readonly kind: 'not-found' } | { readonly kind: 'too-many'; readonly most: number };
}

type Outcome = Promise<{ readonly angle: ClearedAngle } | RefusedAngle>;

/** Texts approved in advance. Row and audit entry in one transaction. */
export interface AngleStore {
  /** Of a brand, the newest first; withdrawn ones after all others. */
  list(brand: string): Promise<ClearedAngle[]>;
  brandOf(angle: string): Promise<string | null>;
  propose(brand: string, request: ClearedAngleRequest, by: Drafter, at: number): Outcome;
  approve(angle: string, by: Drafter, at: number): Outcome;
  withdraw(angle: string, by: Drafter, at: number): Outcome;
  /** Approved ones that are not over, each with what keeps it from answering the story now; those that could before others. */
  offered(opportunity: string, at: number): Promise<OfferedAngle[]>;
}
