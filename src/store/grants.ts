import type { Kysely } from 'kysely';
import type { Clock } from '../context.ts';
import { type Permission, PERMISSIONS, type RoleGrant } from '../contract/user.ts';
import type { Tables } from './tables.ts';

/** Roles per person, read anew all the time so that one taken away is gone at once. */
export interface Grants {
  of(userId: string): Promise<readonly RoleGrant[]>;
  /** Replaces all roles of a person. */
  set(userId: string, grants: readonly RoleGrant[]): Promise<void>;
}

/** How long other processes' changes may go unnoticed. */
const FRESH_MS = 1_000;
const MOST_KEPT = 1_000;

export function createGrants(options: { readonly db: Kysely<Tables>; readonly clock: Clock }): Grants {
  const { db, clock } = options;
  const kept = new Map<string, { readonly until: number; readonly grants: Promise<readonly RoleGrant[]> }>();

  async function read(userId: string): Promise<readonly RoleGrant[]> {
    return db
      .selectFrom('role_grants')
      .select(['brand', 'role'])
      .where('user_id', '=', userId)
      .orderBy('brand')
      .orderBy('role')
      .execute();
  }

  return {
    async of(userId) {
      const known = kept.get(userId);
      if (known && known.until > clock()) return known.grants;
      if (kept.size >= MOST_KEPT) kept.clear();
      const grants = read(userId);
      kept.set(userId, { until: clock() + FRESH_MS, grants });
      grants.catch(() => kept.delete(userId));
      return grants;
    },

    async set(userId, grants) {
      await db.transaction().execute(async (trx) => {
        await trx.deleteFrom('role_grants').where('user_id', '=', userId).execute();
        const rows = new Map(grants.map(({ brand, role }) => [`${brand} ${role}`, { user_id: userId, brand, role }]));
        if (rows.size > 0)
          await trx
            .insertInto('role_grants')
            .values([...rows.values()])
            .execute();
      });
      kept.delete(userId);
    },
  };
}

/** What the grants together allow on a brand. */
export function permissionsOn(brand: string, grants: readonly RoleGrant[]): Set<Permission> {
  const mine = grants.filter((grant) => grant.brand === '*' || grant.brand === brand);
  return new Set(mine.flatMap(({ role }) => PERMISSIONS[role]));
}
