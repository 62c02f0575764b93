import { type Kysely, sql } from 'kysely';
import type { TurnStore } from '../ports/writer.ts';
import type { Tables } from './tables.ts';

/** Turns of phrase that were offered. */
export function createTurns({ db }: { readonly db: Kysely<Tables> }): TurnStore {
  return {
    offered: (brand, since) =>
      db
        .selectFrom('turns')
        .select(['turn', 'opportunity'])
        .where('brand', '=', brand)
        .where('at', '>', new Date(since))
        .execute(),

    offer: ({ brand, opportunity, turns }, { count, since, at }) =>
      db.transaction().execute(async (trx) => {
        // Two people of one brand who ask at once are not offered the same.
        await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`turns ${brand}`}, 0))`.execute(trx);
        const elsewhere = await trx
          .selectFrom('turns')
          .select('turn')
          .where('brand', '=', brand)
          .where('opportunity', '!=', opportunity)
          .where('at', '>', new Date(since))
          .execute();
        const spent = new Set(elsewhere.map(({ turn }) => turn));
        const taken = [...new Set(turns)].filter((turn) => !spent.has(turn)).slice(0, count);
        if (taken.length === 0) return [];
        await trx
          .insertInto('turns')
          .values(taken.map((turn) => ({ brand, opportunity, turn, at: new Date(at) })))
          .onConflict((clash) => clash.columns(['brand', 'opportunity', 'turn']).doUpdateSet({ at: new Date(at) }))
          .execute();
        return taken;
      }),

    purge: async (before) => void (await db.deleteFrom('turns').where('at', '<', new Date(before)).execute()),
  };
}
