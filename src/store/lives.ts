import { type Kysely, sql, type Transaction } from 'kysely';
import type { EndedLife } from '../contract/life.ts';
import type { LifeStore } from '../ports/newsroom.ts';
import { toJson } from './json.ts';
import type { Tables } from './tables.ts';

/** Lives of stories that are over. The pipeline writes them with its effects; see the ledger. */
export function createLives(db: Kysely<Tables>): LifeStore {
  return {
    endedSince: async (at, limit) => {
      const rows = await db
        .selectFrom('lives')
        .select('body')
        .where('ended_at', '>', new Date(at))
        .orderBy('ended_at', 'desc')
        .orderBy('brand')
        .orderBy('story')
        .limit(limit)
        .execute();
      return rows.map(({ body }) => body);
    },
    purge: async (before) => {
      await db.deleteFrom('lives').where('ended_at', '<', new Date(before)).execute();
    },
  };
}

export async function insertLives(trx: Transaction<Tables>, lives: readonly EndedLife[]): Promise<void> {
  if (lives.length === 0) return;
  // A story id may come back after it was forgotten: its later life counts.
  const last = [...new Map(lives.map((life) => [`${life.brand}\n${life.story}`, life])).values()];
  await sql`
    INSERT INTO lives (brand, story, ended_at, body)
    SELECT * FROM unnest(${last.map((life) => life.brand)}::text[], ${last.map((life) => life.story)}::text[],
      ${last.map((life) => life.endedAt)}::timestamptz[], ${last.map(toJson)}::jsonb[])
    ON CONFLICT (brand, story) DO UPDATE SET ended_at = excluded.ended_at, body = excluded.body
  `.execute(trx);
}
