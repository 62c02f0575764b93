import type { ClearedAngle, ClearedAngleRequest } from '../../contract/cleared-angle.ts';
import type { ApprovalPolicy, Draft } from '../../contract/draft.ts';
import type { VerdictLevel } from '../../contract/opportunity.ts';
import type { Platform } from '../../contract/platform.ts';
import type { Role } from '../../contract/user.ts';
import { isEnough } from './approval-policy.ts';

const MINUTE = 60_000;

/** Why an angle opens no fast lane, the weightiest first: said as `reason.angle.<code>`. */
export type AngleObstacle =
  'not-approved' | 'withdrawn' | 'changed' | 'verdict' | 'topic' | 'early' | 'expired' | 'used-up' | 'cool-down';

interface Begun {
  readonly id: string;
  readonly brand: string;
  readonly by: { readonly id: string; readonly name: string };
  /** Milliseconds since 1970. */
  readonly at: number;
}

export function newAngle({ lang, ...request }: ClearedAngleRequest, { id, brand, by, at }: Begun): ClearedAngle {
  const when = new Date(at).toISOString();
  return {
    ...{ id, brand, ...request, lang: lang ?? 'und', state: 'proposed', by: { id: by.id, name: by.name } },
    ...{ createdAt: when, updatedAt: when, approvals: [], used: 0 },
  };
}

interface Approving {
  readonly person: { readonly id: string; readonly name: string };
  /** For the angle's brand. */
  readonly roles: readonly Role[];
  readonly mayApprove: boolean;
  /** What the brand asks for under `go`: an angle is good for nothing else. */
  readonly policy: ApprovalPolicy;
  readonly at: number;
}

export type AngleRefusal =
  | { readonly kind: 'no-right' }
  | { readonly kind: 'own-text' }
  | { readonly kind: 'wrong-state'; readonly state: ClearedAngle['state'] };

export type AngleMoved = { readonly angle: ClearedAngle } | { readonly refused: AngleRefusal };

/** Approves it in advance; once everybody has whom the brand asks, it may be used. */
export function approveAngle(angle: ClearedAngle, { person, roles, mayApprove, policy, at }: Approving): AngleMoved {
  if (!mayApprove || !roles.some((role) => policy.roles.includes(role))) return { refused: { kind: 'no-right' } };
  if (angle.state !== 'proposed') return { refused: { kind: 'wrong-state', state: angle.state } };
  if (policy.secondPerson && angle.by.id === person.id) return { refused: { kind: 'own-text' } };
  const updatedAt = new Date(at).toISOString();
  const others = angle.approvals.filter(({ by }) => by.id !== person.id);
  const by = { id: person.id, name: person.name };
  const approvals = [...others, { by, at: updatedAt, roles: [...roles] }];
  const state = isEnough(approvals, policy) ? 'approved' : 'proposed';
  return { angle: { ...angle, approvals, state, updatedAt } };
}

/** Ends it, at once and for good. */
export function withdrawAngle(angle: ClearedAngle, by: Begun['by'], at: number): AngleMoved {
  if (angle.state === 'withdrawn') return { refused: { kind: 'wrong-state', state: angle.state } };
  const updatedAt = new Date(at).toISOString();
  return { angle: { ...angle, state: 'withdrawn', withdrawnBy: { id: by.id, name: by.name }, updatedAt } };
}

export function usedAngle(angle: ClearedAngle, at: number): ClearedAngle {
  const when = new Date(at).toISOString();
  return { ...angle, used: angle.used + 1, lastUsedAt: when, updatedAt: when };
}

/** The story that it would answer, as it is now. */
export interface AnsweredNow {
  /** Ids of the topics that the story hit. */
  readonly topics: readonly string[];
  readonly verdict: VerdictLevel;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Why an angle could not be used for a story now; null where it could. */
export function obstacleToUse(angle: ClearedAngle, { topics, verdict, at }: AnsweredNow): AngleObstacle | null {
  if (angle.state !== 'approved') return angle.state === 'withdrawn' ? 'withdrawn' : 'not-approved';
  if (verdict !== 'go') return 'verdict';
  if (angle.topics.length > 0 && !angle.topics.some((topic) => topics.includes(topic))) return 'topic';
  if (angle.from !== undefined && at < Date.parse(angle.from)) return 'early';
  if (at >= Date.parse(angle.until)) return 'expired';
  if (angle.used >= angle.uses) return 'used-up';
  const restsUntil = angle.lastUsedAt === undefined ? -Infinity : Date.parse(angle.lastUsedAt) + restOf(angle);
  return at < restsUntil ? 'cool-down' : null;
}

const restOf = ({ coolDownMinutes }: ClearedAngle): number => coolDownMinutes * MINUTE;

/** Why a draft that was taken from an angle has to be approved as any other; null where it stands approved in advance. */
export function obstacleToLane(angle: ClearedAngle | null, draft: Draft, now: AnsweredNow): AngleObstacle | null {
  if (!angle || angle.brand !== draft.brand) return 'withdrawn';
  const obstacle = obstacleToUse(angle, now);
  if (obstacle === 'withdrawn' || obstacle === 'not-approved') return obstacle;
  return says(draft, angle) ? obstacle : 'changed';
}

/** Whether a draft says what was approved, no more, and nowhere else. */
function says({ text, variants, media }: Draft, angle: ClearedAngle): boolean {
  if (text !== angle.text || media.length > 0 || variants.length === 0) return false;
  return variants.every((one) => {
    const allowed = angle.variants.find(({ platform }) => platform === one.platform);
    return allowed !== undefined && (one.text ?? text) === (allowed.text ?? angle.text);
  });
}

/** What ends an approval by an angle before the draft is out; null where it holds, or none was by an angle. */
export function angleEnds(
  { approvals }: Draft,
  angle: ClearedAngle | null,
  platform: Platform | undefined,
  at: number,
): 'withdrawn' | 'expired' | 'platform' | null {
  if (!approvals.some((approval) => approval.angle !== undefined)) return null;
  if (!angle || angle.state !== 'approved') return 'withdrawn';
  if (at >= Date.parse(angle.until)) return 'expired';
  return platform === undefined || angle.variants.some((one) => one.platform === platform) ? null : 'platform';
}
