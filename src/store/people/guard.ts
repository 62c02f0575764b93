import { type Kysely, sql, type Transaction } from 'kysely';
import type { Doer, RefusedAccount } from '../../ports/people.ts';
import type { RoleGrant } from '../../contract/user.ts';
import type { Tables } from '../tables.ts';
import { type KnownPerson, presentPerson, readPeople } from './entries.ts';
import { isWhole, reaches } from './reach.ts';

export const refuse = (refused: RefusedAccount['refused']): RefusedAccount => ({ refused });

/** Changes to people come one after the other: the last administrator is counted, not guessed. */
export async function oneAfterAnother(trx: Transaction<Tables>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('people'), 0)`.execute(trx);
}

const holdsEverything = (grants: readonly RoleGrant[]) =>
  grants.some(({ brand, role }) => brand === '*' && role === 'admin');

/** Whether nobody would be left who administers everything, were this person no longer to. */
export async function isLastAdministrator(db: Kysely<Tables>, person: KnownPerson): Promise<boolean> {
  if (!person.active || !holdsEverything(person.grants)) return false;
  const all = await readPeople(db);
  return !all.some(({ id, active, grants }) => id !== person.id && active && holdsEverything(grants));
}

/** The person as far as the administrator knows them; null where to them there is no such person. */
export async function findPerson(db: Kysely<Tables>, by: Doer, id: string): Promise<KnownPerson | null> {
  const [person] = await readPeople(db, id);
  return person && presentPerson(by.reach, person) ? person : null;
}

/** A person that the administrator may act on as a whole. */
export async function findWhole(db: Kysely<Tables>, by: Doer, id: string): Promise<KnownPerson | RefusedAccount> {
  const person = await findPerson(db, by, id);
  if (!person) return refuse('not-found');
  return isWhole(by.reach, person.grants) ? person : refuse('out-of-reach-role');
}

/** Whether all these roles are the administrator's to give, for brands that exist. */
export async function mayGive(db: Kysely<Tables>, by: Doer, grants: readonly RoleGrant[]): Promise<boolean> {
  if (!grants.every((grant) => reaches(by.reach, grant))) return false;
  const named = new Set(grants.map(({ brand }) => brand).filter((brand) => brand !== '*'));
  if (named.size === 0) return true;
  const rows = await db
    .selectFrom('brands')
    .select('id')
    .where('id', 'in', [...named])
    .execute();
  return rows.length === named.size;
}

/** Each role once. */
export const distinct = (grants: readonly RoleGrant[]): RoleGrant[] => [
  ...new Map(grants.map(({ brand, role }) => [`${brand} ${role}`, { brand, role }])).values(),
];
