import type { Kysely } from 'kysely';
import type { BrandStore, Clock } from '../context.ts';
import { writeAudit } from './audit.ts';
import { toJson } from './json.ts';
import type { Tables } from './tables.ts';

export function createBrands(options: { readonly db: Kysely<Tables>; readonly clock: Clock }): BrandStore {
  const { db, clock } = options;
  return {
    async list() {
      const rows = await db.selectFrom('brands').select('body').orderBy('id').execute();
      return rows.map(({ body }) => body);
    },

    async get(id) {
      const row = await db.selectFrom('brands').select('body').where('id', '=', id).executeTakeFirst();
      return row?.body ?? null;
    },

    async put(brand) {
      const row = { body: toJson(brand), updated_at: new Date(clock()) };
      await db
        .insertInto('brands')
        .values({ id: brand.id, ...row })
        .onConflict((clash) => clash.column('id').doUpdateSet(row))
        .execute();
    },

    create: (brand, actor) =>
      db.transaction().execute(async (trx) => {
        const at = clock();
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto('brands')
          .values({ id: brand.id, body: toJson(brand), updated_at: new Date(at) })
          .onConflict((clash) => clash.column('id').doNothing())
          .executeTakeFirstOrThrow();
        if (numInsertedOrUpdatedRows === 0n) return false;
        const entry = { actor, action: 'brand.create', subject: brand.id, brand: brand.id };
        await writeAudit(trx, { at, ...entry, before: null, after: brand });
        return true;
      }),
  };
}
