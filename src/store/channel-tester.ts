import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { ChannelTester, Postman, SendOutcome } from '../ports/channels.ts';
import type { Notice } from '../contract/delivery.ts';
import { compose } from '../core/delivery/compose.ts';
import { presentDelivery } from './deliveries.ts';
import { toJson } from './json.ts';
import { listenerOf } from './listeners.ts';
import { attemptOf, openTarget, type OutboxOptions } from './outbox.ts';
import { SealedSecretError } from './secrets.ts';
import type { Tables } from './tables.ts';

const APART_MS = 5_000;

/**
 * Sends a test message there and then, in whichever process is asked: the person waits for the answer. Neither quiet hours
 * nor a switched-off channel are in its way.
 */
export function createChannelTester(options: OutboxOptions & { readonly postman: Postman }): ChannelTester {
  const { db, url, postman } = options;
  return {
    async test(channel, at) {
      const listener = await listenerOf(db, channel);
      if (listener === null) return null;
      if (await wasJustTested(db, channel, at)) return 'too-soon';
      const { label, kind, owner, language } = listener.channel;
      const brand = owner.of === 'brand' ? owner.brand : '';
      const when = new Date(at);
      const notice: Notice = { occasion: 'test', brand, level: 'quiet', at: when.toISOString(), title: '' };
      const id = randomUUID();
      const about = {
        language,
        zone: listener.zone,
        url,
        owner: owner.of,
        because: 'now',
        brandName: () => brand,
      } as const;
      const message = compose({ ...about, id, notices: [notice] });
      const row = {
        ...{ id, channel, key: `test:${id}`, at: when, updated_at: when },
        state: 'sending',
        reason: 'test',
        ...{ due_at: null, into: null, about: toJson({ label, kind }), notice: toJson(notice), message: null },
        person: owner.of === 'person' ? owner.person : null,
        brand: owner.of === 'brand' ? owner.brand : null,
      } as const;
      await db.insertInto('deliveries').values(row).execute();
      const outcome = await openTarget(options, channel, kind, listener.target).then(
        (target) => postman.send(target, message),
        (error: unknown): SendOutcome => {
          if (error instanceof SealedSecretError)
            return { kind: 'refused', words: error.message, reason: { code: 'answer.unsealed', data: {} } };
          throw error;
        },
      );
      const written = await db
        .updateTable('deliveries')
        .set({ state: stateOf(outcome), attempts: toJson([attemptOf(outcome, at)]), updated_at: when })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow();
      return presentDelivery(written);
    },
  };
}

/** A test is not tried again. */
const stateOf = ({ kind }: SendOutcome) =>
  kind === 'sent' ? 'sent' : kind === 'unknown' ? 'unknown' : ('failed' as const);

async function wasJustTested(db: Kysely<Tables>, channel: string, at: number): Promise<boolean> {
  const row = await db
    .selectFrom('deliveries')
    .select('id')
    .where('channel', '=', channel)
    .where('reason', '=', 'test')
    .where('at', '>', new Date(at - APART_MS))
    .executeTakeFirst();
  return row !== undefined;
}
