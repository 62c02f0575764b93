import type { Card } from '../../contract/card.ts';
import type { Draft } from '../../contract/draft.ts';
import type { Freeze } from '../../contract/freeze.ts';
import type { MomentCard } from '../../contract/moment-card.ts';
import type { VerdictLevel } from '../../contract/opportunity.ts';
import type { Comment, Presence } from '../../contract/teamwork.ts';

/** What the person may rely on: `since` and `missed` are shown as they are. Times are milliseconds. */
export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'catching-up'; readonly missed: number }
  | { readonly kind: 'live' }
  | { readonly kind: 'offline'; readonly since: number }
  | { readonly kind: 'signed-out' };

/** Everything that comes from the server by itself, and what the person did to it since. Plain data. */
export interface LiveState {
  readonly connection: Connection;
  /** Server time minus own time, so that "closes in" is right on a computer whose clock is wrong. */
  readonly clockSkew: number;
  readonly epoch: string | null;
  readonly brands: readonly string[];
  /** Last number applied, per brand. A brand without one wants a snapshot. */
  readonly cursors: Readonly<Record<string, number>>;
  readonly cards: Readonly<Record<string, Readonly<Record<string, Card>>>>;
  /** Moments told ahead, by brand and id; those that are over are gone. */
  readonly moments: Readonly<Record<string, Readonly<Record<string, MomentCard>>>>;
  /** What keeps a brand from speaking: its own freeze, and that of everything. */
  readonly freezes: Readonly<Record<string, readonly Freeze[]>>;
  /** Words on their way out, by brand and id; those that were withdrawn are gone. */
  readonly drafts: Readonly<Record<string, Readonly<Record<string, Draft>>>>;
  /** What was said while the console was open, by brand, the newest last; what came before is asked for. */
  readonly comments: Readonly<Record<string, readonly Comment[]>>;
  /** Who looks at what just now, by opportunity; nothing is known while the line is down. */
  readonly presence: Readonly<Record<string, Presence['people']>>;
  /** Brands that still wait for their `caught-up`. */
  readonly behind: readonly string[];
  /** Cards that appeared while the console was open and were not yet looked at, oldest first. */
  readonly arrivals: readonly string[];
  /** Verdict under which the server has noted that this person opened the context. A changed one asks to open it again. */
  readonly opened: Readonly<Record<string, VerdictLevel>>;
  /** A number is missing: the connection must be made anew with the cursors held here. */
  readonly resync: boolean;
}
