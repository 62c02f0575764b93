import type { Kysely, Transaction } from 'kysely';
import type { Outbox, OpenTarget, Sending, SendOutcome } from '../ports/channels.ts';
import type { ChannelKind } from '../contract/channel.ts';
import type { Attempt, DeliveryReason } from '../contract/delivery.ts';
import { nextTry } from '../core/delivery/next-try.ts';
import type { TargetDesk } from './channel-target.ts';
import { switchOff } from './channels.ts';
import { type Claimed, claimChannel, dueChannels, settleRow } from './claim-deliveries.ts';
import { followChanges } from './follow-changes.ts';
import { pushKeys } from './push-keys.ts';
import { SealedSecretError, type SecretBox } from './secrets.ts';
import type { Tables } from './tables.ts';

export interface OutboxOptions {
  readonly db: Kysely<Tables>;
  readonly box: SecretBox;
  readonly targets: TargetDesk;
  /** Address of the installation, without a closing slash. */
  readonly url: string;
}

/** Longer than any try may take: whoever still is `sending` after it was left behind. */
const LEASE_MS = 120_000;

/** The process ended while it was on its way. */
const ENDED = { code: 'answer.ended', data: {} };

export function createOutbox({ db, box, targets, url }: OutboxOptions): Outbox {
  async function toSending({ id, listener, message }: Claimed, at: number): Promise<Sending | null> {
    const { channel, target: sealed } = listener;
    try {
      const target = await openTarget({ db, box, targets }, channel.id, channel.kind, sealed);
      return { id, channel: channel.id, kind: channel.kind, target, message };
    } catch (error) {
      if (!(error instanceof SealedSecretError)) throw error;
      const reason = { code: 'answer.unsealed', data: {} };
      const attempt: Attempt = { at: new Date(at).toISOString(), words: error.message, reason };
      await settleRow(db, id, { state: 'failed', reason: 'unsealed', attempts: [attempt] }, at);
      return null;
    }
  }

  return {
    follow: (at) => followChanges(db, at),

    async claim(at, busy, most) {
      const sendings: (Sending | null)[] = [];
      for (const channel of await dueChannels(db, at, busy, most)) {
        const claimed = await db.transaction().execute((trx) => claimChannel(trx, channel, at, url));
        for (const one of claimed) sendings.push(await toSending(one, at));
      }
      return sendings.filter((sending) => sending !== null);
    },

    settle: (id, outcome, at, random) => db.transaction().execute((trx) => settle(trx, { id, outcome, at, random })),

    async recover(at) {
      const rows = await db
        .selectFrom('deliveries')
        .select(['id', 'about', 'attempts'])
        .where('state', '=', 'sending')
        .where('updated_at', '<', new Date(at - LEASE_MS))
        .execute();
      for (const { id, about, attempts } of rows) {
        const words = 'the process ended while this was on its way';
        const tried = { attempts: [...attempts, { at: new Date(at).toISOString(), words, reason: ENDED }] };
        // A second mail is a nuisance, a second chat line is not; browsers and programs know it by its id.
        if (about.kind === 'mail') await settleRow(db, id, { state: 'unknown', reason: 'interrupted', ...tried }, at);
        else await settleRow(db, id, { state: 'held', reason: 'retry', dueAt: at, ...tried }, at);
      }
      return rows.length;
    },

    async purge(before) {
      await db
        .deleteFrom('deliveries')
        .where('updated_at', '<', new Date(before))
        .where('state', 'not in', ['held', 'sending'])
        .execute();
    },
  };
}

/** Throws SealedSecretError. */
export async function openTarget(
  { db, box, targets }: Omit<OutboxOptions, 'url'>,
  channel: string,
  kind: ChannelKind,
  sealed: string,
): Promise<OpenTarget> {
  return targets.open(channel, sealed, kind === 'push' ? await pushKeys(db, box) : null);
}

interface Settling {
  readonly id: string;
  readonly outcome: SendOutcome;
  readonly at: number;
  readonly random: number;
}

async function settle(trx: Transaction<Tables>, { id, outcome, at, random }: Settling): Promise<void> {
  const row = await trx
    .selectFrom('deliveries')
    .select(['channel', 'about', 'reason', 'attempts'])
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .forUpdate()
    .executeTakeFirst();
  if (!row) return;
  const attempts = [...row.attempts, attemptOf(outcome, at)];
  const end = (state: 'sent' | 'failed' | 'unknown', reason: DeliveryReason) =>
    settleRow(trx, id, { state, reason, attempts }, at);
  switch (outcome.kind) {
    case 'sent':
      return end('sent', row.reason);
    case 'refused':
      return end('failed', 'refused');
    case 'unknown':
      return end('unknown', 'interrupted');
    case 'gone':
      await end('failed', 'gone');
      await switchOff(trx, row.channel, 'gone', at);
      return;
    case 'later': {
      const reader = row.about.kind === 'webhook' ? 'program' : 'person';
      const tries = { done: attempts.length, firstAt: Date.parse(attempts[0]!.at), at, reader, random } as const;
      const next = nextTry({ ...tries, retryAfterMs: outcome.retryAfterMs });
      if (next === null) return end('failed', 'gave-up');
      return settleRow(trx, id, { state: 'held', reason: 'retry', dueAt: next, attempts }, at);
    }
  }
}

/** A try as the log has it. */
export const attemptOf = ({ words, status, reason }: SendOutcome, at: number): Attempt => ({
  ...{ at: new Date(at).toISOString(), words },
  ...(reason !== undefined && { reason }),
  ...(status !== undefined && { status }),
});
