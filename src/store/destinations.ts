import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { DestinationDetail, DestinationRequest, DestinationWay } from '../contract/destination.ts';
import type { DestinationStore, OpenDestination, RefusedDestination } from '../ports/publishing.ts';
import { writeAudit } from './audit.ts';
import { toJson } from './json.ts';
import { SealedSecretError, type SecretBox } from './secrets.ts';
import type { Tables } from './tables.ts';

interface DestinationsOptions {
  readonly db: Kysely<Tables>;
  readonly box: SecretBox;
  readonly newId?: () => string;
}

export interface Destinations extends DestinationStore {
  /** Inside a transaction of the caller's. */
  openIn(db: Kysely<Tables>, destination: string): Promise<OpenDestination | null>;
}

/** Of a brand; more are nobody's. */
const MOST = 50;

export function createDestinations({ db, box, newId = randomUUID }: DestinationsOptions): Destinations {
  const openIn = async (from: Kysely<Tables>, id: string): Promise<OpenDestination | null> => {
    const row = await from.selectFrom('destinations').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) return null;
    try {
      return { id, way: row.way, secret: box.open(row.secret, aboutOf(id)) };
    } catch (error) {
      if (error instanceof SealedSecretError) return null;
      throw error;
    }
  };
  const read = (from: Kysely<Tables>, id: string) =>
    from.selectFrom('destinations').selectAll().where('id', '=', id).executeTakeFirst();

  return {
    openIn,
    open: (id) => openIn(db, id),

    async list(brand) {
      const rows = await db
        .selectFrom('destinations')
        .selectAll()
        .where('brand', '=', brand)
        .orderBy('label')
        .orderBy('id')
        .execute();
      return rows.map((row) => {
        const { way: _way, by: _by, updatedAt: _at, ...shown } = present(row);
        return shown;
      });
    },

    async get(id) {
      const row = await read(db, id);
      return row ? present(row) : null;
    },

    async brandOf(id) {
      return (await read(db, id))?.brand ?? null;
    },

    add: (brand, { label, platforms, way, secret }, by, at) =>
      db.transaction().execute(async (trx) => {
        if (secret === undefined) return refuse('secret-missing');
        const known = await trx.selectFrom('destinations').select('id').where('brand', '=', brand).execute();
        if (known.length >= MOST) return refuse('too-many');
        const id = newId();
        const row = { id, brand, label, platforms, way, by_person: by, updated_at: new Date(at) };
        await trx
          .insertInto('destinations')
          .values({
            ...{ ...row, platforms: toJson(platforms), way: toJson(way) },
            secret: box.seal(secret, aboutOf(id)),
          })
          .execute();
        const entry = { at, actor: by, action: 'destination.add', subject: id, brand };
        await writeAudit(trx, { ...entry, after: told(row) });
        return present(row);
      }),

    change: (id, request, by, at) =>
      db.transaction().execute((trx) => changeDestination(trx, box, { id, request, by, at })),

    remove: (id, by, at) =>
      db.transaction().execute(async (trx) => {
        const gone = await trx.deleteFrom('destinations').where('id', '=', id).returningAll().executeTakeFirst();
        if (!gone) return false;
        const entry = { at, actor: by, action: 'destination.remove', subject: id, brand: gone.brand };
        await writeAudit(trx, { ...entry, before: told(gone) });
        return true;
      }),
  };
}

interface Changing {
  readonly id: string;
  readonly request: DestinationRequest;
  readonly by: string;
  readonly at: number;
}

async function changeDestination(
  trx: Transaction<Tables>,
  box: SecretBox,
  { id, request: { label, platforms, way, secret }, by, at }: Changing,
): Promise<DestinationDetail | RefusedDestination> {
  const before = await trx.selectFrom('destinations').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!before) return refuse('not-found');
  // What may be out where it led is looked for there: it never leads elsewhere.
  if (addressOf(before.way) !== addressOf(way)) return refuse('elsewhere');
  const row = { ...before, label, platforms, way, by_person: by, updated_at: new Date(at) };
  await trx
    .updateTable('destinations')
    .set({
      ...{ label, platforms: toJson(platforms), way: toJson(way), by_person: by, updated_at: row.updated_at },
      ...(secret !== undefined && { secret: box.seal(secret, aboutOf(id)) }),
    })
    .where('id', '=', id)
    .execute();
  const entry = { at, actor: by, action: 'destination.change', subject: id, brand: row.brand };
  const after = { ...told(row), ...(secret !== undefined && { secret: 'another' }) };
  await writeAudit(trx, { ...entry, before: told(before), after });
  return present(row);
}

type Row = Pick<
  Selectable<Tables['destinations']>,
  'id' | 'brand' | 'label' | 'platforms' | 'way' | 'by_person' | 'updated_at'
>;

const present = ({ id, brand, label, platforms, way, by_person: by, updated_at: at }: Row): DestinationDetail => ({
  ...{ id, brand, kind: way.kind, label, platforms, where: whereOf(way), way, by, updatedAt: at.toISOString() },
});

/** What the audit trail keeps: addresses of webhooks are secrets themselves, so of those the host alone. */
function told({ label, platforms, way }: Row): object {
  const { kind } = way;
  if (kind !== 'webhook') return { label, platforms, ...way };
  return { label, platforms, kind, host: whereOf(way), dropsRepeats: way.dropsRepeats };
}

function whereOf(way: DestinationWay): string {
  switch (way.kind) {
    case 'webhook':
      return new URL(way.url).host;
    case 'bluesky':
      return `@${way.handle}`;
    case 'mastodon':
      return new URL(way.server).host;
  }
}

function addressOf(way: DestinationWay): string {
  switch (way.kind) {
    case 'webhook':
      return `webhook ${way.url}`;
    case 'bluesky':
      return `bluesky ${way.service} ${way.handle.toLowerCase()}`;
    case 'mastodon':
      return `mastodon ${way.server}`;
  }
}

const aboutOf = (id: string): string => `destination ${id}`;
const refuse = (refused: RefusedDestination['refused']): RefusedDestination => ({ refused });
