import type { Transaction } from 'kysely';
import type { Reach } from '../../ports/people.ts';
import type { RoleGrant } from '../../contract/user.ts';
import { writeAudit } from '../audit.ts';
import type { Tables } from '../tables.ts';
import { distinct } from './guard.ts';
import { reaches } from './reach.ts';

interface NewRoles {
  readonly person: string;
  readonly before: readonly RoleGrant[];
  readonly grants: readonly RoleGrant[];
  readonly reach: Reach;
  readonly by: string;
  readonly at: number;
}

const rolesFor = (brand: string, grants: readonly RoleGrant[]) =>
  grants
    .filter((grant) => grant.brand === brand)
    .map(({ role }) => role)
    .sort();

/** Replaces a person's roles within a reach. One audit entry a brand, so that each brand's trail is whole. */
export async function writeRoles(trx: Transaction<Tables>, change: NewRoles): Promise<void> {
  const { person, before, reach, by, at } = change;
  const grants = distinct(change.grants);
  const mine = before.filter((grant) => reaches(reach, grant));
  for (const { brand, role } of mine) {
    if (grants.some((grant) => grant.brand === brand && grant.role === role)) continue;
    await trx
      .deleteFrom('role_grants')
      .where('user_id', '=', person)
      .where('brand', '=', brand)
      .where('role', '=', role)
      .execute();
  }
  if (grants.length > 0) {
    await trx
      .insertInto('role_grants')
      .values(grants.map((grant) => ({ user_id: person, ...grant })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  for (const brand of new Set([...mine, ...grants].map((grant) => grant.brand))) {
    const [had, has] = [rolesFor(brand, mine), rolesFor(brand, grants)];
    if (String(had) === String(has)) continue;
    await writeAudit(trx, {
      ...{ at, actor: by, action: 'person.roles', subject: person },
      ...(brand !== '*' && { brand }),
      before: { roles: had, ...(brand === '*' && { brands: 'all' }) },
      after: { roles: has, ...(brand === '*' && { brands: 'all' }) },
    });
  }
}
