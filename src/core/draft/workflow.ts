import type { ClearedAngle } from '../../contract/cleared-angle.ts';
import type { Approval, ApprovalPolicy, Draft, DraftMove, DraftMoveRequest, DraftState } from '../../contract/draft.ts';
import type { Platform } from '../../contract/platform.ts';
import type { Publication } from '../../contract/publication.ts';
import type { VerdictLevel } from '../../contract/opportunity.ts';
import type { Role } from '../../contract/user.ts';
import { isEnough } from './approval-policy.ts';
import { angleEnds, obstacleToLane } from './cleared-angle.ts';
import type { OutRefusal } from './may-go-out.ts';
import { isOnItsWay, keepBack } from './publication.ts';

/** Where each move leads from each state; what is not here is not allowed. */
const MOVES: Record<DraftState, Partial<Record<DraftMove, DraftState>>> = {
  writing: { write: 'writing', send: 'waiting', withdraw: 'withdrawn' },
  waiting: {
    write: 'writing',
    approve: 'approved',
    'ask-change': 'changes-asked',
    reject: 'rejected',
    withdraw: 'withdrawn',
  },
  'changes-asked': { write: 'writing', send: 'waiting', withdraw: 'withdrawn' },
  rejected: { write: 'writing', withdraw: 'withdrawn' },
  approved: { write: 'writing', publish: 'published', 'ask-change': 'changes-asked', withdraw: 'withdrawn' },
  // Out on one platform, it may follow on others.
  published: { publish: 'published' },
  withdrawn: {},
};

/** What an approver does; everything else is for those who write. */
const APPROVERS: ReadonlySet<DraftMove> = new Set(['approve', 'ask-change', 'reject']);
/** Moves towards the public: what stands in the way of going out stands in theirs. */
const OUTWARD: ReadonlySet<DraftMove> = new Set(['send', 'approve', 'publish']);
/** Moves that would take back what is going out this very moment, or may be out. */
const BACKWARD: ReadonlySet<DraftMove> = new Set(['write', 'ask-change', 'withdraw']);

const MINUTE = 60_000;
/** Share of the time for approving after which others are called. */
const ESCALATES_AT = 1 / 2;

type HandRequest = Extract<DraftMoveRequest, { move: 'publish' }>;

/** Who moves, and under which circumstances. */
export interface Moving {
  readonly person: { readonly id: string; readonly name: string };
  /** Who answers in the person's place, without an account. */
  readonly outside?: string;
  /** For the draft's brand. */
  readonly roles: readonly Role[];
  readonly mayWrite: boolean;
  readonly mayApprove: boolean;
  /** What the gate says now. */
  readonly verdict: VerdictLevel;
  readonly policy: ApprovalPolicy;
  /** What keeps anything about the story from going out; null where nothing does. */
  readonly barred: OutRefusal | null;
  /** When it must be approved to be out while the story lives, milliseconds. */
  readonly deadline: number;
  /** The pre-cleared angle that the draft names; null where it is gone, or none is named. */
  readonly angle?: ClearedAngle | null;
  /** Ids of the topics that the story hit. */
  readonly topics?: readonly string[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

export type MoveRefusal =
  /** Someone has moved it on meanwhile: the state it is in. */
  | { readonly kind: 'wrong-state'; readonly state: DraftState }
  /** The text has changed since: the version it has. */
  | { readonly kind: 'other-version'; readonly version: number }
  /** It is out there already; a second time would be said twice. */
  | { readonly kind: 'already-out' }
  /** It is on its way to a platform this moment, or nobody can tell whether it is out there. */
  | { readonly kind: 'going-out'; readonly platform: Platform }
  /** A picture says nothing to those who do not see it. */
  | { readonly kind: 'alt-missing' }
  | { readonly kind: 'no-right' }
  /** Whoever wrote it last may not approve it. */
  | { readonly kind: 'own-text' }
  /** The verdict has become graver since it was approved. */
  | { readonly kind: 'approved-under'; readonly verdict: VerdictLevel }
  /** The angle by which it stands approved no longer holds, or not there. */
  | { readonly kind: 'angle-over'; readonly why: 'withdrawn' | 'expired' | 'platform' }
  | { readonly kind: 'barred'; readonly by: OutRefusal };

export type Moved = { readonly draft: Draft } | { readonly refused: MoveRefusal };

/** One move of a draft, or why it cannot be made. The only place that knows. */
export function moveDraft(draft: Draft, request: DraftMoveRequest, moving: Moving): Moved {
  const refused = refusal(draft, request, moving);
  return refused ? { refused } : { draft: keepBack(made(draft, request, moving), moving.at) };
}

function made(draft: Draft, request: DraftMoveRequest, moving: Moving): Draft {
  const at = new Date(moving.at).toISOString();
  const to = MOVES[draft.state][request.move]!;
  const next: Draft = { ...draft, updatedAt: at };
  switch (request.move) {
    case 'write':
      return { ...rewritten(next, request, moving), state: to };
    case 'send':
      return sent(next, moving);
    case 'approve':
      return approved(next, request, moving);
    case 'ask-change':
    case 'reject':
      return { ...unsent(next), state: to, remark: { by: speaker(moving), at, text: request.reason } };
    case 'withdraw':
      return { ...unsent(next), state: to };
    case 'publish':
      return byHand(next, request, moving);
  }
}

/** Moves that a person could make now, for buttons; the text's version aside. */
export function possibleMoves(draft: Draft, moving: Moving): DraftMove[] {
  return (Object.keys(MOVES[draft.state]) as DraftMove[]).filter((move) => {
    const { version } = draft;
    const request = { move, version, text: draft.text, reason: 'why' } as unknown as DraftMoveRequest;
    return refusal(draft, move === 'approve' ? { move, version } : request, moving) === null;
  });
}

function refusal(draft: Draft, request: DraftMoveRequest, moving: Moving): MoveRefusal | null {
  const { move, version } = request;
  if (!(APPROVERS.has(move) ? isApprover(moving) : moving.mayWrite)) return { kind: 'no-right' };
  if (MOVES[draft.state][move] === undefined) return { kind: 'wrong-state', state: draft.state };
  if (version !== draft.version) return { kind: 'other-version', version: draft.version };
  const again = request.move === 'publish' ? outAlready(draft, request.platform) : null;
  if (again) return again;
  const leaving = BACKWARD.has(move) && draft.publications.find(isOnItsWay);
  if (leaving) return { kind: 'going-out', platform: leaving.platform };
  if (OUTWARD.has(move) && moving.barred) return { kind: 'barred', by: moving.barred };
  if (OUTWARD.has(move) && draft.media.some(({ alt }) => alt.trim() === '')) return { kind: 'alt-missing' };
  if (move === 'approve' && moving.policy.secondPerson && draft.author.id === moving.person.id) {
    return { kind: 'own-text' };
  }
  const over = request.move === 'publish' && angleEnds(draft, moving.angle ?? null, request.platform, moving.at);
  if (over) return { kind: 'angle-over', why: over };
  const stale = move === 'publish' && draft.approvals.find(({ verdict }) => RANK[verdict] < RANK[moving.verdict]);
  return stale ? { kind: 'approved-under', verdict: stale.verdict } : null;
}

const RANK: Record<VerdictLevel, number> = { go: 0, review: 1, block: 2 };

const isApprover = ({ mayApprove, policy, roles }: Moving): boolean =>
  mayApprove && roles.some((role) => policy.roles.includes(role));

type Content = Pick<Draft, 'text' | 'lang' | 'variants' | 'media'>;
type Asked = { readonly [Part in keyof Content]?: Content[Part] | undefined };

/** What the draft says once somebody has changed a part of it; what they leave out stays. */
function contentAfter({ text, lang, variants, media }: Draft, asked: Asked): Content {
  return {
    text: asked.text ?? text,
    lang: asked.lang ?? lang,
    variants: asked.variants ?? variants,
    media: asked.media ?? media,
  };
}

/** Another content is another version, and nobody has approved it. Its author is who wrote last. */
function rewritten(draft: Draft, asked: Asked, { person }: Moving): Draft {
  return { ...unsent(draft), ...contentAfter(draft, asked), version: draft.version + 1, author: person, approvals: [] };
}

/** Somebody posted it, and says so; where, if they say that too. */
function byHand(draft: Draft, { platform, link }: HandRequest, { person: by, at: ms }: Moving): Draft {
  const at = new Date(ms).toISOString();
  if (platform === undefined) return isOut(draft, at, link);
  const out: Publication = {
    ...{ id: `${draft.id}:hand:${draft.publications.length + 1}`, platform, via: 'hand', destination: null },
    ...{ version: draft.version, state: 'out', by: { id: by.id, name: by.name }, dueAt: at, attempts: 1 },
    ...{ updatedAt: at, outAt: at, ...(link && { link }) },
  };
  return isOut({ ...draft, publications: [...draft.publications, out] }, at, link);
}

/** One that is out may follow on platforms that are named, each once. */
function outAlready({ state, publications }: Draft, platform: Platform | undefined): MoveRefusal | null {
  if (platform === undefined) return state === 'published' ? { kind: 'wrong-state', state } : null;
  const there = publications.filter((one) => one.platform === platform);
  if (there.some((one) => one.state === 'out')) return { kind: 'already-out' };
  return there.some(isOnItsWay) ? { kind: 'going-out', platform } : null;
}

/** The draft once it is out somewhere; the first time and place stay. */
export function isOut(draft: Draft, at: string, link: string | undefined): Draft {
  const where = draft.link ?? link;
  return { ...draft, state: 'published', publishedAt: draft.publishedAt ?? at, ...(where && { link: where }) };
}

/** Where nobody need approve, or an angle was approved in advance, sending is approving. */
function sent(draft: Draft, moving: Moving): Draft {
  const at = new Date(moving.at).toISOString();
  const { remark: _, ...rest } = draft;
  if (moving.policy.of === 'nobody')
    return { ...rest, state: 'approved', sentAt: at, approvals: [approval(draft, moving)] };
  const waiting = { deadline: new Date(moving.deadline).toISOString(), approvals: [] };
  if (draft.angle === undefined) return { ...rest, state: 'waiting', sentAt: at, ...waiting };
  const { angle = null, topics = [], verdict } = moving;
  const obstacle = obstacleToLane(angle, draft, { topics, verdict, at: moving.at });
  if (angle && obstacle === null) {
    return { ...rest, state: 'approved', sentAt: at, approvals: [inAdvance(draft, angle, moving)] };
  }
  const remark = { by: null, at, text: `angle.${obstacle ?? 'withdrawn'}` };
  return { ...rest, state: 'waiting', sentAt: at, ...waiting, remark };
}

/** Approvals under a milder verdict count for nothing. */
function approved(draft: Draft, asked: Asked, moving: Moving): Draft {
  const content = contentAfter(draft, { text: asked.text, variants: asked.variants });
  // The author stays who asked: the edit is the approver's own, and approved by the same act.
  const edited = isSaid(content, draft) ? draft : { ...draft, ...content, version: draft.version + 1, approvals: [] };
  const others = edited.approvals.filter(
    ({ by, verdict }) => by.id !== moving.person.id && RANK[verdict] >= RANK[moving.verdict],
  );
  const approvals = [...others, approval(edited, moving)];
  return { ...edited, approvals, state: isEnough(approvals, moving.policy) ? 'approved' : 'waiting' };
}

const isSaid = (one: Content, { text, variants }: Content): boolean =>
  one.text === text && JSON.stringify(one.variants) === JSON.stringify(variants);

const approval = ({ version }: Draft, { person, outside, roles, verdict, at }: Moving): Approval => ({
  by: { id: person.id, name: person.name },
  at: new Date(at).toISOString(),
  roles: [...roles],
  version,
  verdict,
  ...(outside !== undefined && { outside }),
});

/** As whoever approved the angle last. */
const inAdvance = ({ version }: Draft, { id, approvals }: ClearedAngle, { verdict, at, person }: Moving): Approval => {
  const { by, roles } = approvals.at(-1) ?? { by: { id: person.id, name: person.name }, roles: [] };
  return { by, at: new Date(at).toISOString(), roles, version, verdict, angle: id };
};

/** Whose words they are: of somebody from outside it is said for whom they speak. */
const speaker = ({ person: { id, name }, outside }: Moving) => ({
  id,
  name: outside === undefined ? name : `${outside} (${name})`,
});

function unsent(draft: Draft): Draft {
  const { sentAt: _sent, deadline: _deadline, escalatedAt: _escalated, ...rest } = draft;
  return { ...rest, approvals: [] };
}

/** Of two verdicts the graver one. */
export const graver = (one: VerdictLevel, other: VerdictLevel): VerdictLevel => (RANK[one] < RANK[other] ? other : one);

/** Whether a verdict takes approvals of the draft back: whoever approved did not know. */
export function isOutdatedBy({ state, approvals }: Draft, verdict: VerdictLevel): boolean {
  const isStale = approvals.some((approval) => RANK[approval.verdict] < RANK[verdict]);
  return isStale && (state === 'approved' || state === 'waiting');
}

/**
 * The draft once a graver verdict has taken its approvals back: it waits anew, from now on and for others to be called
 * again. Null where nothing changes. A held or blocked story is another matter: its draft stays where it is and cannot go
 * out. `deadline`: milliseconds.
 */
export function underVerdict(draft: Draft, verdict: VerdictLevel, deadline: number, at: number): Draft | null {
  if (!isOutdatedBy(draft, verdict)) return null;
  const when = new Date(at).toISOString();
  const waiting: Draft = {
    ...unsent(draft),
    state: 'waiting',
    sentAt: when,
    deadline: new Date(deadline).toISOString(),
    updatedAt: when,
    remark: { by: null, at: when, text: `verdict.${verdict}` },
  };
  return keepBack(waiting, at);
}

/** When the deadline is near enough for calling others; null where nothing waits. Milliseconds since 1970. */
export function escalatesAt({ state, sentAt, deadline }: Draft): number | null {
  if (state !== 'waiting' || !sentAt || !deadline) return null;
  const [from, to] = [Date.parse(sentAt), Date.parse(deadline)];
  return from + Math.max(to - from, 0) * ESCALATES_AT;
}

/** The draft once others are called to it; null before its time, and where they have been. */
export function escalated(draft: Draft, at: number): Draft | null {
  const due = escalatesAt(draft);
  if (due === null || due > at || draft.escalatedAt !== undefined) return null;
  const when = new Date(at).toISOString();
  return { ...draft, escalatedAt: when, updatedAt: when };
}

/** When a draft must be approved: the middle of the window, less the time that publishing takes. Milliseconds. */
export const deadlineOf = (windowP50: string, publishMinutes: number): number =>
  Date.parse(windowP50) - publishMinutes * MINUTE;
