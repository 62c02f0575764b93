import type { Transaction } from 'kysely';
import type { Opportunity, VerdictLevel } from '../contract/opportunity.ts';
import { deadlineOf, graver, isOutdatedBy, underVerdict } from '../core/draft/workflow.ts';
import { GATE } from './draft-moves.ts';
import { brandOf } from './move-draft.ts';
import type { UnnumberedChange } from './numbered-changes.ts';
import type { Tables } from './tables.ts';
import { writeDraft } from './write-draft.ts';

/**
 * Takes back the approvals that were given under milder verdicts than these, if only passed through. Comes after the rows of
 * the opportunities are locked; drafts are locked in the order of their ids. Answers what the caller has to number.
 */
export async function judgeDrafts(
  trx: Transaction<Tables>,
  opportunities: readonly Opportunity[],
  at: number,
): Promise<UnnumberedChange[]> {
  const last = new Map(opportunities.map((opportunity) => [opportunity.id, opportunity]));
  const worst = gravest(opportunities);
  if (worst.size === 0) return [];
  const rows = await trx
    .selectFrom('drafts')
    .select('body')
    .where('opportunity', 'in', [...worst.keys()])
    .where('state', 'in', ['waiting', 'approved'])
    .orderBy('id')
    .forUpdate()
    .execute();
  const changes: UnnumberedChange[] = [];
  for (const { body: before } of rows) {
    const verdict = worst.get(before.opportunity)!;
    if (!isOutdatedBy(before, verdict)) continue;
    const { publishMinutes } = await brandOf(trx, before.brand);
    const deadline = deadlineOf(last.get(before.opportunity)!.window.p50, publishMinutes);
    const draft = underVerdict(before, verdict, deadline, at);
    if (draft) changes.push(await writeDraft(trx, { draft, before, move: 'unapprove', actor: GATE, at }));
  }
  return changes;
}

/** The gravest level that each passed through; those that were always go take nothing back. */
function gravest(opportunities: readonly Opportunity[]): Map<string, VerdictLevel> {
  const worst = new Map<string, VerdictLevel>();
  for (const { id, verdict } of opportunities) {
    if (verdict.level !== 'go') worst.set(id, graver(worst.get(id) ?? 'go', verdict.level));
  }
  return worst;
}
