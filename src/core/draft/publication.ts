import type { Reason } from '../../contract/common.ts';
import type { Draft } from '../../contract/draft.ts';
import type { Publication } from '../../contract/publication.ts';
import type { PublicationMoveRequest } from '../../contract/publishing.ts';

/** What came of an attempt. */
export type Sent =
  | { readonly kind: 'out'; readonly link?: string | undefined }
  /** Certainly not out, for a reason that passes. `afterMs`: what the other side asks to wait. */
  | { readonly kind: 'again'; readonly reason: Reason; readonly afterMs?: number | null }
  /** Certainly not out, and trying again would not help. */
  | { readonly kind: 'refused'; readonly reason: Reason }
  /** It may be out, or not. */
  | { readonly kind: 'doubt'; readonly reason: Reason };

/**
 * What may be done with one that may be out: look whether it is; repeat it, for a repetition under the same id does no
 * harm; or neither.
 */
export type Remedy = 'look' | 'repeat' | 'none';

/**
 * How long an attempt may take, milliseconds. Whoever sends gives up well before; what is still `sending` after it was
 * left behind by a crash, or is in doubt, and whatever was on its way has arrived or never will.
 */
export const LEASE_MS = 120_000;
/** Attempts in a row, before a person has to say go on. */
export const MOST_ATTEMPTS = 6;

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 15 * 60_000;

/** When a machine has to look at it next, milliseconds; null where it is a person's turn, or it is over. */
export function nextAt({ state, dueAt, updatedAt }: Publication): number | null {
  if (state === 'due') return Date.parse(dueAt);
  return state === 'sending' ? Date.parse(updatedAt) + LEASE_MS : null;
}

/** On its way, or perhaps: nothing else may be done with it or its draft until that is settled. */
export const isOnItsWay = ({ state }: Publication): boolean => state === 'sending' || state === 'unknown';

/** Begun, before a byte has left. Counts the attempt, by whose number the answer is known to belong to it. */
export function claimed(one: Publication, at: number): Publication {
  return { ...to(one, 'sending', at), attempts: one.attempts + 1 };
}

/** After an attempt. Says nothing where it is not being sent any more. */
export function answered(one: Publication, sent: Sent, remedy: Remedy, at: number): Publication {
  if (one.state !== 'sending') return one;
  switch (sent.kind) {
    case 'out':
      return isOutNow(one, sent.link, at);
    case 'refused':
      return { ...to(one, 'failed', at), reason: sent.reason };
    case 'again': {
      if (isExhausted(one)) return { ...to(one, 'failed', at), reason: sent.reason };
      const dueAt = new Date(at + pause(one, sent.afterMs ?? 0)).toISOString();
      return { ...to(one, 'due', at), dueAt, reason: sent.reason };
    }
    case 'doubt': {
      const state = remedy === 'none' || isExhausted(one) ? 'unknown' : 'sending';
      return { ...to(one, state, at), reason: sent.reason };
    }
  }
}

/** What to do with one that is still being sent when its time is over. */
export const remedyNow = (one: Publication, remedy: Remedy): Remedy => (isExhausted(one) ? 'none' : remedy);

/** It was looked for, and is not there: it may be sent again. */
export function absent(one: Publication, at: number): Publication {
  const reason = { code: 'publication.absent', data: {} };
  if (one.state !== 'sending') return one;
  if (isExhausted(one)) return { ...to(one, 'failed', at), reason };
  return { ...to(one, 'due', at), dueAt: new Date(at).toISOString(), reason };
}

/** Nobody can tell, and no machine will find out. */
export function unknown(one: Publication, reason: Reason, at: number): Publication {
  return one.state === 'sending' ? { ...to(one, 'unknown', at), reason } : one;
}

/** Something stands in the way of one that has not left. */
export function held(one: Publication, reason: Reason, at: number): Publication {
  return one.state === 'due' ? { ...to(one, 'held', at), reason } : one;
}

const FROM: Record<PublicationMoveRequest['move'], ReadonlySet<Publication['state']>> = {
  resume: new Set(['held', 'failed']),
  cancel: new Set(['due', 'held', 'failed']),
  confirm: new Set(['unknown']),
  deny: new Set(['unknown']),
};

/** What a person does with it; null where its state does not allow that. */
export function movedByHand(one: Publication, request: PublicationMoveRequest, at: number): Publication | null {
  if (!FROM[request.move].has(one.state)) return null;
  switch (request.move) {
    case 'resume':
      return due(one, at);
    case 'cancel':
      return to(one, 'cancelled', at);
    case 'confirm':
      return isOutNow(one, request.link, at);
    case 'deny':
      if (request.again) return due(one, at);
      return { ...to(one, 'failed', at), reason: { code: 'publication.denied', data: {} } };
  }
}

/**
 * The draft, once its publications that have not left follow what became of it: another text, or approvals taken back,
 * hold them; where it is withdrawn, or out on that platform already, they are given up. The very same object where nothing
 * is to be done.
 */
export function keepBack(draft: Draft, at: number): Draft {
  const publications = draft.publications.map((one) => keptBack(one, draft, at));
  return publications.every((one, i) => one === draft.publications[i]) ? draft : { ...draft, publications };
}

function keptBack(one: Publication, draft: Draft, at: number): Publication {
  if (one.state !== 'due' && one.state !== 'held') return one;
  const isOut = draft.publications.some(({ platform, state }) => state === 'out' && platform === one.platform);
  if (isOut) return { ...to(one, 'cancelled', at), reason: { code: 'publication.already-out', data: {} } };
  if (draft.state === 'withdrawn') {
    return { ...to(one, 'cancelled', at), reason: { code: 'publication.withdrawn', data: {} } };
  }
  const stands = draft.state === 'approved' || draft.state === 'published';
  if (stands && one.version === draft.version) return one;
  const code = one.version === draft.version ? 'publication.not-approved' : 'publication.other-version';
  return held(one, { code, data: {} }, at);
}

/** In another state; what was said of the last one goes. */
function to({ reason: _, ...one }: Publication, state: Publication['state'], at: number): Publication {
  return { ...one, state, updatedAt: new Date(at).toISOString() };
}

function isOutNow(one: Publication, link: string | undefined, at: number): Publication {
  return { ...to(one, 'out', at), outAt: new Date(at).toISOString(), ...(link !== undefined && { link }) };
}

/** Its time stays where it is still to come. */
function due(one: Publication, at: number): Publication {
  return { ...to(one, 'due', at), dueAt: new Date(Math.max(at, Date.parse(one.dueAt))).toISOString() };
}

/** Counted in rounds, so that a person who says go on gives it new attempts, and no number comes twice. */
const isExhausted = ({ attempts }: Publication): boolean => attempts % MOST_ATTEMPTS === 0;

function pause({ attempts }: Publication, askedMs: number): number {
  const grown = FIRST_PAUSE_MS * 3 ** ((attempts - 1) % MOST_ATTEMPTS);
  return Math.min(Math.max(grown, askedMs), LONGEST_PAUSE_MS);
}
