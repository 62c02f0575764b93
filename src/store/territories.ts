import type { Kysely } from 'kysely';
import type { Clock, TerritoryStore } from '../context.ts';
import type { Listener } from './listener.ts';
import type { Tables } from './tables.ts';
import { addVersion, filled, lockTerritory, readLive, TERRITORIES_CHANNEL } from './territories-publish.ts';

export interface Territories extends TerritoryStore {
  /** Calls back when a territory was published, or may have been: read `live()` again. Answers the function that ends it. */
  watch(listener: () => void): Promise<() => Promise<void>>;
}

export interface TerritoriesOptions {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly listener: Listener;
}

export function createTerritories(options: TerritoriesOptions): Territories {
  const { db, clock, listener } = options;
  return {
    live: () =>
      db
        .selectFrom('territories')
        .distinctOn('brand')
        .select(['version', 'body as territory'])
        .orderBy('brand')
        .orderBy('version', 'desc')
        .execute()
        .then((rows) => rows.map(filled)),

    get: (brand) => readLive(db, brand),

    publish: (territory, author, facts) =>
      db.transaction().execute(async (trx) => {
        await lockTerritory(trx, territory.brand);
        return addVersion(trx, territory, { author, at: clock() }, facts);
      }),

    watch: (report) => listener.on(TERRITORIES_CHANNEL, () => report()),
  };
}
