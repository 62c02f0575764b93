import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApi, ORIGIN } from '../support/api.ts';
import { anOpportunity } from '../support/fake-cards.ts';
import { cookieOf, OTHER, OWN } from '../support/fake-context.ts';

const KEY = '0b1f6e0a-6a3c-4c3f-8f55-5d4d9b1f0c11';

function desk() {
  const { app, store } = createTestApi();
  store.commit(anOpportunity(OWN, 'one'));
  store.commit(anOpportunity(OTHER, 'theirs'));
  return (who: string, method: 'get' | 'post', path: string, body?: object) => {
    const asking = request(app)[method](`/api${path}`).set('Origin', ORIGIN).set('Cookie', cookieOf(who));
    return method === 'post' ? asking.send(body) : asking;
  };
}

describe('what colleagues do together, by the API', () => {
  it('writes a comment, calls a colleague, and shows both to whom they concern', async () => {
    const ask = desk();
    const asked = { text: '  Look at this  ', mentions: ['editor'], key: KEY };
    const written = await ask('manager', 'post', '/opportunities/one/comments', asked);
    expect(written.body).toMatchObject({ text: 'Look at this', by: { id: 'manager' }, mentions: [{ id: 'editor' }] });
    expect((await ask('manager', 'post', '/opportunities/one/comments', asked)).body).toEqual(written.body);
    expect((await ask('viewer', 'get', '/opportunities/one/comments')).body).toEqual([written.body]);
    expect((await ask('editor', 'get', '/me/calls')).body).toEqual([written.body]);
    expect((await ask('viewer', 'get', '/me/calls')).body).toEqual([]);
  });

  it('says in a sentence what is wrong', async () => {
    const ask = desk();
    const comment = (more: object) =>
      ask('manager', 'post', '/opportunities/one/comments', { text: 'x', key: KEY, ...more });
    expect((await comment({ mentions: ['other-manager'] })).body).toMatchObject({
      status: 400,
      detail: 'mentions: somebody called has no role for this brand. Leave them out.',
    });
    expect((await comment({ text: '   ' })).status).toBe(400);
    expect((await comment({ key: 'no key' })).status).toBe(400);
    const assign = (to: string | null) => ask('manager', 'post', '/opportunities/one/assignment', { to });
    expect((await assign('viewer')).body).toMatchObject({
      status: 400,
      detail: expect.stringContaining('may not decide'),
    });
    expect((await assign('editor')).body).toMatchObject({
      assignment: { to: { id: 'editor' }, by: { id: 'manager' } },
    });
  });

  it('shows nobody another brand, not even that it is there', async () => {
    const ask = desk();
    const missing = await ask('manager', 'get', '/opportunities/nothing/comments');
    for (const answer of [
      await ask('manager', 'get', '/opportunities/theirs/comments'),
      await ask('manager', 'post', '/opportunities/theirs/comments', { text: 'x', key: KEY }),
      await ask('manager', 'post', '/opportunities/theirs/assignment', { to: null }),
      await ask('manager', 'get', `/brands/${OTHER}/people`),
    ]) {
      expect([answer.status, answer.text]).toEqual([404, missing.text]);
    }
    const people = (await ask('manager', 'get', `/brands/${OWN}/people`)).body as { id: string }[];
    expect(people.map(({ id }) => id)).not.toContain('other-manager');
    expect(JSON.stringify(people)).not.toContain('@');
  });

  it('keeps views, at most fifty, each person their own', async () => {
    const ask = desk();
    const save = (name: string, search = 'phase=rising') => ask('viewer', 'post', '/me/views', { name, search });
    for (let i = 0; i < 50; i += 1) await save(`View ${String(i)}`);
    expect((await save('One more')).status).toBe(400);
    expect((await save('View 7', 'topic=cake')).body).toHaveLength(50);
    expect((await ask('editor', 'get', '/me/views')).body).toEqual([]);
    expect((await ask('viewer', 'post', '/me/views/remove', { name: 'View 7' })).body).toHaveLength(49);
    expect((await save('Elsewhere', 'https://evil.example/?x#y')).status).toBe(400);
  });
});
