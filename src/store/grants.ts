import type { Kysely, Transaction } from 'kysely';
import type { Clock } from '../context.ts';
import { type Permission, PERMISSIONS, type RoleGrant } from '../contract/user.ts';
import type { Tables } from './tables.ts';

/** Roles per person, read anew all the time so that one taken away is gone at once. */
export interface Grants {
  of(userId: string): Promise<readonly RoleGrant[]>;
  /** Null where the person was deactivated: they are nobody here, whatever session they still hold. */
  whileActive(userId: string): Promise<readonly RoleGrant[] | null>;
  /** The same of many people at once, by person and read anew; without those who were deactivated. */
  ofActive(userIds: readonly string[]): Promise<ReadonlyMap<string, readonly RoleGrant[]>>;
  /** Lets this process see at once what it has just changed. */
  forget(userId: string): void;
  /** Replaces all roles of a person. `note`: what else belongs to the same transaction. */
  set(userId: string, grants: readonly RoleGrant[], note?: (trx: Transaction<Tables>) => Promise<void>): Promise<void>;
}

/** How long other processes' changes may go unnoticed. */
const FRESH_MS = 1_000;
const MOST_KEPT = 1_000;

export function createGrants(options: { readonly db: Kysely<Tables>; readonly clock: Clock }): Grants {
  const { db, clock } = options;
  const kept = new Map<string, { readonly until: number; readonly grants: Promise<readonly RoleGrant[] | null> }>();

  async function read(userId: string): Promise<readonly RoleGrant[] | null> {
    const [grants, deactivated] = await Promise.all([
      db
        .selectFrom('role_grants')
        .select(['brand', 'role'])
        .where('user_id', '=', userId)
        .orderBy('brand')
        .orderBy('role')
        .execute(),
      db.selectFrom('deactivations').select('user_id').where('user_id', '=', userId).executeTakeFirst(),
    ]);
    return deactivated ? null : grants;
  }

  async function ofActive(userIds: readonly string[]): Promise<ReadonlyMap<string, readonly RoleGrant[]>> {
    if (userIds.length === 0) return new Map();
    const [grants, deactivated] = await Promise.all([
      db
        .selectFrom('role_grants')
        .select(['user_id', 'brand', 'role'])
        .where('user_id', 'in', userIds)
        .orderBy('brand')
        .orderBy('role')
        .execute(),
      db.selectFrom('deactivations').select('user_id').where('user_id', 'in', userIds).execute(),
    ]);
    const gone = new Set(deactivated.map(({ user_id }) => user_id));
    const byUser = Map.groupBy(grants, ({ user_id }) => user_id);
    const held = (id: string): RoleGrant[] => (byUser.get(id) ?? []).map(({ brand, role }) => ({ brand, role }));
    return new Map(userIds.filter((id) => !gone.has(id)).map((id) => [id, held(id)]));
  }

  async function whileActive(userId: string): Promise<readonly RoleGrant[] | null> {
    const known = kept.get(userId);
    if (known && known.until > clock()) return known.grants;
    if (kept.size >= MOST_KEPT) kept.clear();
    const grants = read(userId);
    kept.set(userId, { until: clock() + FRESH_MS, grants });
    grants.catch(() => kept.delete(userId));
    return grants;
  }

  return {
    whileActive,
    ofActive,
    of: async (userId) => (await whileActive(userId)) ?? [],
    forget: (userId) => void kept.delete(userId),

    async set(userId, grants, note) {
      await db.transaction().execute(async (trx) => {
        await trx.deleteFrom('role_grants').where('user_id', '=', userId).execute();
        const rows = new Map(grants.map(({ brand, role }) => [`${brand} ${role}`, { user_id: userId, brand, role }]));
        if (rows.size > 0)
          await trx
            .insertInto('role_grants')
            .values([...rows.values()])
            .execute();
        await note?.(trx);
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
