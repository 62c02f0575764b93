import { type Kysely, type Selectable, sql } from 'kysely';
import type { ChannelOwner } from '../contract/channel.ts';
import type { Delivery, DeliveryPage, DeliveryQuery } from '../contract/delivery.ts';
import type { Tables } from './tables.ts';

const PAGE = 50;

/** What the channels of an owner were told and were not, newest first. */
export async function readLog(
  db: Kysely<Tables>,
  owner: ChannelOwner,
  { channel, state, text }: DeliveryQuery,
  before: number | null,
): Promise<DeliveryPage> {
  let rows = db
    .selectFrom('deliveries')
    .selectAll()
    .orderBy('nth', 'desc')
    .limit(PAGE + 1);
  rows = owner.of === 'person' ? rows.where('person', '=', owner.person) : rows.where('brand', '=', owner.brand);
  if (before !== null) rows = rows.where('nth', '<', before);
  if (channel) rows = rows.where('channel', '=', channel);
  if (state) rows = rows.where('state', '=', state);
  if (text) {
    const part = `%${text.replaceAll('\0', '').replace(/[\\%_]/g, '\\$&')}%`;
    rows = rows.where(sql<boolean>`concat_ws(' ', notice->>'title', attempts::text, about->>'label') ILIKE ${part}`);
  }
  const found = await rows.execute();
  const shown = found.slice(0, PAGE);
  return { deliveries: shown.map(presentDelivery), before: found.length > PAGE ? shown.at(-1)!.nth : null };
}

export function presentDelivery(row: Selectable<Tables['deliveries']>): Delivery {
  const { id, channel, about, notice, state, reason, at, due_at, updated_at, into, attempts } = row;
  return {
    ...{ id, notice, state, reason, into, attempts },
    channel: { id: channel, ...about },
    at: at.toISOString(),
    dueAt: state === 'held' ? (due_at?.toISOString() ?? null) : null,
    updatedAt: updated_at.toISOString(),
  };
}

/** What waits for a channel that was switched off is never sent. */
export async function dropWaiting(db: Kysely<Tables>, channel: string, at: number): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ state: 'dropped', reason: 'switched-off', updated_at: new Date(at) })
    .where('channel', '=', channel)
    .where('state', '=', 'held')
    .execute();
}
