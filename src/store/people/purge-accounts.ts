import { type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.ts';

const DAY_MS = 86_400_000;

/**
 * Throws away what has run out: sessions with the address they were opened from, one-time links and codes, and who tried
 * to sign in how often. `at`: milliseconds since 1970.
 */
export async function purgeAccounts(db: Kysely<Tables>, at: number): Promise<void> {
  const now = new Date(at);
  await db.deleteFrom('session').where('expiresAt', '<', now).execute();
  await db.deleteFrom('account_links').where('expires_at', '<', now).execute();
  await sql`DELETE FROM "verification" WHERE "expiresAt" < ${now}`.execute(db);
  await sql`DELETE FROM "rateLimit" WHERE "lastRequest" < ${at - DAY_MS}`.execute(db);
}
