import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cookieOf, createFakeContext } from '../support/fake-context.ts';
import { ORIGIN, eventually, openClient, startLive, upgradeStatus } from '../support/live.ts';

const COOKIE = { cookie: cookieOf('manager') };

describe('who gets a socket', () => {
  let live: Awaited<ReturnType<typeof startLive>>;
  beforeAll(async () => {
    live = await startLive({ socketsPerPerson: 50 });
  });
  afterAll(() => live.stop());

  it.each<[string, string | undefined, number]>([
    ['the site itself', ORIGIN, 101],
    ['no origin', undefined, 403],
    ['null', 'null', 403],
    ['a name that begins alike', `${ORIGIN}.evil.example`, 403],
    ['a name that ends alike', 'https://evil-rebond.example', 403],
    ['a sub-domain', 'https://sub.rebond.example', 403],
    ['another port', `${ORIGIN}:8443`, 403],
    ['the same site unencrypted', 'http://rebond.example', 403],
    ['upper case', 'https://REBOND.example', 403],
    ['a path', `${ORIGIN}/`, 403],
    ['two origins', `${ORIGIN}, https://evil.example`, 403],
    ['another site', 'https://evil.example', 403],
  ])('%s', async (_what, origin, status) => {
    expect(await upgradeStatus(live.url, { ...COOKIE, ...(origin !== undefined && { origin }) })).toBe(status);
  });

  it.each<[string, string, number]>([
    ['no session', '', 401],
    ['a forged session', 'session=forged', 401],
    ['a session', COOKIE.cookie, 101],
  ])('%s', async (_what, cookie, status) => {
    expect(await upgradeStatus(live.url, { origin: ORIGIN, cookie })).toBe(status);
  });

  it('is nobody at another address', async () => {
    expect(await upgradeStatus(`${live.url}/other`, { ...COOKIE, origin: ORIGIN })).toBe(404);
  });
});

describe('how many', () => {
  it('five for one person; a closed one makes room', async () => {
    const { url, told, stop } = await startLive();
    const clients = await Promise.all(Array.from({ length: 5 }, () => openClient(url, 'manager')));
    expect(await upgradeStatus(url, { ...COOKIE, origin: ORIGIN })).toBe(429);
    expect(await upgradeStatus(url, { cookie: cookieOf('editor'), origin: ORIGIN })).toBe(101);
    clients[0]?.socket.close();
    await eventually(() => told.open === 4, 'four open sockets');
    expect(await upgradeStatus(url, { ...COOKIE, origin: ORIGIN })).toBe(101);
    await stop();
  });
});

describe('while the accounts are out of reach', () => {
  it('nobody is let in, and nothing falls over', async () => {
    const fake = createFakeContext();
    const real = fake.context.accounts.fromHeaders.bind(fake.context.accounts);
    Object.assign(fake.context.accounts, { fromHeaders: () => Promise.reject(new Error('away')) });
    const { url, stop } = await startLive({}, fake);
    expect(await upgradeStatus(url, { ...COOKIE, origin: ORIGIN })).toBe(503);
    Object.assign(fake.context.accounts, { fromHeaders: real });
    expect(await upgradeStatus(url, { ...COOKIE, origin: ORIGIN })).toBe(101);
    await stop();
  });
});
