import type { Kysely } from 'kysely';
import { type Permission, PERMISSIONS } from '../contract/user.ts';
import type { Colleague } from '../contract/teamwork.ts';
import type { Tables } from './tables.ts';

/** Everybody who holds a role for a brand and may sign in, by name; of `ids` only those. */
export async function colleaguesOf(db: Kysely<Tables>, brand: string, ids?: readonly string[]): Promise<Colleague[]> {
  if (ids?.length === 0) return [];
  const rows = await db
    .selectFrom('role_grants as grant')
    .innerJoin('user', 'user.id', 'grant.user_id')
    .leftJoin('deactivations as gone', 'gone.user_id', 'grant.user_id')
    .select(['user.id', 'user.name', 'grant.role'])
    .where('grant.brand', 'in', [brand, '*'])
    .where('gone.user_id', 'is', null)
    .$if(ids !== undefined, (query) => query.where('user.id', 'in', ids!))
    .orderBy('user.name')
    .orderBy('user.id')
    .orderBy('grant.role')
    .execute();
  const people = Map.groupBy(rows, ({ id }) => id);
  return [...people].map(([id, own]) => ({
    id,
    name: own[0]!.name,
    roles: [...new Set(own.map(({ role }) => role))],
  }));
}

/** Whether the roles of a colleague allow something. */
export const allows = ({ roles }: Colleague, permission: Permission): boolean =>
  roles.some((role) => PERMISSIONS[role].includes(permission));
