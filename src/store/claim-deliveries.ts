import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { Notice } from '../contract/delivery.ts';
import { compose, type ComposeInput, type Message } from '../core/delivery/compose.ts';
import { mayHear, neededFor } from '../core/delivery/plan-deliveries.ts';
import { type Standing, whyNoNews } from '../core/delivery/still-news.ts';
import { toJson } from './json.ts';
import { listenerOf, type SealedListener } from './listeners.ts';
import type { Tables } from './tables.ts';

type Row = Selectable<Tables['deliveries']>;

/** A message that was taken, with where it leads, sealed. */
export interface Claimed {
  readonly id: string;
  readonly listener: SealedListener;
  readonly message: Message;
}

/** More lines are read by nobody; the rest comes in the next message. */
const MOST_LINES = 50;

/** Channels with something whose time has come, the longest waiting first. */
export async function dueChannels(
  db: Kysely<Tables>,
  at: number,
  busy: ReadonlySet<string>,
  most: number,
): Promise<string[]> {
  const { rows } = await sql<{ channel: string }>`
    SELECT channel FROM deliveries
    WHERE state = 'held' AND due_at <= ${new Date(at)} AND channel <> ALL (${[...busy]}::text[])
    GROUP BY channel ORDER BY min(due_at), channel LIMIT ${most}`.execute(db);
  return rows.map(({ channel }) => channel);
}

/** Takes what is due for one channel: what was tried before by itself, everything else as one message. */
export async function claimChannel(
  trx: Transaction<Tables>,
  channel: string,
  at: number,
  url: string,
): Promise<Claimed[]> {
  const rows = await lockDue(trx, channel, at);
  const listener = await listenerOf(trx, channel);
  const news: Row[] = [];
  for (const row of rows) {
    const why = listener === null || !listener.channel.active ? 'switched-off' : await whyDrop(trx, row, listener, at);
    if (why === null) news.push(row);
    else await settleRow(trx, row.id, { state: 'dropped', reason: why }, at);
  }
  if (listener === null || news.length === 0) return [];
  const [tried, fresh] = [news.filter(({ message }) => message !== null), news.filter(({ message }) => !message)];
  const claimed = tried.map(({ id, message }): Claimed => ({ id, listener, message: message! }));
  if (fresh.length > 0) claimed.push(await merge(trx, fresh.slice(0, MOST_LINES), listener, at, url));
  for (const { id, message } of claimed)
    await trx
      .updateTable('deliveries')
      .set({ state: 'sending', message: toJson(message), updated_at: new Date(at) })
      .where('id', '=', id)
      .execute();
  return claimed;
}

/** What is due, and what is only being gathered: once a message goes out, it takes that along. */
function lockDue(trx: Transaction<Tables>, channel: string, at: number): Promise<Row[]> {
  return trx
    .selectFrom('deliveries')
    .selectAll()
    .where('channel', '=', channel)
    .where('state', '=', 'held')
    .where((is) => is.or([is('due_at', '<=', new Date(at)), is('reason', '=', 'merge-window')]))
    .orderBy('nth')
    .forUpdate()
    .skipLocked()
    .execute();
}

/** The others' messages become lines of the first one's. */
async function merge(
  trx: Transaction<Tables>,
  rows: readonly Row[],
  { channel, zone, ...rest }: SealedListener,
  at: number,
  url: string,
): Promise<Claimed> {
  const head = rows[0]!;
  const names = new Map((await trx.selectFrom('brands').select(['id', 'body']).execute()).map((b) => [b.id, b.body]));
  const reasons = new Set(rows.map(({ reason }) => reason));
  const because: ComposeInput['because'] = reasons.has('digest')
    ? 'digest'
    : reasons.has('quiet-hours')
      ? 'quiet-hours'
      : 'now';
  const message = compose({
    ...{ id: head.id, language: channel.language, zone, because, url, owner: channel.owner.of },
    notices: rows.map(({ notice }) => notice),
    brandName: (brand) => names.get(brand)?.name ?? brand,
  });
  const others = rows.slice(1).map(({ id }) => id);
  if (others.length > 0)
    await trx
      .updateTable('deliveries')
      .set({ state: 'merged', into: head.id, updated_at: new Date(at) })
      .where('id', 'in', others)
      .execute();
  return { id: head.id, listener: { channel, zone, ...rest }, message };
}

async function whyDrop(trx: Transaction<Tables>, row: Row, listener: SealedListener, at: number) {
  const { notice } = row;
  if (!mayHear(listener, notice.brand, neededFor(notice.occasion))) return 'no-right';
  // What was tried already goes out whole: others may be in it.
  if (row.message !== null) return null;
  return whyNoNews(notice, await standingOf(trx, notice), listener.person?.id ?? null, at);
}

async function standingOf(trx: Transaction<Tables>, notice: Notice): Promise<Standing> {
  const card =
    notice.opportunity === undefined
      ? undefined
      : await trx
          .selectFrom('opportunities')
          .select(['body', 'decision', 'hold', 'assignment'])
          .where('id', '=', notice.opportunity)
          .executeTakeFirst();
  const draft =
    notice.draft === undefined
      ? undefined
      : await trx.selectFrom('drafts').select('body').where('id', '=', notice.draft).executeTakeFirst();
  return {
    card: card
      ? {
          ...{ state: card.body.state, level: card.body.level, decision: card.decision },
          ...{ held: card.hold !== null, assignedTo: card.assignment?.to.id ?? null },
        }
      : null,
    draft: draft?.body ?? null,
  };
}

/** Moves one row to another state. */
export async function settleRow(
  db: Kysely<Tables>,
  id: string,
  to: Pick<Row, 'state' | 'reason'> & { readonly dueAt?: number; readonly attempts?: Row['attempts'] },
  at: number,
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({
      ...{ state: to.state, reason: to.reason, updated_at: new Date(at) },
      ...(to.dueAt !== undefined && { due_at: new Date(to.dueAt) }),
      ...(to.attempts && { attempts: toJson(to.attempts) }),
    })
    .where('id', '=', id)
    .execute();
}
