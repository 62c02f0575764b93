import { randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Change } from '../contract/change.ts';
import type { StoryHeard } from '../core/delivery/hear-alert.ts';
import { type Listener, type Planned, planDeliveries, storyKey } from '../core/delivery/plan-deliveries.ts';
import { toJson } from './json.ts';
import { listenersOf } from './listeners.ts';
import type { Tables } from './tables.ts';

/** Changes taken in one transaction. */
const BATCH = 200;

/** Reads every brand's changes from where the last run ended; answers how many notices were laid down. */
export async function followChanges(db: Kysely<Tables>, at: number): Promise<number> {
  let laid = 0;
  for (const brand of await brandsWithNews(db)) {
    let step: Step;
    do {
      step = await db.transaction().execute((trx) => takeBatch(trx, brand, at));
      laid += step.laid;
    } while (step.more);
  }
  return laid;
}

interface Step {
  readonly laid: number;
  readonly more: boolean;
}

async function brandsWithNews(db: Kysely<Tables>): Promise<string[]> {
  const rows = await db
    .selectFrom('change_heads as head')
    .leftJoin('channel_cursors as cursor', 'cursor.brand', 'head.brand')
    .select('head.brand')
    .where(sql<boolean>`head.last > coalesce(cursor.seq, 0)`)
    .orderBy('head.brand')
    .execute();
  return rows.map(({ brand }) => brand);
}

/**
 * Notices and cursor in one transaction: after a crash it goes on exactly where it was. The row of the cursor stays locked,
 * so that two processes never read the same changes.
 */
async function takeBatch(trx: Transaction<Tables>, brand: string, at: number): Promise<Step> {
  const after = await lockCursor(trx, brand);
  const listeners = await listenersOf(trx, brand);
  if (!listeners.some(({ channel }) => channel.active)) {
    await sql`UPDATE channel_cursors SET seq = h.last FROM change_heads h
      WHERE channel_cursors.brand = ${brand} AND h.brand = ${brand}`.execute(trx);
    return { laid: 0, more: false };
  }
  const rows = await trx
    .selectFrom('changes')
    .select(['seq', 'at', 'body'])
    .where('brand', '=', brand)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(BATCH)
    .execute();
  const last = rows.at(-1)?.seq;
  // The log of changes is purged: what is no longer there is too old to be told.
  if (last === undefined) return { laid: 0, more: false };
  const changes = rows.map((row): Change => ({ brand, seq: row.seq, at: row.at.toISOString(), body: row.body }));
  const { planned, stories } = planDeliveries(changes, listeners, await readStories(trx, changes, listeners), at);
  const laid = await layDown(trx, planned, listeners, at);
  await keepStories(trx, stories);
  await trx.updateTable('channel_cursors').set({ seq: last }).where('brand', '=', brand).execute();
  return { laid, more: rows.length === BATCH };
}

async function lockCursor(trx: Transaction<Tables>, brand: string): Promise<number> {
  await trx
    .insertInto('channel_cursors')
    .values({ brand, seq: 0 })
    .onConflict((clash) => clash.doNothing())
    .execute();
  const row = await trx
    .selectFrom('channel_cursors')
    .select('seq')
    .where('brand', '=', brand)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.seq;
}

async function readStories(
  trx: Transaction<Tables>,
  changes: readonly Change[],
  listeners: readonly Listener[],
): Promise<Map<string, StoryHeard>> {
  const opportunities = [...new Set(changes.flatMap(({ body }) => (body.noun === 'card' ? [body.id] : [])))];
  if (opportunities.length === 0) return new Map();
  const rows = await trx
    .selectFrom('channel_stories')
    .selectAll()
    .where('opportunity', 'in', opportunities)
    .where(
      'channel',
      'in',
      listeners.map(({ channel }) => channel.id),
    )
    .execute();
  return new Map(
    rows.map(({ channel, opportunity, level, told_level, told_at }) => [
      storyKey(channel, opportunity),
      { level, told: told_level !== null && told_at !== null ? { level: told_level, at: told_at.getTime() } : null },
    ]),
  );
}

async function keepStories(trx: Transaction<Tables>, stories: ReadonlyMap<string, StoryHeard>): Promise<void> {
  for (const [key, { level, told }] of stories) {
    const [channel, opportunity] = key.split(' ') as [string, string];
    const row = { level, told_level: told?.level ?? null, told_at: told && new Date(told.at) };
    await trx
      .insertInto('channel_stories')
      .values({ channel, opportunity, ...row })
      .onConflict((clash) => clash.columns(['channel', 'opportunity']).doUpdateSet(row))
      .execute();
  }
}

async function layDown(
  trx: Transaction<Tables>,
  planned: readonly Planned[],
  listeners: readonly Listener[],
  at: number,
): Promise<number> {
  if (planned.length === 0) return 0;
  const owners = new Map(listeners.map((listener) => [listener.channel.id, listener]));
  const when = new Date(at);
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('deliveries')
    .values(
      planned.map(({ channel, key, notice, state, reason, dueAt }) => {
        const { label, kind, owner } = owners.get(channel)!.channel;
        return {
          ...{ id: randomUUID(), channel, key, state, reason, at: when, updated_at: when, into: null, message: null },
          person: owner.of === 'person' ? owner.person : null,
          brand: owner.of === 'brand' ? owner.brand : null,
          due_at: dueAt === null ? null : new Date(dueAt),
          about: toJson({ label, kind }),
          notice: toJson(notice),
        };
      }),
    )
    // The same freeze is told by every brand, and a change carries what earlier ones carried.
    .onConflict((clash) => clash.columns(['channel', 'key']).doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0n);
}
