import { randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { CommentStore, RefusedComment } from '../ports/newsroom.ts';
import type { Comment, CommentRequest } from '../contract/teamwork.ts';
import { writeAudit } from './audit.ts';
import { colleaguesOf } from './colleagues.ts';
import { toJson } from './json.ts';
import { writeChanges } from './numbered-changes.ts';
import type { Tables } from './tables.ts';

export interface CommentsOptions {
  readonly db: Kysely<Tables>;
  /** Names of new comments; random ones unless told. */
  readonly newId?: () => string;
}

/** More than that on one story is read by nobody. */
const MOST_OF_ONE = 500;
const MOST_CALLS = 50;

export function createComments({ db, newId = randomUUID }: CommentsOptions): CommentStore {
  return {
    async of(opportunity) {
      const rows = await db
        .selectFrom('comments')
        .select('body')
        .where('opportunity', '=', opportunity)
        .orderBy('at', 'desc')
        .orderBy('id')
        .limit(MOST_OF_ONE)
        .execute();
      return rows.map(({ body }) => body).reverse();
    },

    async callsOf(person, brands, since) {
      if (brands.length === 0) return [];
      const rows = await db
        .selectFrom('comments')
        .select('body')
        .where('brand', 'in', [...brands])
        .where(sql<boolean>`body -> 'mentions' @> ${JSON.stringify([{ id: person }])}::jsonb`)
        .where('at', '>', new Date(since))
        .orderBy('at', 'desc')
        .orderBy('id')
        .limit(MOST_CALLS)
        .execute();
      return rows.map(({ body }) => body);
    },

    write: (opportunity, request, by, at) =>
      db.transaction().execute((trx) => writeComment(trx, { id: newId(), opportunity, request, by, at })),
  };
}

interface Asked {
  readonly id: string;
  readonly opportunity: string;
  readonly request: CommentRequest;
  readonly by: Comment['by'];
  readonly at: number;
}

async function writeComment(trx: Transaction<Tables>, asked: Asked): Promise<Comment | RefusedComment> {
  const { id, opportunity, request, by, at } = asked;
  const row = await trx.selectFrom('opportunities').select('brand').where('id', '=', opportunity).executeTakeFirst();
  if (!row) return { refused: 'not-found' };
  // Sent again, it is answered as it was written, whoever of those called has left since.
  const before = await writtenBefore(trx, asked);
  if (before) return before;
  const mentions = await called(trx, row.brand, request.mentions);
  if ('refused' in mentions) return mentions;
  const when = new Date(at).toISOString();
  const comment: Comment = {
    ...{ id, brand: row.brand, opportunity, text: request.text },
    ...{ by: { id: by.id, name: by.name }, at: when, mentions },
  };
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('comments')
    .values({
      ...{ id, brand: row.brand, opportunity, key: request.key, by_person: by.id, at: new Date(at) },
      body: toJson(comment),
    })
    .onConflict((clash) => clash.columns(['by_person', 'key']).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) return (await writtenBefore(trx, asked))!;
  const entry = { at, actor: by.id, action: 'opportunity.comment', subject: opportunity, brand: row.brand };
  await writeAudit(trx, { ...entry, after: comment });
  await writeChanges(trx, [{ brand: row.brand, body: { noun: 'comment', id, value: comment } }], at);
  return comment;
}

/** The colleagues called, by the names they have now; each must hold a role for the brand. */
async function called(
  trx: Transaction<Tables>,
  brand: string,
  ids: readonly string[],
): Promise<Comment['mentions'] | RefusedComment> {
  const wanted = [...new Set(ids)];
  const known = new Map((await colleaguesOf(trx, brand, wanted)).map(({ id, name }) => [id, name]));
  const stranger = wanted.find((id) => !known.has(id));
  if (stranger !== undefined) return { refused: 'no-colleague' };
  return wanted.map((id) => ({ id, name: known.get(id)! }));
}

/** What the same person wrote under the same key, whose answer was lost on the way; null where that is nothing. */
async function writtenBefore(
  trx: Transaction<Tables>,
  { by, request, opportunity }: Asked,
): Promise<Comment | RefusedComment | null> {
  const row = await trx
    .selectFrom('comments')
    .select('body')
    .where('by_person', '=', by.id)
    .where('key', '=', request.key)
    .executeTakeFirst();
  if (!row) return null;
  return row.body.opportunity === opportunity ? row.body : { refused: 'other-key' };
}
