import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { Problem } from '../../src/contract/problem.ts';
import { createTestApi, ORIGIN } from '../support/api.ts';
import { anOpportunity } from '../support/fake-cards.ts';
import { OWN, cookieOf, createFakeContext } from '../support/fake-context.ts';

const AS_MANAGER = { Cookie: cookieOf('manager'), Origin: ORIGIN };

function decide(app: Parameters<typeof request>[0], body: unknown, id = 'own-1') {
  return request(app)
    .post(`/api/opportunities/${id}/decisions`)
    .set(AS_MANAGER)
    .send(body as object);
}

describe('a refused decision', () => {
  it('says who was first', async () => {
    const { app, store } = createTestApi();
    store.commit(anOpportunity(OWN, 'own-1'));
    const first = await decide(app, { action: 'accept' });
    expect(first.body).toMatchObject({ card: { decision: { action: 'accept' } }, decision: { by: { id: 'manager' } } });
    const second = await decide(app, { action: 'accept' });
    expect(second.status).toBe(409);
    expect((second.body as Problem).type).toMatch(/\/already-decided$/);
    expect((second.body as Problem).detail).toMatch(/^The manager accepted it first, at 20/);
  });

  it.each([
    ['closed', anOpportunity(OWN, 'own-1', { state: 'closed' })],
    ['blocked', anOpportunity(OWN, 'own-1', { verdict: { level: 'block', reasons: [] } })],
  ])('says that it is %s', async (code, opportunity) => {
    const { app, store } = createTestApi();
    store.commit(opportunity);
    const answer = await decide(app, { action: 'accept' });
    expect([answer.status, (answer.body as Problem).type.endsWith(`/${code}`)]).toEqual([409, true]);
  });

  it('names each field that is not right', async () => {
    const { app, store } = createTestApi();
    store.commit(anOpportunity(OWN, 'own-1'));
    const answer = await decide(app, { action: 'snooze', minutes: 1, extra: true });
    expect(answer.status).toBe(400);
    const paths = (answer.body as Problem).errors?.map((error) => error.path);
    expect(paths).toEqual(expect.arrayContaining(['reason', 'minutes']));
  });
});

describe('what cannot be read', () => {
  it.each<[string, string, string, number]>([
    ['broken JSON', '{"action": ', 'application/json', 400],
    ['no body', '', 'application/json', 400],
    ['null', 'null', 'application/json', 400],
    ['an array', '[]', 'application/json', 400],
    ['a prototype key', '{"__proto__":{"action":"accept"}}', 'application/json', 400],
    ['a body that is too large', JSON.stringify({ note: 'x'.repeat(300_000) }), 'application/json', 413],
    ['a form', 'action=accept', 'application/x-www-form-urlencoded', 415],
    ['plain text', '{"action":"accept"}', 'text/plain', 415],
  ])('%s is refused in words', async (_what, body, type, status) => {
    const { app, store } = createTestApi();
    store.commit(anOpportunity(OWN, 'own-1'));
    const answer = await request(app).post('/api/opportunities/own-1/decisions').set(AS_MANAGER).type(type).send(body);
    expect(answer.status).toBe(status);
    expect(Problem.parse(answer.body).status).toBe(status);
  });

  it.each([
    '/api/brands/%ff/cards',
    '/api/opportunities/%E0%A4%A',
    '/%ff',
    '/assets/%ff',
    '/assets/..%2f..%2fpackage.json',
    '/assets/../../etc/passwd',
  ])('%s is refused', async (address) => {
    const { app } = createTestApi();
    const { status } = await request(app).get(address).set(AS_MANAGER);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });
});

describe('what is not there', () => {
  it('is a problem under /api', async () => {
    const { app } = createTestApi();
    for (const path of ['/api', '/api/nothing', '/api/brands/a/b/c']) {
      const answer = await request(app).get(path);
      expect([answer.status, answer.type]).toEqual([404, 'application/problem+json']);
    }
  });

  it('is another verb: said with the ones that are', async () => {
    const { app } = createTestApi();
    const answer = await request(app).delete('/api/me');
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
    const options = await request(app).options('/api/signals');
    expect([options.status, options.headers.allow]).toEqual([204, 'POST, OPTIONS']);
  });

  it('is a page where a socket is', async () => {
    const { app } = createTestApi();
    const answer = await request(app).get('/api/live');
    expect([answer.status, answer.headers.upgrade]).toEqual([426, 'websocket']);
  });
});

describe('what goes wrong here', () => {
  const failing = (error: Error) => {
    const fake = createFakeContext();
    const brands = { ...fake.context.brands, list: () => Promise.reject(error) };
    return createTestApi({}, { ...fake, context: { ...fake.context, brands } });
  };

  it('shows nothing of the inside', async () => {
    const { app } = failing(new Error('relation "brands" of secret-host does not exist'));
    const answer = await request(app).get('/api/brands').set(AS_MANAGER);
    expect(answer.status).toBe(500);
    expect(answer.text).not.toMatch(/secret-host|relation|at .*\.ts/);
    expect(answer.headers['x-request-id']).toMatch(/^[\w-]{36}$/);
  });

  it.each([
    Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' }),
    new Error('Connection terminated unexpectedly'),
    new Error('query failed', { cause: Object.assign(new Error('x'), { code: '57P03' }) }),
  ])('asks to come back where the database is away: %s', async (error) => {
    const { app } = failing(error);
    const answer = await request(app).get('/api/brands').set(AS_MANAGER);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
    expect(answer.text).not.toContain('5432');
  });
});

describe('who asks too often', () => {
  it('is asked to wait, alone', async () => {
    const { app } = createTestApi({ limits: { perPerson: 2 } });
    const me = (name: string) => request(app).get('/api/me').set('Cookie', cookieOf(name));
    await me('manager');
    await me('manager');
    const third = await me('manager');
    expect([third.status, Number(third.headers['retry-after']) > 0]).toEqual([429, true]);
    expect((await me('editor')).status).toBe(200);
  });

  it('is asked to wait by address where nobody is signed in', async () => {
    const { app } = createTestApi({ limits: { perAddress: 2 } });
    const codes = [];
    for (let i = 0; i < 3; i += 1) codes.push((await request(app).get('/api/me')).status);
    expect(codes).toEqual([401, 401, 429]);
  });
});

describe('starting and stopping', () => {
  it('says in words that the port is taken', async () => {
    const first = createTestApi().server;
    const second = createTestApi().server;
    const { port } = await first.start({ host: '127.0.0.1', port: 0 });
    await expect(second.start({ host: '127.0.0.1', port })).rejects.toThrow(/Another program uses port \d+ of 127/);
    await first.stop();
    await expect(second.start({ host: '127.0.0.1', port })).resolves.toMatchObject({ port });
    await second.stop();
  });

  it('answers what is not HTTP without falling over', async () => {
    const { server } = createTestApi();
    const { port } = await server.start({ host: '127.0.0.1', port: 0 });
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => socket.write('\x16\x03\x01 hello\r\n\r\n'));
      socket.on('data', (data) => (text += String(data))).once('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1.1 400/);
    expect((await request(server.http).get('/healthz')).status).toBe(200);
    await server.stop();
  });

  it('ignores other offers to change the protocol', async () => {
    const { server } = createTestApi();
    await server.start({ host: '127.0.0.1', port: 0 });
    const answer = await request(server.http).get('/healthz').set({ Connection: 'Upgrade', Upgrade: 'h2c' });
    expect(answer.status).toBe(200);
    await server.stop();
  });
});
