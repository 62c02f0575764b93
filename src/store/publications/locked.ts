import type { Transaction } from 'kysely';
import type { Draft } from '../../contract/draft.ts';
import type { GoingOut } from '../../core/draft/publish-draft.ts';
import { lockedAngle } from '../angle-row.ts';
import { standingFreezes } from '../freezes.ts';
import { lockedCard } from '../move-draft.ts';
import { writeChanges } from '../numbered-changes.ts';
import type { Tables } from '../tables.ts';
import { writeDraft, type DraftDeed } from '../write-draft.ts';
import { goingOutOf } from './going-out.ts';

export interface LockedDraft {
  readonly draft: Draft;
  readonly now: GoingOut;
}

/**
 * A draft, and all that could keep it from going out, as they are and stay until the transaction ends. Locks are taken in
 * the order of every move: the opportunity's row, the draft's, the angle's, the freeze.
 */
export async function lockedDraft(trx: Transaction<Tables>, id: string, at: number): Promise<LockedDraft | null> {
  const found = await trx.selectFrom('drafts').select('opportunity').where('id', '=', id).executeTakeFirst();
  const card = found && (await lockedCard(trx, found.opportunity));
  if (!card) return null;
  const draft = await lockedBody(trx, id);
  const angle = await lockedAngle(trx, draft);
  return { draft, now: goingOutOf(card, await standingFreezes(trx, draft.brand), draft, { angle, at }) };
}

/** The draft alone, for writing what has happened already: nothing stands in the way of that. */
export async function lockedBody(trx: Transaction<Tables>, id: string): Promise<Draft> {
  const row = await trx.selectFrom('drafts').select('body').where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
  return row.body;
}

/** Writes the draft with its publications, and numbers the change. */
export async function writePublishing(trx: Transaction<Tables>, deed: Omit<DraftDeed, 'noun'>): Promise<void> {
  const change = await writeDraft(trx, { ...deed, noun: 'publication' });
  await writeChanges(trx, [change], deed.at);
}
