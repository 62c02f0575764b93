import type { Kysely } from 'kysely';
import { toJson } from './json.ts';
import type { Tables } from './tables.ts';

/** Where each source got to, kept over restarts. Values are JSON. */
export interface Cursors {
  load(id: string): Promise<unknown>;
  save(id: string, value: unknown): Promise<void>;
}

export function createCursors(db: Kysely<Tables>): Cursors {
  const keyOf = (id: string): string => `source:${id}`;
  return {
    load: async (id) => {
      const row = await db.selectFrom('meta').select('value').where('key', '=', keyOf(id)).executeTakeFirst();
      return row ? (JSON.parse(row.value) as unknown) : null;
    },
    save: async (id, value) => {
      const json = toJson(value);
      await db
        .insertInto('meta')
        .values({ key: keyOf(id), value: json })
        .onConflict((clash) => clash.column('key').doUpdateSet({ value: json }))
        .execute();
    },
  };
}
