import { type Kysely, sql } from 'kysely';
import type { Clock } from '../context.ts';
import type { Territory } from '../contract/territory.ts';
import type { CopyPlace, TerritoryVersion } from '../contract/territory-version.ts';
import type { Outrun, StoredCopy, StoredVersion, TerritoryHistory, VersionFacts } from '../ports/territory.ts';
import { writeAudit } from './audit.ts';
import { toJson } from './json.ts';
import type { Tables } from './tables.ts';
import { addVersion, filled, lockTerritory } from './territories-publish.ts';

type Db = Kysely<Tables>;

/** Versions of territories and what is worked on; whoever was outrun is told, and nothing of either is lost. */
export function createTerritoryHistory({ db, clock }: { readonly db: Db; readonly clock: Clock }): TerritoryHistory {
  return {
    versions: (brand, before, limit) => readVersions(db, brand, before, limit),
    version: (brand, version) => readVersion(db, brand, version),
    copy: (brand) => readCopy(db, brand),
    place: (brand) => readPlace(db, brand),

    save: (territory, by, { revision, yaml }) =>
      db.transaction().execute(async (trx) => {
        await lockTerritory(trx, territory.brand);
        const before = await readCopy(trx, territory.brand);
        const outrun = isOutrun(before, revision);
        if (outrun) return outrun;
        const text = yaml === undefined ? (before?.yaml ?? null) : yaml;
        const begun = before?.saved ? before.basedOn : (before?.live ?? null);
        await writeCopy(trx, territory.brand, { territory, yaml: text, begun, by, at: clock() });
        return (await readCopy(trx, territory.brand))!;
      }),

    publishCopy: (territory, by, { revision, live, ...facts }) =>
      db.transaction().execute(async (trx) => {
        await lockTerritory(trx, territory.brand);
        const before = await readCopy(trx, territory.brand);
        const outrun = isOutrun(before, revision) ?? (await isOutrunByVersion(trx, territory.brand, before, live));
        if (outrun) return outrun;
        return publish(trx, territory, { by, at: clock() }, facts, true);
      }),

    restore: (territory, by, { live, ...facts }) =>
      db.transaction().execute(async (trx) => {
        await lockTerritory(trx, territory.brand);
        const before = await readCopy(trx, territory.brand);
        const outrun = await isOutrunByVersion(trx, territory.brand, before, live);
        return outrun ?? publish(trx, territory, { by, at: clock() }, facts, before?.saved === null);
      }),

    discard: (brand, by, revision) =>
      db.transaction().execute(async (trx) => {
        await lockTerritory(trx, brand);
        const before = await readCopy(trx, brand);
        const outrun = isOutrun(before, revision);
        if (outrun || !before?.saved) return outrun;
        const at = clock();
        await emptyCopy(trx, brand, by, at);
        const audited = { at, actor: by, action: 'territory.discard', subject: brand, brand };
        await writeAudit(trx, { ...audited, before: { revision, territory: before.territory } });
        return null;
      }),
  };
}

/** @param empties whether the working copy is what is published */
async function publish(
  trx: Db,
  territory: Territory,
  { by, at }: { readonly by: string; readonly at: number },
  facts: VersionFacts,
  empties: boolean,
): Promise<StoredVersion> {
  const { brand } = territory;
  const { version } = await addVersion(trx, territory, { author: by, at }, facts);
  if (empties) await emptyCopy(trx, brand, by, at);
  return (await readVersion(trx, brand, version))!;
}

function isOutrun(now: StoredCopy | null, revision: number): Outrun | null {
  if ((now?.revision ?? 0) === revision) return null;
  return { outrun: 'revision', by: now?.last ?? '', now: now?.revision ?? 0 };
}

async function isOutrunByVersion(
  trx: Db,
  brand: string,
  now: StoredCopy | null,
  live: number | null,
): Promise<Outrun | null> {
  const known = now?.live ?? null;
  if (known === live) return null;
  const version = known === null ? null : await readVersion(trx, brand, known);
  return { outrun: 'live', by: version?.author.name ?? '', now: known };
}

interface Written {
  readonly territory: Territory;
  readonly yaml: string | null;
  readonly begun: number | null;
  readonly by: string;
  readonly at: number;
}

async function writeCopy(trx: Db, brand: string, { territory, yaml, begun, by, at }: Written): Promise<void> {
  const row = { based_on: begun, body: toJson(territory), yaml, author: by, saved_at: new Date(at) };
  await trx
    .insertInto('territory_copies')
    .values({ brand, revision: 1, ...row })
    .onConflict((clash) =>
      clash.column('brand').doUpdateSet({ ...row, revision: sql<number>`territory_copies.revision + 1` }),
    )
    .execute();
}

/** The revision goes on, so that nobody who had the copy before them saves over what was published. */
async function emptyCopy(trx: Db, brand: string, by: string, at: number): Promise<void> {
  await trx
    .updateTable('territory_copies')
    .set({ revision: sql<number>`revision + 1`, based_on: null, body: null, yaml: null, author: by })
    .set({ saved_at: new Date(at) })
    .where('brand', '=', brand)
    .execute();
}

async function readCopy(db: Db, brand: string): Promise<StoredCopy | null> {
  const [latest] = await readVersions(db, brand, null, 1);
  const row = await db
    .selectFrom('territory_copies as c')
    .leftJoin('user', 'user.id', 'c.author')
    .select(['c.revision', 'c.based_on', 'c.body', 'c.yaml', 'c.author', 'c.saved_at', 'user.name'])
    .where('brand', '=', brand)
    .executeTakeFirst();
  const live = latest?.version ?? null;
  const last = row ? (row.name ?? row.author) : null;
  const common = { revision: row?.revision ?? 0, live, last };
  if (row?.body) {
    const saved = { by: { id: row.author, name: row.name ?? row.author }, at: row.saved_at.toISOString() };
    return { ...common, ...filled({ territory: row.body }), basedOn: row.based_on, saved, yaml: row.yaml };
  }
  const running = live === null ? null : await readVersion(db, brand, live);
  return running && { ...common, territory: running.territory, basedOn: live, saved: null, yaml: running.yaml };
}

/** No body is fetched: every open page asks for this again and again. */
async function readPlace(db: Db, brand: string): Promise<CopyPlace | null> {
  const row = await db
    .selectFrom('territory_copies as c')
    .leftJoin('user', 'user.id', 'c.author')
    .select(['c.revision', 'c.author', 'c.saved_at', 'user.name', sql<boolean>`c.body IS NOT NULL`.as('is_saved')])
    .where('brand', '=', brand)
    .executeTakeFirst();
  const latest = await db
    .selectFrom('territories as t')
    .leftJoin('user', 'user.id', 't.author')
    .select(['t.version', 't.author', 'user.name'])
    .where('t.brand', '=', brand)
    .orderBy('t.version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row && !latest) return null;
  const who = ({ author, name }: { author: string; name: string | null }) => ({ id: author, name: name ?? author });
  return {
    ...{ revision: row?.revision ?? 0, live: latest?.version ?? null },
    saved: row?.is_saved === true ? { by: who(row), at: row.saved_at.toISOString() } : null,
    ...{ last: row ? who(row) : null, publisher: latest ? who(latest) : null },
  };
}

async function readVersions(db: Db, brand: string, before: number | null, limit: number): Promise<TerritoryVersion[]> {
  const rows = await versionRows(db, brand)
    .$if(before !== null, (all) => all.where('t.version', '<', before))
    .orderBy('t.version', 'desc')
    .limit(limit)
    .execute();
  return rows.map(presentVersion);
}

async function readVersion(db: Db, brand: string, version: number): Promise<StoredVersion | null> {
  const row = await versionRows(db, brand)
    .select(['t.body as territory', 't.yaml'])
    .where('t.version', '=', version)
    .executeTakeFirst();
  return row ? { ...presentVersion(row), ...filled({ territory: row.territory }), yaml: row.yaml } : null;
}

const versionRows = (db: Db, brand: string) =>
  db
    .selectFrom('territories as t')
    .leftJoin('user', 'user.id', 't.author')
    .select(['t.version', 't.author', 'user.name', 't.created_at', 't.note', 't.restores', 't.failing'])
    .select([
      sql<number>`jsonb_array_length(t.body -> 'topics')`.as('topics'),
      sql<number>`coalesce(jsonb_array_length(t.body -> 'noGo'), 0)`.as('no_go'),
      sql<boolean>`t.version = (SELECT max(version) FROM territories WHERE brand = ${brand})`.as('live'),
    ])
    .where('t.brand', '=', brand);

type VersionRow = Awaited<ReturnType<ReturnType<typeof versionRows>['execute']>>[number];

const presentVersion = (row: VersionRow): TerritoryVersion => ({
  version: row.version,
  author: { id: row.author, name: row.name ?? row.author },
  at: row.created_at.toISOString(),
  note: row.note,
  restores: row.restores,
  topics: row.topics,
  noGo: row.no_go,
  failing: row.failing,
  live: row.live,
});
