import type { ClearedAngle } from '../../contract/cleared-angle.ts';
import type { Reason } from '../../contract/common.ts';
import type { Draft } from '../../contract/draft.ts';
import type { VerdictLevel } from '../../contract/opportunity.ts';
import type { Platform } from '../../contract/platform.ts';
import type { Publication } from '../../contract/publication.ts';
import { angleEnds } from './cleared-angle.ts';
import type { OutRefusal } from './may-go-out.ts';
import { isOnItsWay, keepBack } from './publication.ts';
import { graver, isOut, type MoveRefusal } from './workflow.ts';

/** Why a draft may not go out to a platform. */
export type PublishRefusal =
  | Extract<
      MoveRefusal,
      {
        kind:
          | 'wrong-state'
          | 'other-version'
          | 'approved-under'
          | 'angle-over'
          | 'barred'
          | 'already-out'
          | 'going-out'
          | 'alt-missing';
      }
    >
  | { readonly kind: 'too-long'; readonly platform: Platform; readonly length: number; readonly limit: number };

/** Under what something would go out, as it is now. */
export interface GoingOut {
  readonly barred: OutRefusal | null;
  readonly verdict: VerdictLevel;
  /** The pre-cleared angle that the draft names; null where it is gone, or none is named. */
  readonly angle?: ClearedAngle | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** How long a text is on a platform. */
  readonly measure: Measure;
}

export type Measure = (
  platform: Platform,
  text: string,
) => { readonly length: number; readonly limit: number; readonly fits: boolean };

/** What the draft says on a platform. */
export const textFor = ({ text, variants }: Draft, platform: Platform): string =>
  variants.find((variant) => variant.platform === platform)?.text ?? text;

/** Why a version may not go out to a platform now, the weightiest first; `one`: the publication by which it would. */
export function obstacleTo(
  draft: Draft,
  { platform, version, id }: { readonly platform: Platform; readonly version: number; readonly id?: string },
  { barred, verdict, measure, angle = null, at }: GoingOut,
): PublishRefusal | null {
  if (barred) return { kind: 'barred', by: barred };
  if (draft.state !== 'approved' && draft.state !== 'published') return { kind: 'wrong-state', state: draft.state };
  if (draft.version !== version) return { kind: 'other-version', version: draft.version };
  const stale = draft.approvals.find((approval) => graver(approval.verdict, verdict) !== approval.verdict);
  if (stale) return { kind: 'approved-under', verdict: stale.verdict };
  const over = angleEnds(draft, angle, platform, at);
  if (over) return { kind: 'angle-over', why: over };
  const others = draft.publications.filter((other) => other.platform === platform && other.id !== id);
  if (others.some(({ state }) => state === 'out')) return { kind: 'already-out' };
  if (others.some((other) => isOnItsWay(other) || other.state === 'due')) return { kind: 'going-out', platform };
  if (draft.media.some(({ alt }) => alt === '')) return { kind: 'alt-missing' };
  const { length, limit, fits } = measure(platform, textFor(draft, platform));
  return fits ? null : { kind: 'too-long', platform, length, limit };
}

/** Where a version is to go, and from when on. */
export interface Order {
  readonly id: string;
  readonly platform: Platform;
  readonly destination: { readonly id: string; readonly label: string; readonly kind: Publication['via'] };
}

interface Ordering {
  readonly version: number;
  readonly by: { readonly id: string; readonly name: string };
  /** Milliseconds since 1970. */
  readonly dueAt: number;
  readonly at: number;
}

/** The draft with publications on their way, all of them or, with the reason, none. What was held there gives way. */
export function ordered(
  draft: Draft,
  orders: readonly Order[],
  { version, by, dueAt, at }: Ordering,
  now: GoingOut,
): { readonly draft: Draft } | { readonly refused: PublishRefusal } {
  for (const { platform } of orders) {
    const refused = obstacleTo(draft, { platform, version }, now);
    if (refused) return { refused };
  }
  const when = new Date(at).toISOString();
  const fresh = orders.map(({ id, platform, destination }): Publication => ({
    ...{ id, platform, version, state: 'due', attempts: 0, updatedAt: when },
    ...{ via: destination.kind, destination: { id: destination.id, label: destination.label } },
    ...{ by: { id: by.id, name: by.name }, dueAt: new Date(Math.max(dueAt, at)).toISOString() },
  }));
  const platforms = new Set(orders.map(({ platform }) => platform));
  const earlier = draft.publications.map((one): Publication => {
    const gives = platforms.has(one.platform) && (one.state === 'held' || one.state === 'failed');
    const reason = { code: 'publication.replaced', data: {} };
    return gives ? { ...one, state: 'cancelled', updatedAt: when, reason } : one;
  });
  return { draft: { ...draft, updatedAt: laterThan(draft, at), publications: [...earlier, ...fresh] } };
}

/** The draft with one publication as it is now. Once one is out, so is the draft. */
export function withPublication(draft: Draft, next: Publication, at: number): Draft {
  const publications = draft.publications.map((one) => (one.id === next.id ? next : one));
  const changed = { ...draft, publications, updatedAt: laterThan(draft, at) };
  return keepBack(next.state === 'out' ? isOut(changed, next.outAt ?? next.updatedAt, next.link) : changed, at);
}

/** Strictly: what is begun and answered within a millisecond is told apart by whoever has seen one of both. */
const laterThan = ({ updatedAt }: Draft, at: number): string =>
  new Date(Math.max(at, Date.parse(updatedAt) + 1)).toISOString();

/** Why it is held, to be said in the language of whoever reads it. */
export function reasonOf(refused: PublishRefusal): Reason {
  switch (refused.kind) {
    case 'barred':
      return barReason(refused.by);
    case 'too-long':
      return { code: 'publication.too-long', data: { length: refused.length, limit: refused.limit } };
    case 'wrong-state':
      return { code: 'publication.not-approved', data: {} };
    case 'angle-over':
      return { code: `publication.angle-${refused.why}`, data: {} };
    default:
      return { code: `publication.${refused.kind}`, data: {} };
  }
}

function barReason(bar: OutRefusal): Reason {
  if (bar.kind !== 'frozen') return { code: `publication.${bar.kind}`, data: {} };
  return { code: 'publication.frozen', data: { name: bar.freeze.by.name, reason: bar.freeze.reason } };
}
