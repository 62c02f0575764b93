import { type Kysely, sql } from 'kysely';
import type { SpendStore } from '../ports/writer.ts';
import type { Tables } from './tables.ts';

/** Tokens of the model writer by day, of all processes together. */
export function createWriterSpend({ db }: { readonly db: Kysely<Tables> }): SpendStore {
  return {
    reserve: async (day, tokens, budget) => {
      if (tokens > budget) return false;
      const { rows } = await sql`
        INSERT INTO writer_spend AS spent (day, tokens) VALUES (${day}, ${tokens})
        ON CONFLICT (day) DO UPDATE SET tokens = spent.tokens + ${tokens} WHERE spent.tokens + ${tokens} <= ${budget}
        RETURNING tokens
      `.execute(db);
      return rows.length > 0;
    },

    settle: async (day, reserved, used) => {
      await sql`UPDATE writer_spend SET tokens = greatest(0, tokens + ${used - reserved}) WHERE day = ${day}`.execute(
        db,
      );
    },
  };
}
