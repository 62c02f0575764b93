import type { Transaction } from 'kysely';
import type { Publication } from '../../contract/publication.ts';
import { obstacleTo, reasonOf, textFor, withPublication } from '../../core/draft/publish-draft.ts';
import { claimed, held, nextAt, remedyNow, unknown } from '../../core/draft/publication.ts';
import type { OpenDestination, Parcel, RemedyOf } from '../../ports/publishing.ts';
import type { Tables } from '../tables.ts';
import { lockedDraft, writePublishing, type LockedDraft } from './locked.ts';

/** The part of the system that sends. */
export const PUBLISHER = 'publisher';

export interface Claiming {
  readonly publication: string;
  readonly remedyOf: RemedyOf;
  /** Null where it is gone, or its secret cannot be opened. */
  open(trx: Transaction<Tables>, destination: string): Promise<OpenDestination | null>;
  readonly at: number;
}

interface Begun {
  readonly next: Publication;
  /** Null where nothing is sent. */
  readonly act: Parcel['act'] | null;
}

/**
 * Begins a publication inside a transaction: everything is asked again, and it is marked before a byte leaves. Null where
 * it is held, or nobody can tell, or it was not its turn.
 */
export async function claimPublication(trx: Transaction<Tables>, claiming: Claiming): Promise<Parcel | null> {
  const { publication: id, at } = claiming;
  const found = await trx.selectFrom('publications').select('draft').where('id', '=', id).executeTakeFirst();
  const locked = found && (await lockedDraft(trx, found.draft, at));
  const one = locked?.draft.publications.find((other) => other.id === id);
  const due = one && nextAt(one);
  if (!locked || !one || due == null || due > at) return null;
  // Read under the lock: whoever had it before may have begun it.
  const row = await trx.selectFrom('publications').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const destination = await claiming.open(trx, row.destination);
  const begunAt = one.state === 'sending' && row.begun_at ? row.begun_at.getTime() : at;
  const remedy = destination && remedyNow(one, claiming.remedyOf(destination, begunAt, at));
  const { next, act } = begin(locked, one, remedy ?? 'none', destination !== null, at);
  const draft = withPublication(locked.draft, next, at);
  await writePublishing(trx, { draft, before: locked.draft, move: next.state, actor: PUBLISHER, at });
  if (!destination || act === null) return null;
  await trx
    .updateTable('publications')
    .set({ begun_at: new Date(begunAt) })
    .where('id', '=', id)
    .execute();
  return { publication: next, draft, text: textFor(draft, one.platform), key: row.key, destination, act, begunAt };
}

function begin(
  { draft, now }: LockedDraft,
  one: Publication,
  remedy: ReturnType<typeof remedyNow>,
  isThere: boolean,
  at: number,
): Begun {
  const obstacle = obstacleTo(draft, one, now);
  if (one.state === 'due') {
    const reason = obstacle ? reasonOf(obstacle) : isThere ? null : { code: 'publication.no-destination', data: {} };
    return reason ? { next: held(one, reason, at), act: null } : { next: claimed(one, at), act: 'send' };
  }
  // It may be out. Looking says nothing to anybody; a repetition does, so all must be well for it.
  if (remedy === 'look') return { next: claimed(one, at), act: 'look' };
  if (remedy === 'repeat' && !obstacle) return { next: claimed(one, at), act: 'send' };
  return { next: unknown(one, one.reason ?? { code: 'publication.lost', data: {} }, at), act: null };
}
