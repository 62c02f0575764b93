import { type Kysely, sql } from 'kysely';
import type { ReactivityStore } from '../ports/newsroom.ts';
import type { Steps } from '../contract/funnel.ts';
import { toJson } from './json.ts';
import type { Listener } from './listener.ts';
import type { Tables } from './tables.ts';

const CHANNEL = 'rebond_reactivities';

/** How long brands need, as it was measured last. */
export function createReactivities(options: {
  readonly db: Kysely<Tables>;
  readonly listener: Pick<Listener, 'on'>;
}): ReactivityStore {
  const { db, listener } = options;
  return {
    async get(brand) {
      const row = await db.selectFrom('reactivities').select('body').where('brand', '=', brand).executeTakeFirst();
      return row?.body ?? null;
    },

    async all() {
      const rows = await db.selectFrom('reactivities').select('body').orderBy('brand').execute();
      return rows.map(({ body }) => body);
    },

    put: (reactivity, at) =>
      db.transaction().execute(async (trx) => {
        const row = { body: toJson(reactivity), updated_at: new Date(at) };
        await trx
          .insertInto('reactivities')
          .values({ brand: reactivity.brand, ...row })
          .onConflict((clash) => clash.column('brand').doUpdateSet(row))
          .execute();
        await sql`SELECT pg_notify(${CHANNEL}, ${reactivity.brand})`.execute(trx);
      }),

    approved: async (brand, most) => {
      const { rows } = await sql<{ steps: Steps }>`
        WITH newest AS (
          SELECT opportunity FROM steps WHERE brand = ${brand} AND step = 'approved'
          ORDER BY at DESC, opportunity LIMIT ${most}
        )
        SELECT jsonb_object_agg(s.step, to_char(s.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) AS steps
        FROM newest JOIN steps AS s USING (opportunity)
        GROUP BY opportunity
        ORDER BY max(s.at) FILTER (WHERE s.step = 'approved') DESC, opportunity
      `.execute(db);
      return rows.map(({ steps }) => steps);
    },

    watch: (report) => listener.on(CHANNEL, () => report()),
  };
}
