import { isDeepStrictEqual } from 'node:util';
import { type Kysely, sql } from 'kysely';
import type { LiveTerritory, Territory } from '../contract/territory.ts';
import type { VersionFacts } from '../ports/territory.ts';
import { writeAudit } from './audit.ts';
import { toJson } from './json.ts';
import type { Tables } from './tables.ts';

/** Announced whenever what runs may have changed. */
export const TERRITORIES_CHANNEL = 'rebond_territories';

/** Two people who publish for a brand at once come one after the other. */
export const lockTerritory = (trx: Kysely<Tables>, brand: string): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(hashtext('territory'), hashtext(${brand}))`.execute(trx);

export const announceTerritory = (trx: Kysely<Tables>, brand: string): Promise<unknown> =>
  sql`SELECT pg_notify(${TERRITORIES_CHANNEL}, ${brand})`.execute(trx);

export async function readLive(db: Kysely<Tables>, brand: string): Promise<LiveTerritory | null> {
  const row = await db
    .selectFrom('territories')
    .select(['version', 'body as territory'])
    .where('brand', '=', brand)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return row ? filled(row) : null;
}

/** A territory published before it could have lists has none, and its topics hear of all sources. */
export function filled<T extends { territory: Territory }>(row: T): T {
  const { lists = {}, topics } = row.territory;
  const all = topics.map((topic) => ({ ...topic, sources: topic.sources ?? [] }));
  return { ...row, territory: { ...row.territory, lists, topics: all } };
}

/**
 * Adds a version, audited and announced, unless the live one says the same; answers the live version. The caller holds
 * the lock.
 */
export async function addVersion(
  trx: Kysely<Tables>,
  territory: Territory,
  by: { readonly author: string; readonly at: number },
  facts: VersionFacts = {},
): Promise<LiveTerritory> {
  const { brand } = territory;
  const before = await readLive(trx, brand);
  if (before && isDeepStrictEqual(before.territory, JSON.parse(toJson(territory)))) return before;
  const version = (before?.version ?? 0) + 1;
  const { note = '', restores, failing = 0, yaml = null } = facts;
  await trx
    .insertInto('territories')
    .values({
      ...{ brand, version, body: toJson(territory), author: by.author, created_at: new Date(by.at) },
      ...{ note, restores: restores ?? null, failing, yaml },
    })
    .execute();
  await writeAudit(trx, {
    at: by.at,
    actor: by.author,
    action: restores === undefined ? 'territory.publish' : 'territory.restore',
    subject: `${brand}@${version}`,
    brand,
    before: before && { version: before.version, territory: before.territory },
    after: { version, note, ...(restores && { restores }), ...(failing > 0 && { failing }), territory },
  });
  await announceTerritory(trx, brand);
  return { version, territory };
}
