import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApi, ORIGIN } from '../support/api.ts';
import { anOpportunity } from '../support/fake-cards.ts';
import { aDraft } from '../support/fake-drafts.ts';
import { OTHER, OWN, TOKEN, cookieOf } from '../support/fake-context.ts';
import { OUTSIDE_LINK, OTHERS_PICTURE, PICTURE } from '../support/fake-media.ts';
import { CHANNEL_ID } from '../support/fake-channels.ts';
import { TOKEN_ID } from '../support/fake-people.ts';
import { ACTORS, OPERATIONS, type Actor, type Expected } from './permission-cases.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

async function openRoom() {
  const { app, store, context, people } = createTestApi({ limits: { wrongSecrets: 100 } });
  const admin = people.get('admin')!;
  for (const [id, brand] of [
    ['own-admin', OWN],
    ['other-admin', OTHER],
  ] as const) {
    people.set(id, { ...admin, id, grants: [{ brand, role: 'admin' }] });
  }
  store.commit(anOpportunity(OWN, 'own-1'));
  await aDraft(context, 'own-1');
  return app;
}

async function operationsOf(app: Parameters<typeof request>[0]): Promise<string[]> {
  const document = await request(app).get('/api/openapi.json');
  const paths = Object.entries(document.body.paths as Record<string, Record<string, unknown>>);
  return paths.flatMap(([path, verbs]) =>
    METHODS.filter((method) => method in verbs).map((method) => `${method} ${path}`),
  );
}

const addressOf = (path: string, ids: Record<string, string>) =>
  path.replace(/\{(\w+)\}/g, (_, name) => ids[name] ?? '');
const IDS = {
  ...{ brand: OWN, opportunity: 'own-1', source: 'evening', draft: 'draft-1', media: PICTURE },
  ...{ moment: 'open-day', card: `${OWN}:open-day:2026-12-12` },
  ...{ destination: `${OWN}-relay`, publication: `${OWN}-publication` },
  ...{ replay: 'r1', version: '1' },
  ...{ angle: `${OWN}-angle`, link: OUTSIDE_LINK, delivery: 'delivery-1' },
  ...{ channel: CHANNEL_ID, signed: `${CHANNEL_ID}.signed` },
  ...{ person: 'viewer', session: 'one', invitation: 'invited', token: TOKEN_ID },
};

async function ask(app: Parameters<typeof request>[0], method: string, address: string, actor: Actor, body: unknown) {
  const asking = request(app)[method as 'post'](address).set('Origin', ORIGIN);
  if (actor !== 'anonymous') void asking.set('Cookie', cookieOf(actor));
  return method === 'get' ? asking : asking.send(body as object);
}

describe('every operation of the API, for everybody', () => {
  it('is one this table knows', async () => {
    const operations = await operationsOf(await openRoom());
    expect(operations.sort()).toEqual(Object.keys(OPERATIONS).sort());
  });

  it.each(Object.keys(OPERATIONS))('%s lets in whom it should', async (name) => {
    const app = await openRoom();
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

/** Those whose address leads to a brand. */
const OF_A_BRAND = Object.keys(OPERATIONS).filter((name) => /\{(brand|opportunity|draft|card|media)\}/.test(name));

describe('what belongs to another brand', () => {
  it.each(OF_A_BRAND)('%s is the same as what does not exist', async (name) => {
    const [method = '', path = ''] = name.split(' ');
    const { app, store, context } = createTestApi();
    store.commit(anOpportunity(OTHER, 'other-1', { title: 'CANARY' }));
    const draft = await aDraft(context, 'other-1');
    const { body } = OPERATIONS[name]!;
    const other = await ask(
      app,
      method,
      addressOf(path, {
        brand: OTHER,
        opportunity: 'other-1',
        moment: 'open-day',
        card: `${OTHER}:open-day:2026-12-12`,
        draft,
        media: OTHERS_PICTURE,
        ...{ destination: `${OTHER}-relay`, publication: `${OTHER}-publication`, replay: 'r1', version: '1' },
        angle: `${OTHER}-angle`,
      }),
      'manager',
      body,
    );
    const missing = await ask(
      app,
      method,
      addressOf(path, {
        brand: 'missing',
        opportunity: 'missing',
        moment: 'missing',
        card: 'missing',
        draft: 'missing',
        media: 'missing',
        ...{ destination: 'missing', publication: 'missing', replay: 'missing', version: '1' },
      }),
      'manager',
      body,
    );
    const strange = await ask(
      app,
      method,
      addressOf(path, {
        brand: '%00',
        opportunity: '%00..',
        moment: '%00',
        card: '%00..',
        draft: '%00..',
        media: '%00',
        ...{ destination: '%00', publication: '%00', replay: '%00', version: '%00' },
      }),
      'manager',
      body,
    );
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
