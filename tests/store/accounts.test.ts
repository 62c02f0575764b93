import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { quiet, testDatabase, type TestDatabase } from '../support/postgres.ts';
import { Brand } from '../../src/contract/brand.ts';
import { type AccountDesk, createAccounts } from '../../src/store/accounts.ts';
import { createBrands } from '../../src/store/brands.ts';

const ORIGIN = 'http://newsroom.example:8080';
const BY = { id: 'rebond token', reach: '*' } as const;
const PASSWORD = 'correct horse battery';

describe('accounts', () => {
  let database: TestDatabase;
  let accounts: AccountDesk;
  let server: Server;
  let base: string;
  let now = Date.parse('2026-11-22T20:00:00Z');
  beforeAll(async () => {
    database = await testDatabase('accounts');
    const brands = createBrands({ db: database.db, clock: () => now });
    for (const id of ['lumo', 'vela']) await brands.put(Brand.parse({ id, name: id.toUpperCase(), languages: ['fr'] }));
    accounts = createAccounts({
      db: database.db,
      pool: database.pool,
      log: quiet,
      clock: () => now,
      brands,
      publicUrl: ORIGIN,
      secret: 'a secret of the tests, long enough to be taken',
      trustedOrigins: [],
    });
    server = createServer((request, response) => void accounts.handler(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/auth`;
    await accounts.users.create({
      email: 'Ana@Newsroom.example',
      name: 'Ana',
      password: PASSWORD,
      grants: [{ brand: 'lumo', role: 'community-manager' }],
    });
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    await database.drop();
  });

  async function intakeToken(label: string): Promise<string> {
    const made = await accounts.tokens.create(BY, { label, scope: 'intake', brand: null, days: null });
    return 'token' in made ? made.token : '';
  }

  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN, ...headers },
      body: JSON.stringify(body),
    });
  const signIn = (email: string, password: string, headers?: Record<string, string>) =>
    post('/sign-in/email', { email, password }, headers);
  const asCookie = (setCookies: string[]) => setCookies.map((cookie) => cookie.split(';')[0]).join('; ');
  const whoIs = (cookie: string) => accounts.fromHeaders(new Headers({ cookie }));

  it('signs in with the right password, and knows the person by the cookie', async () => {
    const response = await signIn('ana@newsroom.example', PASSWORD);
    expect(response.status).toBe(200);
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^rebond\.session_token=.*HttpOnly.*SameSite=Lax/i);
    const person = await whoIs(asCookie(response.headers.getSetCookie()));
    expect(person).toMatchObject({
      email: 'ana@newsroom.example',
      name: 'Ana',
      grants: [{ brand: 'lumo', role: 'community-manager' }],
    });
    expect(await accounts.me(person!)).toMatchObject({
      administrator: false,
      brands: [{ id: 'lumo', name: 'LUMO', permissions: ['read', 'decide'] }],
    });
    expect([
      accounts.may(person!, 'lumo', 'decide'),
      accounts.may(person!, 'lumo', 'approve'),
      accounts.may(person!, 'vela', 'read'),
    ]).toEqual([true, false, false]);
    const out = await post('/sign-out', {}, { cookie: asCookie(response.headers.getSetCookie()) });
    expect(out.status).toBe(200);
    expect(await whoIs(asCookie(response.headers.getSetCookie()))).toBeNull();
  });

  it('says of many sessions at once who is behind those that go on', async () => {
    const openSession = async (name: string) => {
      const email = `${name}@newsroom.example`;
      const grants = [{ brand: 'lumo', role: 'viewer' }] as const;
      await accounts.users.create({ email, name, password: PASSWORD, grants });
      const cookie = asCookie((await signIn(email, PASSWORD)).headers.getSetCookie());
      return { cookie, person: (await whoIs(cookie))! };
    };
    const [stays, leaves, gone] = [await openSession('stays'), await openSession('leaves'), await openSession('gone')];
    const there = new Map([stays, leaves, gone].map(({ person }) => [person.session!, person]));
    expect(await accounts.stillThere([...there.keys(), 'never-was'])).toEqual(there);
    await post('/sign-out', {}, { cookie: leaves.cookie });
    await database.db
      .insertInto('deactivations')
      .values({ user_id: gone.person.id, by_person: 'ana', at: new Date(now) })
      .execute();
    await database.db.deleteFrom('role_grants').where('user_id', '=', stays.person.id).execute();
    expect(await accounts.stillThere([...there.keys()])).toEqual(
      new Map([[stays.person.session!, { ...stays.person, grants: [] }]]),
    );
    expect(await accounts.stillThere([])).toEqual(new Map());
  });

  it('refuses a wrong password, an unknown person, a forged cookie and a foreign page', async () => {
    const refusals = await Promise.all([
      signIn('ana@newsroom.example', 'wrong horse battery'),
      signIn('nobody@newsroom.example', PASSWORD),
    ]);
    expect(refusals.map(({ status }) => status)).toEqual([401, 401]);
    const [wrong, unknown] = await Promise.all(refusals.map((response) => response.text()));
    expect(unknown).toBe(wrong);
    expect(await whoIs('rebond.session_token=forged.c2lnbmF0dXJl')).toBeNull();
    expect(await accounts.fromHeaders(new Headers())).toBeNull();
    const foreign = await signIn('ana@newsroom.example', PASSWORD, { origin: 'https://evil.example', cookie: 'x=y' });
    expect(foreign.status).toBe(403);
  });

  it('keeps passwords as Argon2id and tokens as hashes', async () => {
    const { rows } = await database.pool.query<{ password: string }>('SELECT password FROM account');
    expect(rows[0]?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const token = await intakeToken('press wire');
    const { rows: stored } = await database.pool.query('SELECT * FROM tokens');
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it('lets nobody sign up, and opens nothing that is not needed', async () => {
    const newcomer = { email: 'new@newsroom.example', name: 'New', password: PASSWORD };
    for (const path of ['/sign-up/email', '/update-user', '/delete-user', '/request-password-reset', '/open-session']) {
      expect((await post(path, newcomer)).status).toBe(404);
    }
    expect(await accounts.users.findByEmail(newcomer.email)).toBeNull();
  });

  it('takes a role away at once', async () => {
    const ben = await accounts.users.create({
      email: 'ben@newsroom.example',
      name: 'Ben',
      password: PASSWORD,
      grants: [{ brand: '*', role: 'admin' }],
    });
    const cookie = asCookie((await signIn('ben@newsroom.example', PASSWORD)).headers.getSetCookie());
    const before = (await whoIs(cookie))!;
    expect((await accounts.me(before)).administrator).toBe(true);
    expect(accounts.may(before, 'vela', 'administer')).toBe(true);
    // As another process would: not through this one's memory.
    await database.db.deleteFrom('role_grants').where('user_id', '=', ben.id).execute();
    now += 2_000;
    const after = (await whoIs(cookie))!;
    expect(accounts.may(after, 'vela', 'read')).toBe(false);
    expect((await accounts.me(after)).brands).toEqual([]);
    expect(await accounts.users.remove(ben.id)).toBe(true);
    expect(await whoIs(cookie)).toBeNull();
  });

  it('signs in by a link once, within a quarter of an hour', async () => {
    const { id } = (await accounts.users.findByEmail('ana@newsroom.example'))!;
    const token = await accounts.createWelcomeToken(id);
    const cookies = await accounts.redeemWelcomeToken(token);
    expect(await whoIs(asCookie(cookies!))).toMatchObject({ id });
    expect(await accounts.redeemWelcomeToken(token)).toBeNull();
    const late = await accounts.createWelcomeToken(id);
    now += 15 * 60_000;
    expect(await accounts.redeemWelcomeToken(late)).toBeNull();
    expect(await accounts.redeemWelcomeToken('x'.repeat(5_000))).toBeNull();
    const twice = await accounts.createWelcomeToken(id);
    const results = await Promise.all([accounts.redeemWelcomeToken(twice), accounts.redeemWelcomeToken(twice)]);
    expect(results.filter((result) => result !== null)).toHaveLength(1);
  });

  it('knows good intake tokens from others, until they are revoked', async () => {
    const token = await intakeToken('agency');
    expect(await accounts.intakeToken(token)).toBe(true);
    expect(await accounts.intakeToken(`${token}x`)).toBe(false);
    const { id: person } = (await accounts.users.findByEmail('ana@newsroom.example'))!;
    expect(await accounts.intakeToken(await accounts.createWelcomeToken(person))).toBe(false);
    const { id } = (await accounts.tokens.list(BY)).find(({ label }) => label === 'agency')!;
    expect(await accounts.tokens.revoke(BY, id)).toBe(true);
    expect(await accounts.intakeToken(token)).toBe(false);
  });

  it('says in words why a user cannot be made', async () => {
    const make = (changed: object) =>
      accounts.users.create({ email: 'c@newsroom.example', name: 'C', password: PASSWORD, grants: [], ...changed });
    await expect(make({ email: 'nonsense' })).rejects.toThrow('nonsense is not an e-mail address.');
    await expect(make({ password: 'short' })).rejects.toThrow('at least 10 characters');
    await expect(make({ email: 'ANA@newsroom.example' })).rejects.toThrow('already a user');
  });

  it('makes one user of an address, however many ask at once', async () => {
    const user = { email: 'once@newsroom.example', name: 'Once', grants: [] };
    const made = await Promise.allSettled([1, 2, 3, 4, 5].map(() => accounts.users.create(user)));
    const refused = made.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
    expect(refused.map(({ message }) => message)).toEqual(
      Array.from({ length: 4 }, () => 'There is already a user with the address once@newsroom.example.'),
    );
  });

  it('ends sessions when a password is changed by an administrator', async () => {
    const { id } = await accounts.users.create({ email: 'd@newsroom.example', name: 'D', grants: [] });
    await accounts.users.setPassword(id, PASSWORD);
    const cookie = asCookie((await signIn('d@newsroom.example', PASSWORD)).headers.getSetCookie());
    expect(await whoIs(cookie)).toMatchObject({ id });
    await accounts.users.setPassword(id, 'another long password');
    expect(await whoIs(cookie)).toBeNull();
    expect((await signIn('d@newsroom.example', 'another long password')).status).toBe(200);
  });

  it('slows down whoever keeps guessing, whatever address they claim to come from', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++) {
      statuses.push(
        (
          await signIn('ana@newsroom.example', `guess ${n}`, {
            'x-forwarded-for': `10.0.0.${n}`,
            'x-rebond-client-address': `10.0.0.${n}`,
          })
        ).status,
      );
    }
    expect(statuses).toContain(429);
    expect((await accounts.users.list()).map(({ email }) => email)).toContain('ana@newsroom.example');
  });
});
