import type { Kysely, Transaction } from 'kysely';
import type { MomentCardStore, RefusedMomentDecision } from '../ports/calendar.ts';
import type { MomentCard, MomentDecision, MomentDecisionRequest } from '../contract/moment-card.ts';
import { writeAudit } from './audit.ts';
import { toJson } from './json.ts';
import { writeChanges } from './numbered-changes.ts';
import type { Tables } from './tables.ts';

export function createMomentCards({ db }: { readonly db: Kysely<Tables> }): MomentCardStore {
  return {
    async list(brand) {
      const cards = await currentOf(db, brand).execute();
      return cards.map(toCard).sort((a, b) => (a.date.from < b.date.from ? -1 : Number(a.date.from > b.date.from)));
    },

    async brandOf(id) {
      const row = await db.selectFrom('moment_cards').select('brand').where('id', '=', id).executeTakeFirst();
      return row?.brand ?? null;
    },

    decide: (id, request, by, at) =>
      db.transaction().execute((trx) => decideMoment(trx, id, toDecision(request, by, at), at)),

    rewrite: (brand, plan, at) =>
      db.transaction().execute(async (trx) => {
        const existing = (await currentOf(trx, brand).forUpdate().execute()).map(toCard);
        const bodies = plan(existing);
        const cards: MomentCard[] = [];
        for (const body of bodies) cards.push({ ...body, decision: await writeBody(trx, body, at) });
        await writeChanges(trx, cards.map(toChange), at);
        return cards.length;
      }),
  };
}

/** Always in one order, so that two writers never wait for each other. */
const currentOf = (db: Kysely<Tables>, brand: string) =>
  db
    .selectFrom('moment_cards')
    .select(['body', 'decision'])
    .where('brand', '=', brand)
    .where('state', '<>', 'over')
    .orderBy('id');

const toCard = ({ body, decision }: Pick<MomentCard, 'decision'> & { body: Omit<MomentCard, 'decision'> }) => ({
  ...body,
  decision,
});

const toChange = (card: MomentCard) =>
  ({ brand: card.brand, body: { noun: 'moment', id: card.id, value: card } }) as const;

/** Answers what people decided about the card, which stays. */
async function writeBody(
  trx: Transaction<Tables>,
  body: Omit<MomentCard, 'decision'>,
  at: number,
): Promise<MomentDecision | null> {
  const row = { state: body.state, body: toJson(body), updated_at: new Date(at) };
  const { decision } = await trx
    .insertInto('moment_cards')
    .values({ id: body.id, brand: body.brand, ...row })
    .onConflict((clash) => clash.column('id').doUpdateSet(row))
    .returning('decision')
    .executeTakeFirstOrThrow();
  return decision;
}

const toDecision = (
  { action, note }: MomentDecisionRequest,
  { id, name }: MomentDecision['by'],
  at: number,
): MomentDecision => ({
  action,
  ...(note === undefined ? {} : { note }),
  by: { id, name },
  at: new Date(at).toISOString(),
});

async function decideMoment(
  trx: Transaction<Tables>,
  id: string,
  decision: MomentDecision,
  at: number,
): Promise<{ card: MomentCard; decision: MomentDecision } | RefusedMomentDecision> {
  const row = await trx
    .selectFrom('moment_cards')
    .select(['body', 'decision'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return { refused: 'not-found', decision: null };
  const refused = refusal(row.body.state, row.decision, decision.action);
  if (refused) return { refused, decision: row.decision };
  await trx
    .updateTable('moment_cards')
    .set({ decision: toJson(decision) })
    .where('id', '=', id)
    .execute();
  await writeAudit(trx, {
    at,
    actor: decision.by.id,
    action: `moment.${decision.action}`,
    subject: id,
    brand: row.body.brand,
    before: row.decision,
    after: decision,
  });
  const card = { ...row.body, decision };
  await writeChanges(trx, [toChange(card)], at);
  return { card, decision };
}

/** Planned and dismissed are settled until somebody reopens. */
function refusal(
  state: MomentCard['state'],
  last: MomentDecision | null,
  action: MomentDecision['action'],
): RefusedMomentDecision['refused'] | null {
  if (state === 'over') return 'closed';
  const untouched = last === null || last.action === 'reopen';
  return untouched === (action === 'reopen') ? 'already-decided' : null;
}
