import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { DraftStore } from '../ports/newsroom.ts';
import type { Draft } from '../contract/draft.ts';
import { escalated, possibleMoves } from '../core/draft/workflow.ts';
import { angleOf } from './angle-row.ts';
import { DEADLINE, versionsOf } from './draft-moves.ts';
import { freezesOf } from './freezes.ts';
import { brandOf, circumstances, createDraft, moveDraftRow } from './move-draft.ts';
import { writeChanges } from './numbered-changes.ts';
import type { Tables } from './tables.ts';
import { writeDraft } from './write-draft.ts';

export interface DraftsOptions {
  readonly db: Kysely<Tables>;
  /** Names of new drafts; random ones unless told. */
  readonly newId?: () => string;
}

const DAY_MS = 86_400_000;
/** After so long without a change nobody is at it any more. */
const LEFT_MS = 7 * DAY_MS;

/** Of a brand; those that wait for somebody come before those that were left behind. */
const MOST_DRAFTS = 500;

export function createDrafts({ db, newId = randomUUID }: DraftsOptions): DraftStore {
  return {
    create: (opportunity, request, by, at) =>
      db.transaction().execute((trx) => createDraft(trx, { id: newId(), opportunity, request, by, at })),

    move: (draft, request, by, at) => db.transaction().execute((trx) => moveDraftRow(trx, { draft, request, by, at })),

    async list(opportunity) {
      const rows = await db
        .selectFrom('drafts')
        .select('body')
        .where('opportunity', '=', opportunity)
        .orderBy(sql`body ->> 'createdAt'`)
        .orderBy('id')
        .execute();
      return rows.map(({ body }) => body);
    },

    async waiting(brand) {
      const rows = await waitingOf(db)
        .innerJoin('opportunities', 'opportunities.id', 'drafts.opportunity')
        .select(['opportunities.body as opportunity', 'decision', 'hold', 'assignment'])
        .where('drafts.brand', '=', brand)
        .limit(MOST_DRAFTS)
        .execute();
      return rows.map(({ draft, ...card }) => ({ draft, card }));
    },

    get: (id, by, at) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute(async (trx) => {
          const row = await trx
            .selectFrom('drafts')
            .innerJoin('opportunities', 'opportunities.id', 'drafts.opportunity')
            .select(['drafts.body as draft', 'opportunities.body as opportunity', 'decision', 'hold', 'assignment'])
            .where('drafts.id', '=', id)
            .executeTakeFirst();
          if (!row) return null;
          const { draft, ...card } = row;
          const brand = await brandOf(trx, draft.brand);
          const angle =
            draft.angle === undefined ? null : ((await angleOf(trx, draft.angle).executeTakeFirst())?.body ?? null);
          const moving = { ...circumstances(card, brand, await freezesOf(trx, draft.brand), by, at), angle };
          return {
            draft,
            versions: await versionsOf(trx, draft),
            policy: moving.policy,
            moves: possibleMoves(draft, moving),
            barred: moving.barred?.kind ?? null,
          };
        }),

    async brandOf(id) {
      const row = await db.selectFrom('drafts').select('brand').where('id', '=', id).executeTakeFirst();
      return row?.brand ?? null;
    },

    async escalate(at) {
      const waiting = await waitingOf(db).execute();
      let many = 0;
      for (const { draft } of waiting.filter((one) => escalated(one.draft, at))) {
        if (await escalateOne(db, draft.id, at)) many += 1;
      }
      return many;
    },
  };
}

/**
 * Those that are neither withdrawn nor out for longer than a day, nor left unfinished: untouched for a week when their card
 * was closed, with nothing left to publish.
 */
export async function currentDrafts(db: Kysely<Tables>, brand: string, now: number): Promise<Draft[]> {
  const rows = await db
    .selectFrom('drafts')
    .select('body')
    .where('brand', '=', brand)
    .where('state', '<>', 'withdrawn')
    .where((is) => is.or([is('state', '<>', 'published'), is('updated_at', '>', new Date(now - DAY_MS))]))
    .where(({ or, exists, eb: is, selectFrom }) =>
      or([
        is('updated_at', '>', new Date(now - LEFT_MS)),
        exists(
          selectFrom('opportunities')
            .select('id')
            .whereRef('opportunities.id', '=', 'drafts.opportunity')
            .where('opportunities.state', '<>', 'closed'),
        ),
        exists(
          selectFrom('publications')
            .select('id')
            .whereRef('publications.draft', '=', 'drafts.id')
            .where('next_at', 'is not', null),
        ),
      ]),
    )
    .orderBy(sql`state IN ('waiting', 'approved')`, 'desc')
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .limit(MOST_DRAFTS)
    .execute();
  return rows.map(({ body }) => body);
}

/** Those that wait for approval, whose time ends first before others. */
const waitingOf = (db: Kysely<Tables>) =>
  db
    .selectFrom('drafts')
    .select('drafts.body as draft')
    .where('drafts.state', '=', 'waiting')
    .orderBy('drafts.deadline', (order) => order.asc().nullsLast())
    .orderBy('drafts.id');

/** Whoever moved it in between decides whether it still has to be. */
function escalateOne(db: Kysely<Tables>, id: string, at: number): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx.selectFrom('drafts').select('body').where('id', '=', id).forUpdate().executeTakeFirst();
    const draft = row && escalated(row.body, at);
    if (!draft) return false;
    const change = await writeDraft(trx, { draft, before: row.body, move: 'escalate', actor: DEADLINE, at });
    await writeChanges(trx, [change], at);
    return true;
  });
}
