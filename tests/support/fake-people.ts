import type { Context } from '../../src/context.ts';
import type { AuditLog, LinkDesk, OwnAccounts, PeopleStore, TokenStore } from '../../src/ports/people.ts';
import type { PersonEntry } from '../../src/contract/people.ts';
import type { TokenEntry } from '../../src/contract/token.ts';
import { Profile } from '../../src/contract/user.ts';

const AT = '2026-11-22T20:00:00Z';
export const TOKEN_ID = '5f0c8f39-9c40-4d0e-8a39-0f2f9f8d2b11';

const LINK = { path: '/invitation#a-secret', expiresAt: AT };

/** One person, one token, one audit entry: enough to see who is let in. */
export function createFakePeople(): Pick<Context, 'people' | 'links' | 'ownAccounts' | 'tokens' | 'audit'> {
  return { people: people(), links, ownAccounts: ownAccounts(), tokens: tokens(), audit };
}

const somebody: PersonEntry = {
  ...{ id: 'viewer', email: 'viewer@example.test', name: 'The viewer', grants: [], active: true },
  ...{ twoFactor: true, password: true, lastSeenAt: null, whole: true },
};

function people(): PeopleStore {
  const found = <T>(id: string, value: T) =>
    Promise.resolve(id === somebody.id ? value : { refused: 'not-found' as const });
  return {
    list: () => Promise.resolve({ people: [somebody], invitations: [] }),
    invite: () => Promise.resolve(LINK),
    withdraw: (_, id) => Promise.resolve(id === 'invited'),
    setRoles: (_, id) => found(id, somebody),
    setActive: (_, id) => found(id, somebody),
    resetPassword: (_, id) => found(id, LINK),
    resetTwoFactor: (_, id) => found(id, somebody),
    sessions: (_, id) => found(id, []),
    endSessions: (_, id) => found(id, 1),
  };
}

const links: LinkDesk = {
  look: () => Promise.resolve(null),
  use: () => Promise.resolve({ refused: 'spent' }),
};

function ownAccounts(): OwnAccounts {
  const get: OwnAccounts['get'] = ({ id, email, name }) =>
    Promise.resolve({
      ...{ id, email, name, profile: Profile.parse({}), password: true, twoFactor: false, recoveryCodes: null },
    });
  const cookies = { cookies: ['session=other'] };
  return {
    get,
    saveProfile: (person) => get(person),
    changePassword: () => Promise.resolve(null),
    sessions: () => Promise.resolve([]),
    endSessions: () => Promise.resolve(1),
    beginTwoFactor: () => Promise.resolve({ uri: 'otpauth://totp/x?secret=A', secret: 'A', recoveryCodes: [] }),
    confirmTwoFactor: () => Promise.resolve(cookies),
    endTwoFactor: () => Promise.resolve(cookies),
    renewRecoveryCodes: () => Promise.resolve([]),
  };
}

function tokens(): TokenStore {
  const entry: TokenEntry = {
    ...{ id: TOKEN_ID, label: 'press wire', scope: 'intake', brand: null, by: null },
    ...{ createdAt: AT, expiresAt: null, lastUsedAt: null, void: false },
  };
  return {
    list: () => Promise.resolve([entry]),
    create: () => Promise.resolve({ token: 'secret', signing: null, entry }),
    revoke: (_, id) => Promise.resolve(id === TOKEN_ID),
  };
}

const audit: AuditLog = {
  page: () => Promise.resolve({ records: [], before: null, actions: [] }),
  all: () => Promise.resolve([]),
};
