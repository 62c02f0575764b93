import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { SuggestionDesk } from '../../src/ports/writer.ts';
import { createTestApi, ORIGIN } from '../support/api.ts';
import { anOpportunity } from '../support/fake-cards.ts';
import { cookieOf, createFakeContext, OWN } from '../support/fake-context.ts';

function createApi(suggest: SuggestionDesk['suggest']) {
  const fake = createFakeContext({ clock: () => 0, suggestions: { suggest, where: async () => null } });
  fake.store.commit(anOpportunity(OWN, 'dark'));
  const { app } = createTestApi({}, fake);
  return (body: object = {}) =>
    request(app)
      .post('/api/opportunities/dark/suggestions')
      .set('Origin', ORIGIN)
      .set('Cookie', cookieOf('manager'))
      .send(body);
}

describe('asking for suggestions', () => {
  it('passes on what was asked, for whom, and three where nothing is said', async () => {
    const asked: unknown[] = [];
    const ask = createApi(async (opportunity, wanted, person) => {
      asked.push({ opportunity, wanted, person });
      return { suggestions: [], notes: [{ code: 'nothing-fits', data: {} }] };
    });
    const answer = await ask({ angle: 'thanks', like: { text: 'Bonsoir', wish: 'shorter' } });
    expect(answer.body).toEqual({ suggestions: [], notes: [{ code: 'nothing-fits', data: {} }] });
    expect(asked).toMatchObject([
      { opportunity: 'dark', wanted: { angle: 'thanks', count: 3, like: { text: 'Bonsoir', wish: 'shorter' } } },
    ]);
    expect((await ask({ count: 6 })).status).toBe(400);
    expect((await ask({ like: { text: 'x', wish: 'ruder' } })).status).toBe(400);
  });

  it.each([
    ['blocked', 409, '/api/docs#problem/blocked'],
    ['busy', 429, '/api/docs#problem/too-many'],
    ['not-found', 404, '/api/docs#problem/not-found'],
  ] as const)('says why there are none: %s', async (answer, status, type) => {
    const { body, status: got } = await createApi(async () => answer)();
    expect([got, body.type]).toEqual([status, type]);
  });

  it('is answered twenty times a minute', async () => {
    const ask = createApi(async () => ({ suggestions: [], notes: [] }));
    const statuses: number[] = [];
    for (let i = 0; i < 21; i++) statuses.push((await ask()).status);
    expect(statuses).toEqual([...Array<number>(20).fill(200), 429]);
  });
});
