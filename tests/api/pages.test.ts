import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApi } from '../support/api.ts';
import { cookieOf } from '../support/fake-context.ts';

describe('the console', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'console-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<title>The console</title>');
    writeFileSync(join(folder, 'assets', 'main-abc123.js'), 'export {};');
    writeFileSync(join(folder, 'assets', 'large-def456.js'), 'export {};'.repeat(500));
    writeFileSync(join(folder, '.secret'), 'secret');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const get = (path: string) => request(createTestApi({ consoleFolder: folder }).app).get(path);

  it.each(['/', '/o/some-id', '/sources'])('is what %s shows, never from a cache', async (path) => {
    const answer = await get(path);
    expect([answer.status, answer.text, answer.headers['cache-control']]).toEqual([
      200,
      '<title>The console</title>',
      'no-store',
    ]);
  });

  it('keeps its files for ever, since their names change with them', async () => {
    const answer = await get('/assets/main-abc123.js');
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(answer.headers['content-type']).toMatch('javascript');
  });

  it('goes over the line packed', async () => {
    const answer = await get('/assets/large-def456.js').set('accept-encoding', 'gzip');
    expect([answer.status, answer.headers['content-encoding']]).toEqual([200, 'gzip']);
    expect((await get('/api/openapi.json').set('accept-encoding', 'gzip')).headers).not.toHaveProperty(
      'content-encoding',
    );
  });

  it.each(['/assets/gone.js', '/favicon.ico', '/.secret', '/.env'])('has no %s', async (path) => {
    const answer = await get(path);
    expect([answer.status, answer.type]).toEqual([404, 'application/problem+json']);
  });

  it('forbids scripts and hosts that are not its own', async () => {
    const { headers } = await get('/');
    expect(headers['content-security-policy']).toContain("default-src 'self';script-src 'self';");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it('says what to do while it is not built', async () => {
    const answer = await request(createTestApi().app).get('/');
    expect([answer.status, answer.text]).toEqual([503, expect.stringContaining('npm run build')]);
  });
});

describe('the sign-in link', () => {
  it('signs in once and goes on to the console', async () => {
    const { app } = createTestApi();
    const answer = await request(app).get('/welcome?token=one-time-token');
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
    expect(answer.headers['set-cookie']).toEqual(['session=manager; HttpOnly']);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it.each([
    '/welcome',
    '/welcome?token=',
    '/welcome?token=spent-token',
    '/welcome?token[]=a',
    '/welcome?token=%00%00%00%00%00%00%00%00',
  ])('says what to do at %s', async (address) => {
    const answer = await request(createTestApi().app).get(address);
    expect([answer.status, answer.type]).toEqual([410, 'text/html']);
    expect(answer.text).toContain('ask whoever runs this installation');
  });

  it('is not spent by programs that look ahead', async () => {
    const spent: string[] = [];
    const redeemWelcome = (token: string) => {
      spent.push(token);
      return Promise.resolve(['session=manager']);
    };
    await request(createTestApi({ redeemWelcome }).app).head('/welcome?token=one-time-token');
    expect(spent).toEqual([]);
  });
});

describe('readiness', () => {
  it('is red with its checks where something is missing', async () => {
    const { app, fake } = createTestApi();
    expect((await request(app).get('/readyz')).status).toBe(200);
    fake.ready = false;
    const answer = await request(app).get('/readyz');
    expect(answer.status).toBe(503);
    expect(answer.body).toEqual({ ready: false, checks: [{ name: 'database', ok: false, detail: 'answers' }] });
  });

  it('is red where the check itself fails', async () => {
    const { app, context } = createTestApi();
    Object.assign(context.health, { ready: () => Promise.reject(new Error('no')) });
    expect((await request(app).get('/readyz')).status).toBe(503);
    expect((await request(app).get('/healthz')).status).toBe(200);
  });
});

describe('/metrics', () => {
  const options = { metricsToken: 'metrics-token' };
  it.each<[string, Record<string, string>, number]>([
    ['the same machine', {}, 200],
    ['a proxy on the same machine', { 'X-Forwarded-For': '203.0.113.7' }, 401],
    ['a name bound to this machine', { Host: 'evil.example' }, 401],
    ['the metrics token', { Host: 'rebond.example', Authorization: 'Bearer metrics-token' }, 200],
    ['another token', { Host: 'rebond.example', Authorization: 'Bearer metrics-tokem' }, 401],
    ['an administrator', { Host: 'rebond.example', Cookie: cookieOf('admin') }, 200],
    ['an editor', { Host: 'rebond.example', Cookie: cookieOf('editor') }, 403],
  ])('asked by %s', async (_who, headers, status) => {
    const answer = await request(createTestApi(options).app).get('/metrics').set(headers);
    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.text).toContain('# HELP rebond_signals_total');
  });
});

describe('the description of the API', () => {
  it('refers to nothing that is not in it', async () => {
    const { text, body } = await request(createTestApi().app).get('/api/openapi.json');
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]);
    const { components, openapi } = body as { openapi: string; components: { schemas: object } };
    expect(openapi).toBe('3.1.0');
    expect(references.length).toBeGreaterThan(20);
    for (const name of new Set(references)) expect(components.schemas).toHaveProperty([String(name)]);
  });

  it('is there for people, without scripts', async () => {
    const { text } = await request(createTestApi().app).get('/api/docs');
    expect(text).toContain('/api/opportunities/{opportunity}/decisions');
    expect(text).toContain('id="problem/already-decided"');
    expect(text).not.toMatch(/<script|(?:src|href)=["']?https?:/);
  });
});
