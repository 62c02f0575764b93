import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createClientAddress } from '../../src/api/client-address.ts';
import { createTestApi } from '../support/api.ts';
import { startLive, upgradeStatus, ORIGIN } from '../support/live.ts';

const asked = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage;

describe('the address of a client', () => {
  const { of, isProxy } = createClientAddress(['10.0.0.0/8', '2001:db8::/32', '127.0.0.1']);

  it.each([
    ['the connection', asked('192.0.2.7'), '192.0.2.7'],
    ['not what a stranger writes', asked('192.0.2.7', '8.8.8.8'), '192.0.2.7'],
    ['what a known proxy writes', asked('10.1.2.3', '198.51.100.4'), '198.51.100.4'],
    ['the same by IPv6', asked('::ffff:10.1.2.3', '2a00::7'), '2a00::7'],
    ['the last before the known ones', asked('127.0.0.1', '1.1.1.1, 198.51.100.4, 10.0.0.9'), '198.51.100.4'],
    ['the proxy where it says nothing', asked('10.1.2.3'), '10.1.2.3'],
    ['cut short where it is rubbish', asked('10.1.2.3', 'x'.repeat(5_000)), 'x'.repeat(100)],
  ])('is %s', (_what, from, address) => expect(of(from)).toBe(address));

  it('is nobody’s word without a known proxy, and rubbish is no proxy', () => {
    expect(createClientAddress([]).of(asked('127.0.0.1', '198.51.100.4'))).toBe('127.0.0.1');
    expect(['', 'x', '10.0.0.1.evil.example'].map(isProxy)).toEqual([false, false, false]);
  });
});

describe('limits', () => {
  const statuses = async (proxies: readonly string[]) => {
    const { app } = createTestApi({ limits: { perAddress: 2 }, isProxy: createClientAddress(proxies).isProxy });
    const got: number[] = [];
    for (const from of ['1.1.1.1', '1.1.1.1', '1.1.1.1', '1.1.1.2']) {
      got.push((await request(app).get('/healthz').set('x-forwarded-for', `6.6.6.6, ${from}`)).status);
    }
    return got;
  };

  it('count people apart behind a proxy that is known', async () => {
    expect(await statuses(['127.0.0.0/8', '::1', '::ffff:127.0.0.1'])).toEqual([200, 200, 429, 200]);
  });

  it('are not got around by a header where none is', async () => {
    expect(await statuses([])).toEqual([200, 200, 429, 429]);
  });

  it('end the guessing at the socket: after so many refusals nobody is asked who it is', async () => {
    const live = await startLive({ refusalsPerMinute: 3 });
    let lookedUp = 0;
    const { fromHeaders } = live.fake.context.accounts;
    Object.assign(live.fake.context.accounts, {
      fromHeaders: (headers: Headers) => {
        lookedUp += 1;
        return fromHeaders(headers);
      },
    });
    const got: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      got.push(await upgradeStatus(live.url, { origin: ORIGIN, cookie: `session=guess-${n}` }));
    }
    await live.stop();
    expect([got, lookedUp]).toEqual([[401, 401, 401, 429, 429, 429], 3]);
  });
});
