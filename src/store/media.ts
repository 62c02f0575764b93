import { createHash, randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { MediaStore } from '../ports/media.ts';
import type { Media } from '../contract/media.ts';
import { writeAudit } from './audit.ts';
import type { Tables } from './tables.ts';

export interface MediaOptions {
  readonly db: Kysely<Tables>;
  /** Names of new pictures; random ones unless told. */
  readonly newId?: () => string;
}

const ABOUT = ['id', 'brand', 'type', 'width', 'height', 'size', 'animated', 'at'] as const;
type Row = Pick<Tables['media'], 'id' | 'brand' | 'type' | 'width' | 'height' | 'size' | 'animated'> & { at: Date };

export function createMedia({ db, newId = randomUUID }: MediaOptions): MediaStore {
  return {
    add: (brand, picture, by, at) =>
      db.transaction().execute(async (trx) => {
        const id = newId();
        const hash = createHash('sha256').update(picture.bytes).digest('hex');
        const { type, width, height, animated, bytes, small } = picture;
        const row = await trx
          .insertInto('media')
          .values({
            ...{ id, brand, hash, type, width, height, animated, size: bytes.length, bytes, small },
            ...{ by_person: by, at: new Date(at) },
          })
          // Sent again it is wanted again: its week begins anew.
          .onConflict((clash) => clash.columns(['brand', 'hash']).doUpdateSet({ at: new Date(at) }))
          .returning(ABOUT)
          .executeTakeFirstOrThrow();
        const media = present(row);
        if (media.id === id)
          await writeAudit(trx, { at, actor: by, action: 'media.add', subject: id, brand, after: media });
        return media;
      }),

    async brandOf(id) {
      const row = await db.selectFrom('media').select('brand').where('id', '=', id).executeTakeFirst();
      return row?.brand ?? null;
    },

    async describe(ids) {
      if (ids.length === 0) return [];
      const rows = await db
        .selectFrom('media')
        .select(ABOUT)
        .where('id', 'in', [...ids])
        .execute();
      return rows.map(present);
    },

    async read(id, size) {
      const row = await db
        .selectFrom('media')
        .select(['type', 'hash'])
        .select(size === 'small' ? 'small as bytes' : 'bytes')
        .where('id', '=', id)
        .executeTakeFirst();
      if (!row) return null;
      const small = size === 'small';
      return {
        type: small ? 'image/webp' : row.type,
        bytes: row.bytes,
        etag: `"${row.hash.slice(0, 32)}${small ? '-small' : ''}"`,
      };
    },

    // Every version that ever was may be written again: what one of them names stays.
    async purge(before) {
      const { numAffectedRows } = await sql`
        DELETE FROM media WHERE at < ${new Date(before)} AND NOT EXISTS (
          SELECT FROM draft_versions, jsonb_array_elements(content -> 'media') AS one WHERE one ->> 'media' = media.id
        )`.execute(db);
      return Number(numAffectedRows ?? 0);
    },
  };
}

/** Whether all of these are pictures of the brand; they stay until the transaction ends. */
export async function areOfBrand(trx: Kysely<Tables>, brand: string, ids: readonly string[]): Promise<boolean> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return true;
  const rows = await trx
    .selectFrom('media')
    .select('id')
    .where('brand', '=', brand)
    .where('id', 'in', wanted)
    .forKeyShare()
    .execute();
  return rows.length === wanted.length;
}

const present = ({ id, brand, type, width, height, size, animated, at }: Row): Media => ({
  ...{ id, brand, type, width, height, bytes: size, animated },
  at: at.toISOString(),
});
