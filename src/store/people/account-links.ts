import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { OneTimeLink } from '../../contract/people.ts';
import type { RoleGrant } from '../../contract/user.ts';
import type { Tables } from '../tables.ts';

const HOUR_MS = 3_600_000;
const LASTS_MS = { invitation: 7 * 24 * HOUR_MS, reset: 24 * HOUR_MS };

interface NewLink {
  readonly kind: 'invitation' | 'reset';
  readonly email: string;
  readonly userId: string | null;
  readonly grants: readonly RoleGrant[];
  readonly by: string;
  readonly at: number;
}

/** A link whose secret stands behind the `#`: no server's log ever sees it. Older ones for the same end are void. */
export async function makeLink(db: Kysely<Tables>, link: NewLink): Promise<OneTimeLink & { readonly id: string }> {
  const { kind, email, at } = link;
  const token = randomBytes(32).toString('base64url');
  const id = randomUUID();
  const expiresAt = new Date(at + LASTS_MS[kind]);
  await db
    .deleteFrom('account_links')
    .where('kind', '=', kind)
    .where('email', '=', email)
    .where('by_person', '=', link.by)
    .where('used_at', 'is', null)
    .execute();
  await db
    .insertInto('account_links')
    .values({
      ...{ hash: hashOf(token), id, kind, email, user_id: link.userId, by_person: link.by },
      grants: JSON.stringify(link.grants),
      created_at: new Date(at),
      expires_at: expiresAt,
      used_at: null,
    })
    .execute();
  return { id, path: `/${kind}#${token}`, expiresAt: expiresAt.toISOString() };
}

/** The link while it is good; `lock` keeps others from using it until the transaction ends. */
export async function findLink(db: Kysely<Tables>, token: string, now: number, lock = false) {
  const query = db
    .selectFrom('account_links')
    .selectAll()
    .where('hash', '=', hashOf(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date(now));
  return (await (lock ? query.forUpdate() : query).executeTakeFirst()) ?? null;
}

export const spendLink = (db: Kysely<Tables>, id: string, now: number) =>
  db
    .updateTable('account_links')
    .set({ used_at: new Date(now) })
    .where('id', '=', id)
    .execute();

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
