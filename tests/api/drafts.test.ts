import { beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { Draft, DraftMoveRequest } from '../../src/contract/draft.ts';
import type { VerdictLevel } from '../../src/contract/opportunity.ts';
import { createTestApi, ORIGIN } from '../support/api.ts';
import { anOpportunity } from '../support/fake-cards.ts';
import { OTHER, OWN, cookieOf } from '../support/fake-context.ts';

const STORY = '/api/opportunities/final';

describe('drafts and approvals by API', () => {
  let api: ReturnType<typeof createTestApi>;
  beforeEach(async () => {
    api = createTestApi();
    judge('go');
    await post(`${STORY}/decisions`, { action: 'accept' });
  });

  const judge = (level: VerdictLevel) => {
    const reasons = level === 'go' ? [] : [{ level, code: 'event.death', data: {}, words: [], signals: [] }];
    return api.store.commit(anOpportunity(OWN, 'final', { verdict: { level, reasons } }));
  };
  const post = (path: string, body: object, who = 'manager') =>
    request(api.app).post(path).set('Origin', ORIGIN).set('Cookie', cookieOf(who)).send(body);
  const get = (path: string, who = 'manager') => request(api.app).get(path).set('Cookie', cookieOf(who));
  const begin = async (who = 'manager') => {
    const { body } = await post(`${STORY}/drafts`, { text: '  Lights out?  ', lang: 'en' }, who);
    return (body as { draft: Draft }).draft;
  };
  const move = (id: string, asked: DraftMoveRequest, who = 'manager') => post(`/api/drafts/${id}/moves`, asked, who);
  async function sent(who = 'manager'): Promise<string> {
    const { id } = await begin(who);
    await move(id, { move: 'send', version: 1 }, who);
    return id;
  }
  const approve = { move: 'approve', version: 1 } as const;
  const publish = { move: 'publish', version: 1 } as const;

  it('leads from a first word over an editor to the post', async () => {
    const draft = await begin();
    expect(draft).toMatchObject({
      ...{ brand: OWN, opportunity: 'final', text: 'Lights out?', lang: 'en', version: 1, state: 'writing' },
      author: { id: 'manager', name: 'The manager' },
    });
    const { id } = draft;
    expect((await get(`/api/drafts/${id}`)).body).toMatchObject({ moves: ['write', 'send', 'withdraw'], barred: null });
    expect((await move(id, { move: 'send', version: 1 })).body.draft).toMatchObject({ state: 'waiting' });
    const approvals = (await get(`/api/brands/${OWN}/approvals`, 'editor')).body;
    expect(approvals).toMatchObject({ approvals: [{ draft: { id }, card: { opportunity: { id: 'final' } } }] });
    expect((await get(`/api/drafts/${id}`, 'editor')).body).toMatchObject({
      ...{ draft: { id }, policy: { of: 'any', roles: ['editor', 'admin'] } },
      versions: [{ version: 1, text: 'Lights out?', by: { id: 'manager', name: 'The manager' } }],
      moves: ['write', 'approve', 'ask-change', 'reject', 'withdraw'],
    });
    expect((await get(`/api/drafts/${id}`, 'viewer')).body).toMatchObject({ moves: [] });
    expect((await move(id, approve, 'editor')).body.draft).toMatchObject({
      ...{ state: 'approved', approvals: [{ by: { id: 'editor' }, roles: ['editor'], verdict: 'go' }] },
    });
    const out = await move(id, { ...publish, link: 'https://sorbier.example/1' });
    expect(out.body.draft).toMatchObject({ state: 'published', link: 'https://sorbier.example/1' });
    expect((await get(`${STORY}/drafts`, 'viewer')).body).toMatchObject({ drafts: [{ id, state: 'published' }] });
    expect((await get(`/api/brands/${OWN}/approvals`)).body).toEqual({ approvals: [] });
  });

  it('tells the second approver who was first', async () => {
    const id = await sent();
    const { body } = await move(id, approve, 'editor');
    const refused = await move(id, approve, 'admin');
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      type: '/api/docs#problem/wrong-state',
      title: 'The draft has moved on',
      detail: `The editor approved it first, at ${(body as { draft: Draft }).draft.approvals[0]!.at}. It is approved. Nothing was done.`,
    });
  });

  it('says which version stands there, and whose it is', async () => {
    const id = await sent();
    await move(id, { move: 'write', version: 1, text: 'Lights out!' }, 'editor');
    await move(id, { move: 'send', version: 2 });
    const refused = await move(id, approve, 'admin');
    expect(refused.body).toMatchObject({ status: 409, type: '/api/docs#problem/other-version' });
    expect(refused.body.detail).toMatch(/it is version 2 now, and version 1 was before you\. Read it, then decide/);
  });

  it('says what the gate says now, and that the story has to be decided anew', async () => {
    const id = await sent();
    judge('block');
    const refused = await move(id, approve, 'editor');
    expect(refused.body).toMatchObject({
      ...{ status: 409, type: '/api/docs#problem/blocked' },
      detail: expect.stringContaining('The safety gate says block (event.death).'),
    });
    await post(`${STORY}/decisions`, { action: 'reopen' });
    const open = await move(id, approve, 'editor');
    expect(open.body).toMatchObject({
      type: '/api/docs#problem/not-accepted',
      detail: expect.stringContaining('accept it first'),
    });
    expect((await post(`${STORY}/drafts`, { text: 'Another' })).body).toMatchObject({
      type: '/api/docs#problem/not-accepted',
    });
  });

  it('says who froze what; writing goes on', async () => {
    const id = await sent();
    await move(id, approve, 'editor');
    await post(`/api/brands/${OWN}/freeze`, { reason: 'An accident on our site.' }, 'editor');
    const refused = await move(id, publish);
    expect(refused.body).toMatchObject({ status: 409, type: '/api/docs#problem/frozen' });
    expect(refused.body.detail).toMatch(
      /^The editor has frozen this brand since .*: An accident on our site\. Nothing is /,
    );
    expect(refused.body.detail).toContain('writing still works');
    expect((await move(id, { move: 'write', version: 1, text: 'Later' })).status).toBe(200);
  });

  it('asks under review for somebody else than the writer', async () => {
    judge('review');
    const id = await sent('editor');
    expect((await move(id, approve, 'editor')).body).toMatchObject({
      ...{ status: 409, type: '/api/docs#problem/own-text' },
      detail: 'You wrote this text: somebody else has to approve it before it goes out.',
    });
    expect((await move(id, approve, 'admin')).status).toBe(200);
  });

  it('lets a community manager write, and not approve', async () => {
    const id = await sent();
    const reason = 'Not for tonight';
    for (const asked of [approve, { move: 'reject', version: 1, reason }, { move: 'ask-change', version: 1, reason }]) {
      const refused = await move(id, asked as DraftMoveRequest);
      expect(refused.body).toMatchObject({ status: 403, type: '/api/docs#problem/no-right' });
      expect(refused.body.detail).toContain('need the right to approve, which editors have');
    }
    expect((await move(id, { move: 'reject', version: 1, reason }, 'editor')).body.draft.remark).toMatchObject({
      by: { id: 'editor' },
      text: reason,
    });
  });

  it('takes roles held for everything, and none held for another brand', async () => {
    const id = await sent();
    api.people.set('wanderer', {
      ...{ id: 'wanderer', email: 'w@example.test', name: 'The wanderer' },
      grants: [
        { brand: OTHER, role: 'editor' },
        { brand: OWN, role: 'community-manager' },
      ],
    });
    expect((await move(id, approve, 'wanderer')).status).toBe(403);
    api.people.set('wanderer', { ...api.people.get('wanderer')!, grants: [{ brand: '*', role: 'editor' }] });
    expect((await move(id, approve, 'wanderer')).body.draft.approvals).toMatchObject([{ roles: ['editor'] }]);
  });

  it('says field by field what it cannot take', async () => {
    const { id } = await begin();
    const said = async (asked: object) =>
      (await post(`/api/drafts/${id}/moves`, asked)).body.errors as { path: string; message: string }[];
    expect(await said({ move: 'write', version: 1, text: '  ' })).toEqual([
      { path: 'text', message: 'write something' },
    ]);
    expect(await said({ move: 'reject', version: 1, reason: 'no' })).toMatchObject([{ path: 'reason' }]);
    expect(await said({ move: 'publish', version: 1, link: 'javascript:alert(1)' })).toMatchObject([{ path: 'link' }]);
    expect(await said({ move: 'leap', version: 1 })).toMatchObject([{ path: 'move' }]);
    expect(await said({ move: 'send' })).toMatchObject([{ path: 'version' }]);
  });
});
