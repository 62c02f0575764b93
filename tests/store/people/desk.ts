import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Doer, Person } from '../../../src/ports/people.ts';
import { Brand } from '../../../src/contract/brand.ts';
import type { RoleGrant } from '../../../src/contract/user.ts';
import { type AccountDesk, createAccounts } from '../../../src/store/accounts.ts';
import { createBrands } from '../../../src/store/brands.ts';
import { quiet, testDatabase, type TestDatabase } from '../../support/postgres.ts';

const ORIGIN = 'http://newsroom.example:8080';
export const PASSWORD = 'correct horse battery';

/** Accounts on a database of their own, with two brands and an administrator of everything. */
export interface Desk {
  readonly accounts: AccountDesk;
  readonly database: TestDatabase;
  readonly boss: Doer;
  /** Lets time pass. */
  pass(milliseconds: number): void;
  now(): number;
  add(name: string, grants: readonly RoleGrant[], password?: string): Promise<Person>;
  post(path: string, body: object, cookie?: string): Promise<Response>;
  get(path: string, cookie: string): Promise<Response>;
  signIn(name: string, password?: string): Promise<string>;
  whoIs(cookie: string): Promise<Person | null>;
  actions(): Promise<string[]>;
  close(): Promise<void>;
}

export const cookiesIn = (setCookies: readonly string[]) =>
  setCookies
    .map((cookie) => cookie.split(';')[0]!)
    .filter((cookie) => !cookie.endsWith('='))
    .join('; ');

export const emailOf = (name: string) => `${name}@newsroom.example`;

export async function openDesk(name: string, realClock = false): Promise<Desk> {
  const database = await testDatabase(name);
  let passed = 0;
  const clock = () => (realClock ? Date.now() : Date.parse('2026-11-22T20:00:00Z')) + passed;
  const brands = createBrands({ db: database.db, clock });
  for (const id of ['lumo', 'vela']) await brands.put(Brand.parse({ id, name: id.toUpperCase(), languages: ['fr'] }));
  const accounts = createAccounts({
    ...{ db: database.db, pool: database.pool, log: quiet, clock, brands, publicUrl: ORIGIN, trustedOrigins: [] },
    ...{ secret: 'a secret of the tests, long enough to be taken', signInTries: 1_000 },
  });
  const server: Server = createServer((request, response) => void accounts.handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/auth`;
  const boss = await accounts.users.create({
    ...{ email: emailOf('boss'), name: 'Boss', password: PASSWORD, grants: [{ brand: '*', role: 'admin' }] },
  });
  const post = (path: string, body: object, cookie?: string) =>
    fetch(base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN, ...(cookie !== undefined && { cookie }) },
      body: JSON.stringify(body),
    });
  return {
    ...{ accounts, database, post, boss: { id: boss.id, reach: '*' }, now: clock },
    pass: (milliseconds) => void (passed += milliseconds),
    add: (who, grants, password = PASSWORD) =>
      accounts.users.create({ email: emailOf(who), name: who, password, grants }),
    get: (path, cookie) => fetch(base + path, { headers: { cookie } }),
    signIn: async (who, password = PASSWORD) =>
      cookiesIn((await post('/sign-in/email', { email: emailOf(who), password })).headers.getSetCookie()),
    whoIs: (cookie) => accounts.fromHeaders(new Headers({ cookie })),
    actions: async () =>
      (await database.pool.query<{ action: string }>('SELECT action FROM audit ORDER BY id')).rows.map(
        (row) => row.action,
      ),
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      await database.drop();
    },
  };
}

/** The secret of a one-time link. */
export const secretOf = (link: object): string => ('path' in link ? String(link.path).split('#')[1]! : '');
