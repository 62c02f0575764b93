import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** Kind of account that a password belongs to, as better-auth names it. */
const CREDENTIAL = 'credential';

/** The hash of a person's password; null where they have none. */
export async function passwordOf(db: Kysely<Tables>, userId: string): Promise<string | null> {
  const row = await db
    .selectFrom('account')
    .select('password')
    .where('userId', '=', userId)
    .where('providerId', '=', CREDENTIAL)
    .executeTakeFirst();
  return row?.password ?? null;
}

/** Writes a hashed password, the first one or another. Sessions are the caller's to end. */
export async function writePassword(db: Kysely<Tables>, userId: string, hashed: string, at: number): Promise<void> {
  const updatedAt = new Date(at);
  const { numUpdatedRows } = await db
    .updateTable('account')
    .set({ password: hashed, updatedAt })
    .where('userId', '=', userId)
    .where('providerId', '=', CREDENTIAL)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return;
  const account = { id: randomUUID(), accountId: userId, userId, providerId: CREDENTIAL, password: hashed };
  await db
    .insertInto('account')
    .values({ ...account, updatedAt })
    .execute();
}
