import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApi } from '../support/api.ts';
import { cookieOf, createFakeContext } from '../support/fake-context.ts';

/** An error as pg throws it. */
const failure = (code: string, message = 'what PostgreSQL says, with a secret in it') =>
  Object.assign(new Error(message), { code });

async function whenDatabaseSays(error: Error) {
  const fake = createFakeContext();
  const brands = { ...fake.context.brands, list: () => Promise.reject(error) };
  const { app } = createTestApi({}, { ...fake, context: { ...fake.context, brands } });
  return request(app).get('/api/brands').set('Cookie', cookieOf('manager'));
}

describe('a database in trouble', () => {
  it.each(['57014', '55P03', '40P01', '40001', '53100', '53200', '53300', '57P01', '57P03', 'ECONNREFUSED'])(
    '(%s) is said to pass, and when to come back',
    async (code) => {
      const wrapped = new Error('the transaction failed', { cause: failure(code) });
      for (const error of [failure(code), wrapped]) {
        const answer = await whenDatabaseSays(error);
        expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
        expect(answer.text).not.toContain('secret');
      }
    },
  );

  it('is not one where somebody asks for a character that no text of it can have: that is theirs to mend', async () => {
    const answer = await whenDatabaseSays(failure('22021', 'invalid byte sequence for encoding "UTF8": 0x00'));
    expect([answer.status, answer.body]).toMatchObject([400, { detail: expect.stringContaining('U+0000') }]);
  });

  it.each(['23505', '42P01', '22P02'])('(%s) is our fault, and says nothing of our inside', async (code) => {
    const answer = await whenDatabaseSays(failure(code));
    expect([answer.status, answer.headers['retry-after']]).toEqual([500, undefined]);
    expect(answer.text).not.toContain('secret');
  });
});

describe('readiness', () => {
  const HOST = 'db-7.internal.example:5432';
  function aSickApi() {
    const fake = createFakeContext();
    const checks = [{ name: 'database', ok: false, detail: `PostgreSQL at ${HOST} does not answer.` }];
    const health = { ...fake.context.health, ready: () => Promise.resolve({ ready: false, checks }) };
    return createTestApi({ metricsToken: 'scraper' }, { ...fake, context: { ...fake.context, health } }).app;
  }

  it('tells strangers that something is wrong, not where', async () => {
    for (const header of [{ host: 'rebond.example' }, { 'x-forwarded-for': '198.51.100.4' }]) {
      const answer = await request(aSickApi()).get('/readyz').set(header);
      expect([answer.status, answer.body]).toEqual([
        503,
        { ready: false, checks: [{ name: 'database', ok: false, detail: 'does not work' }] },
      ]);
    }
  });

  it('tells the machine itself, and the scraper that has a token', async () => {
    for (const header of [{ host: '127.0.0.1' }, { host: 'rebond.example', authorization: 'Bearer scraper' }]) {
      expect((await request(aSickApi()).get('/readyz').set(header)).text).toContain(HOST);
    }
  });
});
