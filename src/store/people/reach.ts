import { type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { Reach } from '../../ports/people.ts';
import type { RoleGrant } from '../../contract/user.ts';
import type { Tables } from '../tables.ts';

/** Whether an administrator of this reach gives and takes a role. Roles for all brands take the whole reach. */
export const reaches = (reach: Reach, { brand }: Pick<RoleGrant, 'brand'>): boolean =>
  reach === '*' || reach.has(brand);

/** Roles that an administrator of this reach may know of: those they give, and who works for all brands. */
export const seenBy = (reach: Reach, grants: readonly RoleGrant[]): RoleGrant[] =>
  grants.filter((grant) => grant.brand === '*' || reaches(reach, grant));

/** Whether somebody with these roles is theirs alone to act upon: password, second factor, sessions. */
export const isWhole = (reach: Reach, grants: readonly RoleGrant[]): boolean =>
  reach === '*' || (grants.length > 0 && grants.every((grant) => reaches(reach, grant)));

/** Rows of these brands alone; for whoever reaches everything, also those of none. */
export const withinReach =
  (reach: Reach) =>
  (eb: ExpressionBuilder<Tables, 'audit'>): Expression<SqlBool> =>
    reach === '*' ? eb.val(true) : eb('audit.brand', 'in', reach.size > 0 ? [...reach] : ['']);

/** How far somebody with these roles administers. */
export function reachOf(grants: readonly RoleGrant[]): Reach {
  const administered = grants.filter(({ role }) => role === 'admin').map(({ brand }) => brand);
  return administered.includes('*') ? '*' : new Set(administered);
}
