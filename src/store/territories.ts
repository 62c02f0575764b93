import { type Kysely, sql } from 'kysely';
import type { Clock, TerritoryStore } from '../context.ts';
import type { LiveTerritory } from '../contract/territory.ts';
import { writeAudit } from './audit.ts';
import { toJson } from './json.ts';
import type { Listener } from './listener.ts';
import type { Tables } from './tables.ts';

export interface Territories extends TerritoryStore {
  /** Calls back when a territory was published, or may have been: read `live()` again. Answers the function that ends it. */
  watch(listener: () => void): Promise<() => Promise<void>>;
}

export interface TerritoriesOptions {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly listener: Listener;
}

const CHANNEL = 'rebond_territories';

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

    publish: (territory, author) =>
      db.transaction().execute(async (trx) => {
        const { brand } = territory;
        // Two people who publish at once get one version after the other.
        await sql`SELECT pg_advisory_xact_lock(hashtext('territory'), hashtext(${brand}))`.execute(trx);
        const before = await readLive(trx, brand);
        if (before && (await isSame(trx, brand, before.version, toJson(territory)))) return before;
        const version = (before?.version ?? 0) + 1;
        const at = clock();
        await trx
          .insertInto('territories')
          .values({ brand, version, body: toJson(territory), author, created_at: new Date(at) })
          .execute();
        await writeAudit(trx, {
          at,
          actor: author,
          action: 'territory.publish',
          subject: `${brand}@${version}`,
          brand,
          before: before?.territory ?? null,
          after: territory,
        });
        await sql`SELECT pg_notify(${CHANNEL}, ${brand})`.execute(trx);
        return { version, territory };
      }),

    watch: (report) => listener.on(CHANNEL, () => report()),
  };
}

async function readLive(db: Kysely<Tables>, brand: string): Promise<LiveTerritory | null> {
  const row = await db
    .selectFrom('territories')
    .select(['version', 'body as territory'])
    .where('brand', '=', brand)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return row ? filled(row) : null;
}

/** A territory published before it could have lists has none. */
const filled = ({ version, territory }: LiveTerritory): LiveTerritory => ({
  version,
  territory: { ...territory, lists: territory.lists ?? {} },
});

/** Compared by the database: the order of an object's members does not count. */
async function isSame(db: Kysely<Tables>, brand: string, version: number, body: string): Promise<boolean> {
  const { rows } = await sql<{ same: boolean }>`
    SELECT body = ${body}::jsonb AS same FROM territories WHERE brand = ${brand} AND version = ${version}
  `.execute(db);
  return rows[0]?.same ?? false;
}
