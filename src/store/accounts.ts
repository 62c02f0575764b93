import type { Kysely } from 'kysely';
import type { BrandStore, Clock } from '../context.ts';
import type { Me } from '../contract/user.ts';
import type { Accounts, AuditLog, Device, LinkDesk, OwnAccounts, PeopleStore, Person } from '../ports/people.ts';
import { writeAudit } from './audit.ts';
import { type AuthOptions, createAuth, openSession } from './auth.ts';
import { createAuthHandler, type NodeHandler } from './auth-handler.ts';
import { createGrants, type Grants, permissionsOn } from './grants.ts';
import { createAuditLog } from './people/audit-log.ts';
import { createLinks } from './people/links.ts';
import { createOwnAccounts, profileOf } from './people/own-account.ts';
import { createPeople } from './people/people.ts';
import { purgeAccounts } from './people/purge-accounts.ts';
import { createSeen } from './people/sessions.ts';
import { createTries } from './people/tries.ts';
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
  readonly people: PeopleStore;
  readonly links: LinkDesk;
  readonly ownAccounts: OwnAccounts;
  readonly audit: AuditLog;
  /** Throws away what has run out by then, ms. */
  purge(at: number): Promise<void>;
  /** For `/api/auth/*`, before any body parser. */
  readonly handler: NodeHandler;
  /** A token for a sign-in link: one use, 15 minutes. `by`: the part of the system that hands it out. */
  createWelcomeToken(userId: string, by?: string): Promise<string>;
  /** The `Set-Cookie` headers that sign the person in, or null where the token is unknown, used or too old. */
  redeemWelcomeToken(token: string, device?: Device): Promise<string[] | null>;
}

export function createAccounts(options: AccountsOptions): AccountDesk {
  const { brands, db, clock } = options;
  const grants = createGrants(options);
  const auth = createAuth({ ...options, maySignIn: async (id) => (await grants.whileActive(id)) !== null });
  const tokens = createTokens(options);
  const users = createUsers({ db, clock, auth, grants });
  const seen = createSeen(clock, (id, at) =>
    db.updateTable('session').set({ lastSeenAt: at }).where('id', '=', id).execute(),
  );
  const noteSignIn = (userId: string, how: string): Promise<void> =>
    writeAudit(db, { at: clock(), actor: userId, action: 'session.open', subject: userId, after: { how } });
  return {
    users,
    grants,
    tokens,
    people: createPeople({ db, clock, grants }),
    links: createLinks({ db, clock, brands, auth, users, grants }),
    ownAccounts: createOwnAccounts({ db, clock, auth }),
    audit: createAuditLog({ db, secret: options.secret }),
    purge: (at) => purgeAccounts(db, at),
    handler: createAuthHandler(auth, {
      onSignIn: (userId) => noteSignIn(userId, 'password'),
      tries: createTries({ clock, most: WRONG_PASSWORDS, pauseMs: PAUSE_MS }),
    }),

    async fromHeaders(headers) {
      const bearer = BEARER.exec(headers.get('authorization') ?? '')?.[1];
      if (!headers.has('cookie')) return bearer === undefined ? null : tokens.reader(bearer);
      // Only the browser's own question prolongs a session: its answer brings the cookie along.
      const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
      if (!found) return null;
      const { id, email, name } = found.user;
      const held = await grants.whileActive(id);
      if (!held) return null;
      seen(found.session.id);
      return { id, email, name, grants: held, session: found.session.id };
    },

    async stillThere(sessions) {
      if (sessions.length === 0) return new Map();
      const open = await db
        .selectFrom('session')
        .innerJoin('user', 'user.id', 'session.userId')
        .select(['session.id as session', 'user.id', 'user.email', 'user.name'])
        .where('session.id', 'in', sessions)
        .where('session.expiresAt', '>', new Date(clock()))
        .execute();
      const held = await grants.ofActive([...new Set(open.map(({ id }) => id))]);
      return new Map(
        open.flatMap(({ session, ...user }): [string, Person][] => {
          const grants = held.get(user.id);
          if (!grants) return [];
          seen(session);
          return [[session, { ...user, grants, session }]];
        }),
      );
    },

    intakeToken: (token) => tokens.isIntake(token),
    intakeSigner: (id) => tokens.signer(id),

    me: (person) => tellMe(options, person),

    may: (person, brand, permission) => permissionsOn(brand, person.grants).has(permission),

    createWelcomeToken: (userId, by) => tokens.createWelcome(userId, by),

    async redeemWelcomeToken(token, device) {
      const userId = await tokens.redeemWelcome(token);
      if (userId === null) return null;
      if (!(await grants.whileActive(userId))) return null;
      const cookies = await openSession(auth, userId, device);
      await noteSignIn(userId, 'link');
      return cookies;
    },
  };
}

/** Of one account in a row, from anywhere, before a pause. */
const WRONG_PASSWORDS = 30;
const PAUSE_MS = 15 * 60_000;
const BEARER = /^Bearer (\S+)$/i;

function isAdministrator(person: Person): boolean {
  return person.grants.some(({ brand, role }) => brand === '*' && role === 'admin');
}

/** A person with what they may do where. */
async function tellMe({ db, brands }: Pick<AccountsOptions, 'db' | 'brands'>, person: Person): Promise<Me> {
  const all = await brands.list();
  return {
    id: person.id,
    email: person.email,
    name: person.name,
    administrator: isAdministrator(person),
    ...(person.session !== undefined && { profile: await profileOf(db, person.id) }),
    everywhere: [...permissionsOn('*', person.grants)],
    brands: all.flatMap(({ id, name, demonstration, languages }) => {
      const permissions = [...permissionsOn(id, person.grants)];
      return permissions.length > 0 ? [{ id, name, demonstration, languages, permissions }] : [];
    }),
  };
}
