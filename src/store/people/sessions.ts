import type { Kysely } from 'kysely';
import type { Clock } from '../../context.ts';
import type { SessionEntry } from '../../contract/account.ts';
import type { Tables } from '../tables.ts';

/** Sessions that have not run out, the last seen first. */
export async function sessionsOf(
  db: Kysely<Tables>,
  userId: string,
  now: number,
  current?: string,
): Promise<SessionEntry[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'userAgent', 'ipAddress', 'createdAt', 'lastSeenAt'])
    .where('userId', '=', userId)
    .where('expiresAt', '>', new Date(now))
    .orderBy('lastSeenAt', (order) => order.desc().nullsLast())
    .orderBy('createdAt', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    device: row.userAgent ?? '',
    address: row.ipAddress ?? '',
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    current: row.id === current,
  }));
}

/** Ends one session of a person, or all but one that may be named. Answers how many. */
export async function endSessions(
  db: Kysely<Tables>,
  userId: string,
  which: { readonly only?: string | undefined; readonly except?: string | undefined } = {},
): Promise<number> {
  let deletion = db.deleteFrom('session').where('userId', '=', userId);
  if (which.only !== undefined) deletion = deletion.where('id', '=', which.only);
  if (which.except !== undefined) deletion = deletion.where('id', '!=', which.except);
  const { numDeletedRows } = await deletion.executeTakeFirst();
  return Number(numDeletedRows);
}

const MINUTE_MS = 60_000;
const MOST_KEPT = 10_000;

/** Writes down, to the minute, that something was in use; a failure is nobody's loss. */
export function createSeen(clock: Clock, write: (id: string, at: Date) => Promise<unknown>) {
  const written = new Map<string, number>();
  return function seen(id: string): void {
    const now = clock();
    if (now - (written.get(id) ?? 0) < MINUTE_MS) return;
    if (written.size >= MOST_KEPT) written.clear();
    written.set(id, now);
    write(id, new Date(now)).catch(() => written.delete(id));
  };
}
