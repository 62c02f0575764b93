import { type Kysely, sql, type Transaction } from 'kysely';
import type { Clock } from '../context.ts';
import type { MomentRefusal, MomentStore } from '../ports/calendar.ts';
import type { Moment } from '../contract/moment.ts';
import { writeAudit } from './audit.ts';
import { toJson } from './json.ts';
import type { Listener } from './listener.ts';
import type { Tables } from './tables.ts';

export interface MomentsOptions {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly listener: Listener;
  /** Ids of the shipped moments, which no own one may take. */
  readonly shipped: ReadonlySet<string>;
}

/** Own moments of a brand. Every one is looked at for each day that is shown. */
const MOST_OWN = 500;

const CHANNEL = 'rebond_moments';

export function createMoments({ db, clock, listener, shipped }: MomentsOptions): MomentStore {
  return {
    own: (brand) => readOwn(db, brand),

    async all() {
      const rows = await db.selectFrom('moments').select('body').orderBy('brand').orderBy('id').execute();
      return rows.map(({ body }) => body);
    },

    wouldRefuse: async (brand, moments) => {
      const before = await readOwn(db, brand);
      return refusalOf(
        before.map(({ id }) => id),
        moments,
      );
    },

    putAll: (brand, moments, by) =>
      db.transaction().execute(async (trx): Promise<MomentRefusal | null> => {
        await lockOwn(trx, brand);
        const before = new Map((await readOwn(trx, brand)).map((moment) => [moment.id, moment]));
        const refusal = refusalOf([...before.keys()], moments);
        if (refusal) return refusal;
        for (const moment of moments) {
          await write(trx, { ...moment, brand }, before.get(moment.id) ?? null, by);
          before.set(moment.id, moment);
        }
        await announce(trx, brand);
        return null;
      }),

    remove: (brand, id, by) =>
      db.transaction().execute(async (trx) => {
        await lockOwn(trx, brand);
        const gone = await trx
          .deleteFrom('moments')
          .where('brand', '=', brand)
          .where('id', '=', id)
          .returning('body')
          .executeTakeFirst();
        if (!gone) return false;
        const entry = { at: clock(), actor: by, action: 'moment.remove', subject: `${brand}:${id}`, brand };
        await writeAudit(trx, { ...entry, before: gone.body });
        await announce(trx, brand);
        return true;
      }),

    watch: (report) => listener.on(CHANNEL, () => report()),
  };

  function refusalOf(before: readonly string[], moments: readonly Moment[]): MomentRefusal | null {
    const taken = moments.find(({ id }) => shipped.has(id));
    if (taken) return { refused: 'shipped', id: taken.id };
    const after = new Set([...before, ...moments.map(({ id }) => id)]);
    return after.size > MOST_OWN ? { refused: 'too-many', most: MOST_OWN } : null;
  }

  async function write(
    trx: Transaction<Tables>,
    moment: Moment & { brand: string },
    before: Moment | null,
    by: string,
  ) {
    const at = clock();
    const { brand, id } = moment;
    const row = { body: toJson(moment), updated_at: new Date(at) };
    await trx
      .insertInto('moments')
      .values({ brand, id, ...row })
      .onConflict((clash) => clash.columns(['brand', 'id']).doUpdateSet(row))
      .execute();
    await writeAudit(trx, {
      at,
      actor: by,
      action: before ? 'moment.change' : 'moment.add',
      subject: `${brand}:${id}`,
      brand,
      before,
      after: moment,
    });
  }
}

/** Two people who write at once do so one after the other, so that together they do not pass the limit. */
async function lockOwn(trx: Transaction<Tables>, brand: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('moments'), hashtext(${brand}))`.execute(trx);
}

async function readOwn(db: Kysely<Tables>, brand: string): Promise<Moment[]> {
  const rows = await db.selectFrom('moments').select('body').where('brand', '=', brand).orderBy('id').execute();
  return rows.map(({ body }) => body);
}

async function announce(trx: Transaction<Tables>, brand: string): Promise<void> {
  await sql`SELECT pg_notify(${CHANNEL}, ${brand})`.execute(trx);
}
