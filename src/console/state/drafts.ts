import type { Brand } from '../../contract/brand.ts';
import type { Card } from '../../contract/card.ts';
import type { ApprovalPolicy, Draft } from '../../contract/draft.ts';
import type { Freeze } from '../../contract/freeze.ts';
import type { Opportunity } from '../../contract/opportunity.ts';
import type { Me } from '../../contract/user.ts';
import type { LiveState } from './live-state.ts';
import { frozenBy } from './select.ts';

type Drafts = LiveState['drafts'];

const MINUTE = 60_000;

/** Drafts that wait for somebody with this person's right, the most urgent first. */
export function waitingDrafts(drafts: Drafts, me: Me): Draft[] {
  return me.brands
    .filter(({ permissions }) => permissions.includes('approve'))
    .flatMap(({ id }) => Object.values(drafts[id] ?? {}))
    .filter(({ state }) => state === 'waiting')
    .sort(byUrgency);
}

/** Those that others were called for first, then by time left; what has no deadline last. */
function byUrgency(a: Draft, b: Draft): number {
  const called = Number(b.escalatedAt !== undefined) - Number(a.escalatedAt !== undefined);
  return called || endOf(a) - endOf(b) || (a.id < b.id ? -1 : 1);
}

const endOf = ({ deadline }: Draft): number => (deadline === undefined ? Infinity : Date.parse(deadline));

export function findDraft(drafts: Drafts, id: string): Draft | undefined {
  for (const own of Object.values(drafts)) if (own[id]) return own[id];
  return undefined;
}

/** Of the same draft, the later state. */
export function laterDraft<D extends Draft | undefined>(one: D, other: D): D {
  if (!one || !other) return one ?? other;
  if (one.version !== other.version) return one.version > other.version ? one : other;
  return Date.parse(one.updatedAt) > Date.parse(other.updatedAt) ? one : other;
}

/** An opportunity's drafts as live and as fetched, the oldest first. */
export function draftsOf(opportunity: string, live: Drafts, fetched: readonly Draft[]): Draft[] {
  const own = Object.values(live).flatMap((drafts) => Object.values(drafts));
  const byId = new Map<string, Draft>();
  for (const draft of [...fetched, ...own.filter((one) => one.opportunity === opportunity)]) {
    byId.set(draft.id, laterDraft(draft, byId.get(draft.id) ?? draft));
  }
  return [...byId.values()].sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || (a.id < b.id ? -1 : 1));
}

/** Why nothing about a story may go out now, the weightiest first; null where it may. The server has the last word. */
export type Obstacle =
  | { readonly kind: 'frozen'; readonly freeze: Freeze }
  | { readonly kind: 'not-accepted' }
  | { readonly kind: 'held' }
  | { readonly kind: 'blocked' };

export function obstacleOf(card: Card, freezes: LiveState['freezes']): Obstacle | null {
  const freeze = frozenBy(freezes, card.opportunity.brand);
  if (freeze) return { kind: 'frozen', freeze };
  if (card.decision?.action !== 'accept') return { kind: 'not-accepted' };
  if (card.hold) return { kind: 'held' };
  const blocked = card.opportunity.verdict.level === 'block' && card.decision.override === undefined;
  return blocked ? { kind: 'blocked' } : null;
}

/** Who must approve under the verdict as it is. What goes out against the gate needs a second person, always. */
export function policyOf({ approval }: Brand, { verdict }: Opportunity): ApprovalPolicy {
  if (verdict.level !== 'block') return approval[verdict.level];
  const { of, ...rest } = approval.review;
  return { ...rest, of: of === 'nobody' ? 'any' : of, secondPerson: true };
}

/** By when it would have to be approved, milliseconds: the likely end of the window less the time to publish. */
export const deadlineFor = ({ publishMinutes }: Brand, { window }: Opportunity): number =>
  Date.parse(window.p50) - publishMinutes * MINUTE;

/** How much of the time for approving is left, from 1 down to 0; null where there is no deadline. */
export function timeLeft({ sentAt, deadline }: Draft, now: number): number | null {
  if (sentAt === undefined || deadline === undefined) return null;
  const [from, to] = [Date.parse(sentAt), Date.parse(deadline)];
  return to <= from ? 0 : Math.min(1, Math.max(0, (to - now) / (to - from)));
}
