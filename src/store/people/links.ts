import type { Kysely } from 'kysely';
import type { BrandStore, Clock } from '../../context.ts';
import type { LinkDesk, RefusedAccount } from '../../ports/people.ts';
import { writeAudit } from '../audit.ts';
import { type Auth, hashPassword, openSession } from '../auth.ts';
import type { Grants } from '../grants.ts';
import type { Tables } from '../tables.ts';
import { UserError, type Users } from '../users.ts';
import { findLink, spendLink } from './account-links.ts';
import { readPeople } from './entries.ts';
import { mayGive, oneAfterAnother, refuse } from './guard.ts';
import { writePassword } from './passwords.ts';
import { isWhole, reachOf } from './reach.ts';
import { writeRoles } from './roles.ts';
import { endSessions } from './sessions.ts';

interface Options {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly brands: BrandStore;
  readonly auth: Auth;
  readonly users: Users;
  readonly grants: Grants;
}

type Link = NonNullable<Awaited<ReturnType<typeof findLink>>>;

export function createLinks(options: Options): LinkDesk {
  const { db, clock, brands, auth, users, grants: remembered } = options;

  /** Whether whoever made the link could still make it. */
  async function stillStands(trx: Kysely<Tables>, link: Link): Promise<boolean> {
    const [maker] = await readPeople(trx, link.by_person);
    if (!maker?.active) return false;
    if (link.kind === 'invitation') return mayGive(trx, { id: maker.id, reach: reachOf(maker.grants) }, link.grants);
    const [person] = await readPeople(trx, link.user_id ?? '');
    // Somebody who has since come to more than the maker reaches is not theirs to open.
    return person !== undefined && person.active && isWhole(reachOf(maker.grants), person.grants);
  }

  const idOf = async (trx: Kysely<Tables>, email: string) =>
    (await trx.selectFrom('user').select('id').where('email', '=', email).executeTakeFirst())?.id ?? null;

  /** Marks the link used, gives the roles, notes it; null where somebody else was faster. */
  const accept = (token: string, personId: string) =>
    db.transaction().execute(async (trx): Promise<null | RefusedAccount> => {
      await oneAfterAnother(trx);
      const at = clock();
      const link = await findLink(trx, token, at, true);
      if (!link || !(await stillStands(trx, link))) return refuse('spent');
      await spendLink(trx, link.id, at);
      const [person] = await readPeople(trx, personId);
      const grants = [...person!.grants, ...link.grants];
      await writeRoles(trx, {
        ...{ person: personId, before: person!.grants, grants, reach: '*', by: link.by_person, at },
      });
      const after = { invitation: link.id, email: link.email };
      await writeAudit(trx, { at, actor: personId, action: 'person.join', subject: personId, after });
      remembered.forget(personId);
      return null;
    });

  /** Marks the link used, sets the password, ends every session and notes it; false where somebody else was faster. */
  const reset = (token: string, hashed: string) =>
    db.transaction().execute(async (trx) => {
      await oneAfterAnother(trx);
      const at = clock();
      const link = await findLink(trx, token, at, true);
      if (!link?.user_id || !(await stillStands(trx, link))) return false;
      await spendLink(trx, link.id, at);
      await writePassword(trx, link.user_id, hashed, at);
      await endSessions(trx, link.user_id);
      await writeAudit(trx, { at, actor: link.user_id, action: 'person.password', subject: link.user_id });
      return true;
    });

  return {
    async look(token) {
      const link = await findLink(db, token, clock());
      if (!link || !(await stillStands(db, link))) return null;
      const known = await idOf(db, link.email);
      const named = await Promise.all(link.grants.map(({ brand }) => brands.get(brand)));
      return {
        ...{ kind: link.kind, email: link.email, expiresAt: link.expires_at.toISOString() },
        known: known !== null,
        brands: [...new Set(named.flatMap((brand) => brand?.name ?? []))],
      };
    },

    async use({ token, name, password }, signedIn, device) {
      const link = await findLink(db, token, clock());
      if (!link || !(await stillStands(db, link))) return refuse('spent');
      if (link.kind === 'reset') {
        if (password === undefined) return refuse('password-missing');
        // Nobody is signed in by it: a second factor is still asked for.
        if (!(await reset(token, await hashPassword(password)))) return refuse('spent');
        return { cookies: [] };
      }
      const known = await idOf(db, link.email);
      if (known !== null) {
        if (signedIn?.session === undefined || signedIn.id !== known) return refuse('sign-in-first');
        return (await accept(token, known)) ?? { cookies: [] };
      }
      if (password === undefined || name === undefined) return refuse('password-missing');
      const made = await users.create({ email: link.email, name, password, grants: [] }).catch((error: unknown) => {
        // Opened twice at once: the other one was made.
        if (error instanceof UserError) return null;
        throw error;
      });
      if (!made) return refuse('spent');
      return (await accept(token, made.id)) ?? { cookies: await openSession(auth, made.id, device) };
    },
  };
}
