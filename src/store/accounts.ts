import type { Kysely } from 'kysely';
import type { Accounts, BrandStore, Clock, Person } from '../context.ts';
import { type AuthOptions, createAuth } from './auth.ts';
import { createAuthHandler, type NodeHandler } from './auth-handler.ts';
import { createGrants, type Grants, permissionsOn } from './grants.ts';
import type { Tables } from './tables.ts';
import { createTokens, type Tokens } from './tokens.ts';
import { createUsers, type Users } from './users.ts';

export interface AccountsOptions extends AuthOptions {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly brands: BrandStore;
}

/** Who people are and what they may do, and the desk where an administrator changes it. */
export interface AccountDesk extends Accounts {
  readonly users: Users;
  readonly grants: Grants;
  readonly tokens: Tokens;
  /** For `/api/auth/*`, before any body parser. */
  readonly handler: NodeHandler;
  /** A token for a sign-in link: one use, 15 minutes. */
  createWelcomeToken(userId: string): Promise<string>;
  /** The `Set-Cookie` headers that sign the person in, or null where the token is unknown, used or too old. */
  redeemWelcomeToken(token: string): Promise<string[] | null>;
}

export function createAccounts(options: AccountsOptions): AccountDesk {
  const { brands } = options;
  const auth = createAuth(options);
  const grants = createGrants(options);
  const tokens = createTokens(options);
  return {
    users: createUsers({ db: options.db, auth, grants }),
    grants,
    tokens,
    handler: createAuthHandler(auth),

    async fromHeaders(headers) {
      if (!headers.has('cookie')) return null;
      const session = await auth.api.getSession({ headers });
      if (!session) return null;
      const { id, email, name } = session.user;
      return { id, email, name, grants: await grants.of(id) };
    },

    intakeToken: (token) => tokens.isIntake(token),

    async me(person) {
      const all = await brands.list();
      return {
        id: person.id,
        email: person.email,
        name: person.name,
        administrator: isAdministrator(person),
        brands: all.flatMap(({ id, name, demonstration, languages }) => {
          const permissions = [...permissionsOn(id, person.grants)];
          return permissions.length > 0 ? [{ id, name, demonstration, languages, permissions }] : [];
        }),
      };
    },

    may: (person, brand, permission) => permissionsOn(brand, person.grants).has(permission),

    createWelcomeToken: (userId) => tokens.createWelcome(userId),

    async redeemWelcomeToken(token) {
      const userId = await tokens.redeemWelcome(token);
      if (userId === null) return null;
      const { headers } = await auth.api.openSession({ body: { userId }, returnHeaders: true });
      return headers.getSetCookie();
    },
  };
}

function isAdministrator(person: Person): boolean {
  return person.grants.some(({ brand, role }) => brand === '*' && role === 'admin');
}
