import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Clock } from '../context.ts';
import type { Person } from '../ports/people.ts';
import type { RoleGrant } from '../contract/user.ts';
import { PASSWORD_LENGTH } from '../contract/people.ts';
import { writeAudit } from './audit.ts';
import { type Auth, hashPassword } from './auth.ts';
import type { Grants } from './grants.ts';
import { cleanText } from './json.ts';
import type { Tables } from './tables.ts';

interface NewUser {
  readonly email: string;
  readonly name: string;
  /** Without one, the person signs in by a one-time link only. */
  readonly password?: string;
  readonly grants: readonly RoleGrant[];
}

/** A user can't be made or changed as asked; the message says why. */
export class UserError extends Error {
  override name = 'UserError';
}

export interface Users {
  /** `by`: a part of the system, where no link made by somebody is the reason; the trail names it. */
  create(user: NewUser, by?: string): Promise<Person>;
  list(): Promise<Person[]>;
  findByEmail(email: string): Promise<Person | null>;
  /** Also ends all sessions of the person. */
  setPassword(userId: string, password: string): Promise<void>;
  /** The person, their sessions and roles. False where there is no such person. */
  remove(userId: string): Promise<boolean>;
}

const UNIQUE_VIOLATION = '23505';

const alreadyThere = (email: string) => new UserError(`There is already a user with the address ${email}.`);

export function createUsers(options: {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly auth: Auth;
  readonly grants: Grants;
}): Users {
  const { db, clock, auth, grants } = options;

  async function withGrants(user: { id: string; email: string; name: string }): Promise<Person> {
    return { id: user.id, email: user.email, name: user.name, grants: await grants.of(user.id) };
  }

  async function findByEmail(email: string): Promise<Person | null> {
    const row = await db
      .selectFrom('user')
      .select(['id', 'email', 'name'])
      .where('email', '=', email.trim().toLowerCase())
      .executeTakeFirst();
    return row ? withGrants(row) : null;
  }

  async function setPassword(userId: string, password: string): Promise<void> {
    checkPassword(password);
    const { internalAdapter } = await auth.$context;
    const hashed = await hashPassword(password);
    const accounts = await internalAdapter.findAccounts(userId);
    if (accounts.some(({ providerId }) => providerId === 'credential'))
      await internalAdapter.updatePassword(userId, hashed);
    else await internalAdapter.createAccount({ userId, accountId: userId, providerId: 'credential', password: hashed });
    await db.deleteFrom('session').where('userId', '=', userId).execute();
  }

  return {
    findByEmail,
    setPassword,

    async create(user, by) {
      const email = user.email.trim().toLowerCase();
      if (!z.email().safeParse(email).success) throw new UserError(`${user.email} is not an e-mail address.`);
      if (user.password !== undefined) checkPassword(user.password);
      if (await findByEmail(email)) throw alreadyThere(email);
      const { internalAdapter } = await auth.$context;
      const name = cleanText(user.name.trim()) || email;
      const made = await internalAdapter
        .createUser({ email, name, emailVerified: true }, { method: 'admin' })
        .catch((error: unknown) => {
          // Two asked at once.
          throw (error as { code?: unknown }).code === UNIQUE_VIOLATION ? alreadyThere(email) : error;
        });
      await grants.set(made.id, user.grants, async (trx) => {
        if (by === undefined) return;
        const after = { email, roles: user.grants };
        await writeAudit(trx, { at: clock(), actor: by, action: 'person.add', subject: made.id, after });
      });
      if (user.password !== undefined) await setPassword(made.id, user.password);
      return withGrants(made);
    },

    async list() {
      const rows = await db.selectFrom('user').select(['id', 'email', 'name']).orderBy('email').execute();
      return Promise.all(rows.map(withGrants));
    },

    async remove(userId) {
      return db.transaction().execute(async (trx) => {
        // Without their maker nobody could say whether these are still meant.
        await trx.deleteFrom('tokens').where('by_person', '=', userId).execute();
        const { numDeletedRows } = await trx.deleteFrom('user').where('id', '=', userId).executeTakeFirst();
        return numDeletedRows > 0n;
      });
    },
  };
}

function checkPassword(password: string): void {
  const { least, most } = PASSWORD_LENGTH;
  if (password.length < least) throw new UserError(`The password is too short: give at least ${least} characters.`);
  if (password.length > most) throw new UserError(`The password is too long: give at most ${most} characters.`);
}
