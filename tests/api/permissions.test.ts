import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApi, ORIGIN } from '../support/api.ts';
import { anOpportunity } from '../support/fake-cards.ts';
import { OTHER, OWN, TOKEN, cookieOf } from '../support/fake-context.ts';

/** Who asks: people by the name of their cookie. */
const ACTORS = ['anonymous', 'forged', 'nobody', 'viewer', 'other-manager', 'manager', 'brand-team', 'editor', 'admin'];
type Actor = (typeof ACTORS)[number];

interface Expected {
  readonly body?: unknown;
  /** Status for whoever is let in. */
  readonly fine: number;
  /** Status for the others; `fine` where an actor is not named. */
  readonly refused: Partial<Record<Actor, number>>;
}

const signedOut = { anonymous: 401, forged: 401 };
const ofBrand = { ...signedOut, nobody: 404, 'other-manager': 404 };
const anyone: Expected = { fine: 200, refused: {} };
const steering = { ...signedOut, nobody: 403, viewer: 403, 'other-manager': 403, manager: 403, editor: 403 };

/** Every operation there is. One that is missing here fails the walk below. */
const OPERATIONS: Record<string, Expected> = {
  'get /healthz': anyone,
  'get /readyz': anyone,
  'get /metrics': anyone,
  'get /api/openapi.json': anyone,
  'get /api/docs': anyone,
  'get /welcome': { fine: 410, refused: {} },
  'get /api/me': { fine: 200, refused: signedOut },
  'get /api/brands': { fine: 200, refused: signedOut },
  'get /api/brands/{brand}/territory': { fine: 200, refused: ofBrand },
  'get /api/brands/{brand}/cards': { fine: 200, refused: ofBrand },
  'get /api/opportunities/{opportunity}': { fine: 200, refused: ofBrand },
  'post /api/opportunities/{opportunity}/decisions': {
    body: { action: 'snooze', reason: 'busy', minutes: 10 },
    fine: 200,
    refused: { ...ofBrand, viewer: 403, 'brand-team': 403 },
  },
  'post /api/queries/check': { body: { query: 'cacao' }, fine: 200, refused: signedOut },
  'post /api/queries/explain': { body: { query: 'cacao', signal: { text: 'cacao' } }, fine: 200, refused: signedOut },
  'post /api/brands/{brand}/explain': { body: { signal: { text: 'cacao' } }, fine: 200, refused: ofBrand },
  'get /api/sources': { fine: 200, refused: { ...signedOut, nobody: 403 } },
  'post /api/sources/{source}/speed': { body: { speed: 5 }, fine: 200, refused: steering },
  'post /api/sources/{source}/test': { fine: 200, refused: steering },
  'post /api/signals': {
    body: { source: 's', kind: 'post', externalId: '1', publishedAt: '2026-11-22T20:00:00Z' },
    fine: 401,
    refused: {},
  },
};

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

async function walk() {
  const { app, store } = createTestApi();
  store.commit(anOpportunity(OWN, 'own-1'));
  const document = await request(app).get('/api/openapi.json');
  const paths = Object.entries(document.body.paths as Record<string, Record<string, unknown>>);
  const operations = paths.flatMap(([path, verbs]) =>
    METHODS.filter((method) => method in verbs).map((method) => ({ method, path })),
  );
  return { app, operations };
}

const addressOf = (path: string, ids: Record<string, string>) =>
  path.replace(/\{(\w+)\}/g, (_, name) => ids[name] ?? '');
const IDS = { brand: OWN, opportunity: 'own-1', source: 'evening' };

async function ask(app: Parameters<typeof request>[0], method: string, address: string, actor: Actor, body: unknown) {
  const asking = request(app)[method as 'post'](address).set('Origin', ORIGIN);
  if (actor !== 'anonymous') void asking.set('Cookie', cookieOf(actor));
  return method === 'get' ? asking : asking.send(body as object);
}

describe('every operation of the API, for everybody', () => {
  it('is one this table knows', async () => {
    const { operations } = await walk();
    expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(Object.keys(OPERATIONS).sort());
  });

  it.each(Object.keys(OPERATIONS))('%s lets in whom it should', async (name) => {
    const { app } = await walk();
    const [method = '', path = ''] = name.split(' ');
    const { body, fine, refused } = OPERATIONS[name] as Expected;
    const got: Record<string, number> = {};
    const wanted: Record<string, number> = {};
    for (const actor of ACTORS) {
      const response = await ask(app, method, addressOf(path, IDS), actor, body);
      got[actor] = response.status;
      wanted[actor] = refused[actor] ?? fine;
      if (response.status >= 400 && path !== '/welcome') {
        expect(response.headers['content-type']).toMatch('application/problem+json');
      }
    }
    expect(got).toEqual(wanted);
  });
});

describe('what belongs to another brand', () => {
  it.each([
    ['get', '/api/brands/{brand}/cards'],
    ['get', '/api/brands/{brand}/territory'],
    ['post', '/api/brands/{brand}/explain'],
    ['get', '/api/opportunities/{opportunity}'],
    ['post', '/api/opportunities/{opportunity}/decisions'],
  ])('%s %s is the same as what does not exist', async (method, path) => {
    const { app, store } = createTestApi();
    store.commit(anOpportunity(OTHER, 'other-1', { title: 'CANARY' }));
    const body = { action: 'accept' };
    const other = await ask(app, method, addressOf(path, { brand: OTHER, opportunity: 'other-1' }), 'manager', body);
    const missing = await ask(
      app,
      method,
      addressOf(path, { brand: 'missing', opportunity: 'missing' }),
      'manager',
      body,
    );
    const strange = await ask(app, method, addressOf(path, { brand: '%00', opportunity: '%00..' }), 'manager', body);
    expect(other.status).toBe(404);
    expect(other.text).not.toContain('CANARY');
    expect([missing.text, missing.status]).toEqual([other.text, other.status]);
    expect([strange.text, strange.status]).toEqual([other.text, other.status]);
  });

  it('is left out of the lists', async () => {
    const { app } = createTestApi();
    const brands = await ask(app, 'get', '/api/brands', 'manager', null);
    expect((brands.body as { id: string }[]).map((brand) => brand.id)).toEqual([OWN]);
  });

  it('does not exist for an administrator either where it does not exist', async () => {
    const { app } = createTestApi();
    expect((await ask(app, 'get', '/api/brands/missing/cards', 'admin', null)).status).toBe(404);
  });
});

describe('the intake', () => {
  it('takes its token, and no session', async () => {
    const { app } = createTestApi();
    const signal = OPERATIONS['post /api/signals']?.body as object;
    const send = () => request(app).post('/api/signals').send(signal);
    expect((await send().set('Authorization', `Bearer ${TOKEN}`)).status).toBe(200);
    const wrong = await send().set('Authorization', 'Bearer wrong');
    expect([wrong.status, wrong.headers['www-authenticate']]).toEqual([401, 'Bearer realm="rebond"']);
  });
});

describe('roles', () => {
  it('count from the next request on', async () => {
    const { app, people } = createTestApi();
    const cards = () => ask(app, 'get', `/api/brands/${OWN}/cards`, 'manager', null);
    expect((await cards()).status).toBe(200);
    const manager = people.get('manager');
    if (manager) people.set('manager', { ...manager, grants: [] });
    expect((await cards()).status).toBe(404);
    people.delete('manager');
    expect((await cards()).status).toBe(401);
  });
});
