import { type Kysely, sql, type Transaction } from 'kysely';
import type { FreezeStore } from '../ports/newsroom.ts';
import type { Freeze } from '../contract/freeze.ts';
import { writeAudit } from './audit.ts';
import { toJson } from './json.ts';
import { writeChanges } from './numbered-changes.ts';
import type { Tables } from './tables.ts';

const EVERYTHING = '*';

export function createFreezes(options: { readonly db: Kysely<Tables> }): FreezeStore {
  const { db } = options;
  return {
    of: (brand) => freezesOf(db, brand),

    freeze: (scope, reason, by, at) =>
      db.transaction().execute(async (trx) => {
        await closeFreezes(trx, scope);
        const standing = await freezeOf(trx, scope);
        if (standing) return standing;
        const freeze = { scope, reason, by: { id: by.id, name: by.name }, at: new Date(at).toISOString() };
        await trx
          .insertInto('freezes')
          .values({ scope, body: toJson(freeze), at: new Date(at) })
          .execute();
        await tell(trx, { scope, value: freeze, action: 'freeze.set', before: null, after: freeze, by: by.id, at });
        return freeze;
      }),

    lift: (scope, reason, by, at) =>
      db.transaction().execute(async (trx) => {
        await closeFreezes(trx, scope);
        const standing = await freezeOf(trx, scope);
        if (!standing) return null;
        await trx.deleteFrom('freezes').where('scope', '=', scope).execute();
        const after = { reason };
        await tell(trx, { scope, value: null, action: 'freeze.lift', before: standing, after, by: by.id, at });
        return standing;
      }),
  };
}

/** What is frozen for a brand: itself, everything, or neither; in the order of the scopes. */
export function freezesOf(db: Kysely<Tables>, brand: string): Promise<Freeze[]> {
  return db
    .selectFrom('freezes')
    .select('body')
    .where('scope', 'in', [brand, EVERYTHING])
    .orderBy(sql`scope COLLATE "C"`)
    .execute()
    .then((rows) => rows.map(({ body }) => body));
}

/**
 * The freezes of a brand as they are and stay until the transaction ends. Comes after the row of the opportunity and
 * before any numbered change: whoever waits for that row is overtaken by a freeze, never the other way round.
 */
export async function standingFreezes(trx: Transaction<Tables>, brand: string): Promise<Freeze[]> {
  // Everything before the brand, and each in a statement of its own: the look below must come after both.
  for (const scope of [EVERYTHING, brand]) {
    await sql`SELECT pg_advisory_xact_lock_shared(hashtext('freeze'), hashtext(${scope}))`.execute(trx);
  }
  return freezesOf(trx, brand);
}

/** Waits for whoever is just going out under this scope, and keeps others waiting. */
async function closeFreezes(trx: Transaction<Tables>, scope: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('freeze'), hashtext(${scope}))`.execute(trx);
}

async function freezeOf(trx: Transaction<Tables>, scope: string): Promise<Freeze | null> {
  const row = await trx.selectFrom('freezes').select('body').where('scope', '=', scope).executeTakeFirst();
  return row?.body ?? null;
}

interface Told {
  readonly scope: string;
  readonly value: Freeze | null;
  readonly action: string;
  readonly before: object | null;
  readonly after: object;
  readonly by: string;
  readonly at: number;
}

/** The audit entry, and a numbered change in every brand that it concerns. */
async function tell(trx: Transaction<Tables>, { scope, value, action, before, after, by, at }: Told): Promise<void> {
  const everything = scope === EVERYTHING;
  await writeAudit(trx, {
    at,
    actor: by,
    action,
    subject: scope,
    ...(everything ? {} : { brand: scope }),
    before,
    after,
  });
  const brands = everything
    ? (await trx.selectFrom('brands').select('id').orderBy('id').execute()).map(({ id }) => id)
    : [scope];
  await writeChanges(
    trx,
    brands.map((brand) => ({ brand, body: { noun: 'freeze', id: scope, value } })),
    at,
  );
}
