import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Clock } from '../context.ts';
import type { CardStore } from '../ports/newsroom.ts';
import type { Card } from '../contract/card.ts';
import type { MomentCard } from '../contract/moment-card.ts';
import { hasReadContext, noteContext } from './contexts.ts';
import { decideCard } from './decide-card.ts';
import { currentDrafts } from './drafts.ts';
import { freezesOf } from './freezes.ts';
import { stepsOf } from './steps.ts';
import type { Tables } from './tables.ts';

export interface CardsOptions {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  /** Names of new decisions; random ones unless told. */
  readonly newId?: () => string;
}

const DAY_MS = 86_400_000;

/** The newest of a brand; a feed longer than this is read by nobody. */
const MOST_CARDS = 500;

export function createCards(options: CardsOptions): CardStore {
  const { db, clock } = options;
  const newId = options.newId ?? randomUUID;
  return {
    // One look at everything, so that the number is exactly that of what is shown.
    list: (brand) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute(async (trx) => ({
          seq: await lastNumber(trx, brand),
          cards: await currentCards(trx, brand, clock()),
          moments: await currentMoments(trx, brand),
          freezes: await freezesOf(trx, brand),
          drafts: await currentDrafts(trx, brand, clock()),
        })),

    async get(brand, id, person) {
      const row = await db
        .selectFrom('opportunities')
        .select(['body', 'decision', 'hold', 'assignment', 'story'])
        .where('id', '=', id)
        .where('brand', '=', brand)
        .executeTakeFirst();
      if (!row) return null;
      const [story, history, contextRead, steps] = await Promise.all([
        db
          .selectFrom('stories')
          .select('body')
          .where('brand', '=', brand)
          .where('id', '=', row.story)
          .executeTakeFirst(),
        db.selectFrom('decisions').select('body').where('opportunity', '=', id).orderBy('nth').execute(),
        person === undefined ? false : hasReadContext(db, id, person, row.body.verdict.level),
        stepsOf(db, id),
      ]);
      return {
        opportunity: row.body,
        decision: row.decision,
        hold: row.hold,
        assignment: row.assignment,
        contextRead,
        story: story?.body ?? null,
        history: history.map(({ body }) => body),
        steps,
      };
    },

    async brandOf(id) {
      const row = await db.selectFrom('opportunities').select('brand').where('id', '=', id).executeTakeFirst();
      return row?.brand ?? null;
    },

    readContext: (opportunity, person, seen, at) =>
      noteContext(db, { opportunity, person, at, ...(seen === undefined ? {} : { seen }) }),

    decide: (opportunity, request, by, at) =>
      db.transaction().execute((trx) => decideCard(trx, { id: newId(), opportunity, request, by, at })),
  };
}

async function lastNumber(db: Kysely<Tables>, brand: string): Promise<number> {
  const head = await db.selectFrom('change_heads').select('last').where('brand', '=', brand).executeTakeFirst();
  return head?.last ?? 0;
}

async function currentCards(db: Kysely<Tables>, brand: string, now: number): Promise<Card[]> {
  const yesterday = new Date(now - DAY_MS);
  const rows = await db
    .selectFrom('opportunities')
    .select(['body', 'decision', 'hold', 'assignment'])
    .where('brand', '=', brand)
    .where((is) =>
      is.or([is('state', '<>', 'closed'), is('updated_at', '>', yesterday), is('decided_at', '>', yesterday)]),
    )
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .limit(MOST_CARDS)
    .execute();
  return rows.map(({ body, decision, hold, assignment }) => ({ opportunity: body, decision, hold, assignment }));
}

async function currentMoments(db: Kysely<Tables>, brand: string): Promise<MomentCard[]> {
  const rows = await db
    .selectFrom('moment_cards')
    .select(['body', 'decision'])
    .where('brand', '=', brand)
    .where('state', '<>', 'over')
    .orderBy('id')
    .execute();
  return rows.map(({ body, decision }) => ({ ...body, decision }));
}
