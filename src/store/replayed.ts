import type { Kysely } from 'kysely';
import type { Clock } from '../context.ts';
import type { Tables } from './tables.ts';

/** Where a record lay when it was refused. */
interface Place {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

export const sayPlace = ({ topic, partition, offset }: Place): string => `${topic}/${partition}/${offset}`;

export type Replayed = ReturnType<typeof createReplayed>;

/** Which refused records were laid in the log again. */
export function createReplayed({ db, clock }: { readonly db: Kysely<Tables>; readonly clock: Clock }) {
  return {
    /** Those of the places that were taken before, as `sayPlace` says them. */
    async among(places: readonly Place[]): Promise<Set<string>> {
      const wanted = new Set(places.map(sayPlace));
      const offsets = places.map(({ offset }) => offset);
      if (offsets.length === 0) return wanted;
      const rows = await db.selectFrom('replayed').selectAll().where('offset', 'in', offsets).execute();
      return new Set(rows.map(sayPlace).filter((place) => wanted.has(place)));
    },

    /**
     * Takes the places that nobody took before and has `send` lay them in the log. Where that fails none is taken. The
     * note is written after the records: a crash between the two sends them a second time, and a signal known already
     * changes nothing.
     * @returns how many were taken
     */
    take<P extends Place>(places: readonly P[], send: (taken: readonly P[]) => Promise<void>): Promise<number> {
      const bySaying = new Map(places.map((place) => [sayPlace(place), place]));
      if (bySaying.size === 0) return Promise.resolve(0);
      // In one order, so that two who take the same wait for each other instead of both failing.
      const values = [...bySaying.entries()]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, { topic, partition, offset }]) => ({ topic, partition, offset, at: new Date(clock()) }));
      return db.transaction().execute(async (trx) => {
        const rows = await trx
          .insertInto('replayed')
          .values(values)
          .onConflict((clash) => clash.doNothing())
          .returning(['topic', 'partition', 'offset'])
          .execute();
        const fresh = new Set(rows.map(sayPlace));
        const taken = [...bySaying].flatMap(([saying, place]) => (fresh.has(saying) ? [place] : []));
        if (taken.length > 0) await send(taken);
        return taken.length;
      });
    },

    purge: async (before: number) =>
      void (await db.deleteFrom('replayed').where('at', '<', new Date(before)).execute()),
  };
}
