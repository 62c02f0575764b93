import type { Kysely, Transaction } from 'kysely';
import type { Delivery } from '../contract/delivery.ts';
import { writeAudit } from './audit.ts';
import { presentDelivery } from './deliveries.ts';
import type { Tables } from './tables.ts';

/** Deliveries that may go once more: those that failed or are in doubt, and of programs, which know them again, those that arrived. */
const again = (db: Kysely<Tables>, id: string) =>
  db
    .selectFrom('deliveries')
    .where('id', '=', id)
    .where('message', 'is not', null)
    .where('reason', '<>', 'test')
    .where((is) =>
      is.or([
        is('state', 'in', ['failed', 'unknown']),
        is.and([is('state', '=', 'sent'), is(is.ref('about', '->>').key('kind'), '=', 'webhook')]),
      ]),
    );

export async function channelOfFailed(db: Kysely<Tables>, id: string): Promise<string | null> {
  return (await again(db, id).select('channel').executeTakeFirst())?.channel ?? null;
}

interface Resending {
  readonly delivery: string;
  readonly by: string;
  readonly at: number;
}

/** One more try, at once and under the same id; what was gathered into it goes along. */
export async function resend(trx: Transaction<Tables>, { delivery, by, at }: Resending): Promise<Delivery | null> {
  const row = await again(trx, delivery).selectAll().forUpdate().executeTakeFirst();
  if (!row) return null;
  const when = new Date(at);
  const held = await trx
    .updateTable('deliveries')
    .set({ state: 'held', reason: 'retry', due_at: when, updated_at: when })
    .where('id', '=', delivery)
    .returningAll()
    .executeTakeFirstOrThrow();
  const entry = {
    at,
    actor: by,
    action: 'channel.resend',
    subject: row.channel,
    ...(row.brand !== null && { brand: row.brand }),
  };
  await writeAudit(trx, { ...entry, before: { delivery, state: row.state, reason: row.reason } });
  return presentDelivery(held);
}
