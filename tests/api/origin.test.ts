import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApi, ORIGIN } from '../support/api.ts';
import { TOKEN, cookieOf } from '../support/fake-context.ts';

const SIGNED_IN = { Cookie: cookieOf('admin') };
const WITH_TOKEN = { Authorization: `Bearer ${TOKEN}` };

describe('where a change may come from', () => {
  it.each([
    ['the site itself', ORIGIN, 200],
    ['no origin, as a program with a cookie', undefined, 403],
    ['null, as a sandboxed frame', 'null', 403],
    ['a name that begins alike', `${ORIGIN}.evil.example`, 403],
    ['a name that ends alike', 'https://evil-rebond.example', 403],
    ['a sub-domain', 'https://sub.rebond.example', 403],
    ['another port', `${ORIGIN}:8443`, 403],
    ['the same site unencrypted', 'http://rebond.example', 403],
    ['upper case', 'https://REBOND.example', 403],
    ['a trailing slash', `${ORIGIN}/`, 403],
    ['an empty origin', '', 403],
    ['another site', 'https://evil.example', 403],
  ])('%s', async (_what, origin, status) => {
    const { app } = createTestApi();
    const asking = request(app).post('/api/sources/evening/speed').set(SIGNED_IN);
    if (origin !== undefined) void asking.set('Origin', origin);
    expect((await asking.send({ speed: 5 })).status).toBe(status);
  });

  it('does not matter for reading', async () => {
    const { app } = createTestApi();
    const answer = await request(app).get('/api/me').set(SIGNED_IN).set('Origin', 'https://evil.example');
    expect(answer.status).toBe(200);
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('may be missing where a program sends its token', async () => {
    const { app } = createTestApi();
    const send = () => request(app).post('/api/signals').set(WITH_TOKEN).type('application/x-ndjson').send('{}');
    expect((await send()).status).toBe(200);
    expect((await send().set('Origin', 'https://evil.example')).status).toBe(403);
  });

  it('counts for signing in as well', async () => {
    const { app } = createTestApi();
    const signIn = () => request(app).post('/api/auth/sign-in/email').send({ email: 'a', password: 'b' });
    expect((await signIn()).text).toBe('auth');
    expect((await signIn().set('Origin', 'https://evil.example')).status).toBe(403);
  });
});
