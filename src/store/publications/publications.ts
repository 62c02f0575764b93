import { sql, type Kysely, type Transaction } from 'kysely';
import type { Reason } from '../../contract/common.ts';
import { absent, answered, held } from '../../core/draft/publication.ts';
import { obstacleTo, reasonOf, withPublication } from '../../core/draft/publish-draft.ts';
import type { OpenDestination, PublicationStore } from '../../ports/publishing.ts';
import { freezesOf } from '../freezes.ts';
import type { Tables } from '../tables.ts';
import { claimPublication, PUBLISHER } from './claim.ts';
import { goingOutOf } from './going-out.ts';
import { lockedBody, lockedDraft, writePublishing } from './locked.ts';
import { movePublication, orderPublications } from './order.ts';

interface PublicationsOptions {
  readonly db: Kysely<Tables>;
  /** Null where it is gone, or its secret cannot be opened. */
  readonly open: (db: Kysely<Tables>, destination: string) => Promise<OpenDestination | null>;
}

export function createPublications({ db, open }: PublicationsOptions): PublicationStore {
  return {
    async brandOf(id) {
      const row = await db.selectFrom('publications').select('brand').where('id', '=', id).executeTakeFirst();
      return row?.brand ?? null;
    },

    order: (draft, request, by, at) =>
      db.transaction().execute((trx) => orderPublications(trx, { draft, request, by, at })),

    move: (publication, request, by, at) =>
      db.transaction().execute((trx) => movePublication(trx, { publication, request, by, at })),

    async pending(at, most) {
      const rows = await db
        .selectFrom('publications')
        .select('id')
        .where('next_at', '<=', new Date(at))
        .orderBy('next_at')
        .orderBy('id')
        .limit(most)
        .execute();
      return rows.map(({ id }) => id);
    },

    claim: (publication, remedyOf, at) =>
      db.transaction().execute((trx) => claimPublication(trx, { publication, remedyOf, open, at })),

    answer: ({ publication, draft: { id } }, outcome, remedy, at) =>
      db.transaction().execute(async (trx) => {
        const before = await lockedBody(trx, id);
        const one = before.publications.find((other) => other.id === publication.id);
        // Somebody else has taken it over meanwhile, and knows better.
        if (one?.state !== 'sending' || one.attempts !== publication.attempts) return;
        const next = outcome.kind === 'absent' ? absent(one, at) : answered(one, outcome, remedy, at);
        const draft = withPublication(before, next, at);
        const move = next.state === 'sending' ? 'doubt' : next.state;
        await writePublishing(trx, { draft, before, move, actor: PUBLISHER, at });
      }),

    async holdBarred(at) {
      let many = 0;
      for (const id of await barred(db, at)) if (await hold(db, id, at)) many += 1;
      return many;
    },
  };
}

/** Those that have not left and may not any more, by a look that keeps nobody waiting. */
async function barred(db: Kysely<Tables>, at: number): Promise<string[]> {
  const rows = await db
    .selectFrom('publications')
    .innerJoin('drafts', 'drafts.id', 'publications.draft')
    .innerJoin('opportunities', 'opportunities.id', 'drafts.opportunity')
    .leftJoin('destinations', 'destinations.id', 'publications.destination')
    .leftJoin('cleared_angles', (join) => join.on(sql<boolean>`cleared_angles.id = drafts.body ->> 'angle'`))
    .select([
      'publications.id',
      'drafts.body as draft',
      'opportunities.body as opportunity',
      'destinations.id as there',
      'cleared_angles.body as angle',
    ])
    .select(['decision', 'hold', 'assignment'])
    .where('publications.state', '=', 'due')
    .orderBy('publications.id')
    .execute();
  const brands = [...new Set(rows.map(({ draft }) => draft.brand))];
  const freezes = new Map(await Promise.all(brands.map(async (one) => [one, await freezesOf(db, one)] as const)));
  return rows.flatMap(({ id, draft, there, angle, ...card }) => {
    if (there === null) return [id];
    const one = draft.publications.find((other) => other.id === id);
    const now = goingOutOf(card, freezes.get(draft.brand) ?? [], draft, { angle, at });
    return one && obstacleTo(draft, one, now) ? [id] : [];
  });
}

/** Asked again under locks: whatever was in the way may be gone. */
function hold(db: Kysely<Tables>, id: string, at: number): Promise<boolean> {
  return db.transaction().execute(async (trx: Transaction<Tables>) => {
    const row = await trx.selectFrom('publications').select('draft').where('id', '=', id).executeTakeFirst();
    const locked = row && (await lockedDraft(trx, row.draft, at));
    const one = locked?.draft.publications.find((other) => other.id === id);
    if (!locked || one?.state !== 'due') return false;
    const obstacle = obstacleTo(locked.draft, one, locked.now);
    const reason = obstacle ? reasonOf(obstacle) : await destinationGone(trx, one.destination?.id ?? '');
    if (!reason) return false;
    const draft = withPublication(locked.draft, held(one, reason, at), at);
    await writePublishing(trx, { draft, before: locked.draft, move: 'held', actor: PUBLISHER, at });
    return true;
  });
}

async function destinationGone(trx: Transaction<Tables>, id: string): Promise<Reason | null> {
  const row = await trx.selectFrom('destinations').select('id').where('id', '=', id).executeTakeFirst();
  return row ? null : { code: 'publication.no-destination', data: {} };
}
