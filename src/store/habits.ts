import { type Kysely, sql } from 'kysely';
import type { HabitStore } from '../ports/writer.ts';
import { Platform } from '../contract/platform.ts';
import type { Tables } from './tables.ts';

/** Where brands have spoken, read from what their drafts say of their publications. */
export function createHabits({ db }: { readonly db: Kysely<Tables> }): HabitStore {
  return {
    platforms: async (brand, since) => {
      const { rows } = await sql<{ platform: string; count: number }>`
        SELECT out ->> 'platform' AS platform, count(*)::int AS count
        FROM drafts, jsonb_array_elements(body -> 'publications') AS out
        WHERE brand = ${brand} AND state = 'published' AND updated_at > ${new Date(since)} AND out ->> 'state' = 'out'
        GROUP BY 1 ORDER BY 2 DESC, 1
      `.execute(db);
      return rows.flatMap(({ platform, count }) => {
        const known = Platform.safeParse(platform);
        return known.success ? [{ platform: known.data, count }] : [];
      });
    },
  };
}
