import { type Kysely, sql } from 'kysely';
import type { Reach } from '../../ports/people.ts';
import type { PersonEntry } from '../../contract/people.ts';
import type { RoleGrant } from '../../contract/user.ts';
import type { Tables } from '../tables.ts';
import { isWhole, seenBy } from './reach.ts';

/** A person with everything that an administrator decides by. */
export interface KnownPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly grants: readonly RoleGrant[];
  readonly active: boolean;
  readonly twoFactor: boolean;
  readonly password: boolean;
  readonly lastSeenAt: Date | null;
}

/** Everybody, or one person, in the order of their addresses. */
export async function readPeople(db: Kysely<Tables>, id?: string): Promise<KnownPerson[]> {
  const { rows } = await sql<KnownPerson>`
    SELECT u.id, u.email, u.name, d.user_id IS NULL AS active, coalesce(u."twoFactorEnabled", false) AS "twoFactor",
      EXISTS (SELECT FROM account a WHERE a."userId" = u.id AND a.password IS NOT NULL) AS password,
      (SELECT max(coalesce(s."lastSeenAt", s."createdAt")) FROM session s WHERE s."userId" = u.id) AS "lastSeenAt",
      coalesce((SELECT jsonb_agg(jsonb_build_object('brand', g.brand, 'role', g.role) ORDER BY g.brand, g.role)
        FROM role_grants g WHERE g.user_id = u.id), '[]') AS grants
    FROM "user" u LEFT JOIN deactivations d ON d.user_id = u.id
    ${id === undefined ? sql`` : sql`WHERE u.id = ${id}`} ORDER BY u.email LIMIT 10000`.execute(db);
  return rows;
}

/** Null where the person is nobody to an administrator of this reach. */
export function presentPerson(reach: Reach, person: KnownPerson): PersonEntry | null {
  const grants = seenBy(reach, person.grants);
  if (reach !== '*' && grants.length === 0) return null;
  const { id, email, name, active, twoFactor, password } = person;
  return {
    ...{ id, email, name, active, twoFactor, password, grants },
    lastSeenAt: person.lastSeenAt?.toISOString() ?? null,
    whole: isWhole(reach, person.grants),
  };
}
