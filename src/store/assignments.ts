import type { Kysely, Transaction } from 'kysely';
import type { AssignmentStore, RefusedAssignment } from '../ports/newsroom.ts';
import type { Card } from '../contract/card.ts';
import type { Assignment } from '../contract/teamwork.ts';
import { writeAudit } from './audit.ts';
import { allows, colleaguesOf } from './colleagues.ts';
import { toJson } from './json.ts';
import { writeChanges } from './numbered-changes.ts';
import type { Tables } from './tables.ts';

/** Who takes care of what. Row, audit entry and numbered change in one transaction. */
export function createAssignments({ db }: { readonly db: Kysely<Tables> }): AssignmentStore {
  return {
    colleagues: (brand) => colleaguesOf(db, brand),
    assign: (opportunity, to, by, at) => db.transaction().execute((trx) => assign(trx, { opportunity, to, by, at })),
  };
}

interface Asked {
  readonly opportunity: string;
  readonly to: string | null;
  readonly by: Assignment['by'];
  readonly at: number;
}

async function assign(trx: Transaction<Tables>, asked: Asked): Promise<Card | RefusedAssignment> {
  const row = await trx
    .selectFrom('opportunities')
    .select(['brand', 'body', 'decision', 'hold', 'assignment'])
    .where('id', '=', asked.opportunity)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return { refused: 'not-found' };
  const { body: opportunity, brand, decision, hold, assignment: before } = row;
  const card: Card = { opportunity, decision, hold, assignment: before };
  if ((before?.to.id ?? null) === asked.to) return card;
  if (opportunity.state === 'closed') return { refused: 'closed' };
  const assignment = await toAssignment(trx, brand, asked);
  if (assignment && 'refused' in assignment) return assignment;
  const { by, at } = asked;
  await trx
    .updateTable('opportunities')
    .set({ assignment: assignment && toJson(assignment) })
    .where('id', '=', opportunity.id)
    .execute();
  const entry = { at, actor: by.id, action: 'opportunity.assign', subject: opportunity.id, brand };
  await writeAudit(trx, { ...entry, before, after: assignment });
  const after = { ...card, assignment };
  await writeChanges(trx, [{ brand, body: { noun: 'card', id: opportunity.id, value: after } }], at);
  return after;
}

/** Whoever takes care must be able to decide. */
async function toAssignment(
  trx: Transaction<Tables>,
  brand: string,
  { to, by, at }: Asked,
): Promise<Assignment | null | RefusedAssignment> {
  if (to === null) return null;
  const [colleague] = await colleaguesOf(trx, brand, [to]);
  if (!colleague || !allows(colleague, 'decide')) return { refused: 'cannot-decide' };
  const { id, name } = colleague;
  return { to: { id, name }, by: { id: by.id, name: by.name }, at: new Date(at).toISOString() };
}
