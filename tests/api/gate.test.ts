import { beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { VerdictLevel } from '../../src/contract/opportunity.ts';
import { createTestApi, ORIGIN } from '../support/api.ts';
import { anOpportunity } from '../support/fake-cards.ts';
import { OWN, cookieOf } from '../support/fake-context.ts';

const WHY = 'The family asked us to share it.';

describe('what the API refuses in the name of the gate', () => {
  let api: ReturnType<typeof createTestApi>;
  beforeEach(() => {
    api = createTestApi();
  });

  const story = (id: string, level: VerdictLevel) =>
    api.store.commit(anOpportunity(OWN, id, { verdict: { level, reasons: [] } }));
  const post = (path: string, body: object, who = 'manager') =>
    request(api.app).post(path).set('Origin', ORIGIN).set('Cookie', cookieOf(who)).send(body);
  const get = (path: string, who = 'manager') => request(api.app).get(path).set('Cookie', cookieOf(who));
  const accept = (id: string, more: object = {}, who = 'manager') =>
    post(`/api/opportunities/${id}/decisions`, { action: 'accept', ...more }, who);

  it('asks to open the context of a review story first, and notes it under the verdict that was seen', async () => {
    story('odd', 'review');
    const refused = await accept('odd');
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      type: '/api/docs#problem/context-unread',
      title: 'Open the context first',
      detail: 'Open the context first: the gate says review, and you have not opened the evidence since it does.',
    });
    const context = '/api/opportunities/odd/context';
    expect((await post(context, { verdict: 'go' })).body).toEqual({ verdict: 'review', contextRead: false });
    expect((await get('/api/opportunities/odd')).body).toMatchObject({ contextRead: false });
    expect((await post(context, { verdict: 'review' })).body).toEqual({ verdict: 'review', contextRead: true });
    expect((await get('/api/opportunities/odd')).body).toMatchObject({ contextRead: true });
    expect((await get('/api/opportunities/odd', 'editor')).body).toMatchObject({ contextRead: false });
    expect((await accept('odd', {}, 'editor')).status).toBe(409);
    expect((await accept('odd')).status).toBe(200);
  });

  it('takes the context without a word about the verdict, and nothing else', async () => {
    story('odd', 'review');
    expect((await post('/api/opportunities/odd/context', {})).body).toEqual({ verdict: 'review', contextRead: true });
    expect((await post('/api/opportunities/odd/context', { verdict: 'fine' })).status).toBe(400);
    expect((await post('/api/opportunities/odd/context', { seen: true })).status).toBe(400);
  });

  it('accepts what is blocked only from somebody who may approve, with a reason worth the name', async () => {
    story('sad', 'block');
    expect((await accept('sad')).body).toMatchObject({
      status: 409,
      type: '/api/docs#problem/blocked',
      detail: expect.stringContaining('only an editor may accept all the same'),
    });
    expect((await accept('sad', {}, 'editor')).body.detail).toContain('say why in a sentence');
    const mayNot = await accept('sad', { override: WHY });
    expect(mayNot.status).toBe(403);
    expect(mayNot.body).toMatchObject({
      type: '/api/docs#problem/no-right',
      detail: expect.stringContaining('needs the right to approve, which editors have'),
    });
    const short = await accept('sad', { override: '  because ' }, 'editor');
    expect(short.status).toBe(400);
    expect(short.body.errors).toEqual([
      { path: 'override', message: 'say in a sentence why it may go out all the same' },
    ]);
    const done = await accept('sad', { override: WHY }, 'editor');
    expect(done.status).toBe(200);
    expect(done.body.decision).toMatchObject({ override: WHY, by: { id: 'editor' } });
  });

  it('says who froze what, why and since when; putting aside still works', async () => {
    story('calm', 'go');
    const frozen = await post(`/api/brands/${OWN}/freeze`, { reason: 'An accident on our site.' }, 'editor');
    expect(frozen.status).toBe(200);
    expect((await get(`/api/brands/${OWN}/freezes`, 'viewer')).body).toEqual([frozen.body]);
    expect((await get(`/api/brands/${OWN}/cards`)).body).toMatchObject({ freezes: [frozen.body] });
    const refused = await accept('calm');
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      type: '/api/docs#problem/frozen',
      detail:
        `The editor has frozen this brand since ${frozen.body.at}: An accident on our site. ` +
        'Nothing is accepted until an editor lifts it; snoozing and dismissing still work.',
    });
    const aside = { action: 'dismiss', reason: 'other' };
    expect((await post('/api/opportunities/calm/decisions', aside)).status).toBe(200);
  });

  it('wants a reason to freeze and to lift, and says where there is nothing to lift', async () => {
    for (const act of ['freeze', 'unfreeze']) {
      const { status, body } = await post(`/api/brands/${OWN}/${act}`, { reason: ' x ' }, 'editor');
      expect([status, body.errors]).toEqual([400, [{ path: 'reason', message: 'say why in a few words' }]]);
    }
    expect((await post(`/api/brands/${OWN}/unfreeze`, { reason: 'over' }, 'editor')).body).toMatchObject({
      status: 409,
      detail: 'This brand has no freeze of its own; somebody may have lifted it already.',
    });
  });

  it('freezes everything for those alone who may approve everywhere; lifting it leaves a brand’s own', async () => {
    story('calm', 'go');
    expect((await post('/api/freeze', { reason: 'a bad day' }, 'editor')).body).toMatchObject({
      status: 403,
      detail: expect.stringContaining('the right to approve for all brands'),
    });
    await post(`/api/brands/${OWN}/freeze`, { reason: 'a bad day' }, 'editor');
    expect((await post('/api/freeze', { reason: 'a worse one' }, 'admin')).body).toMatchObject({ scope: '*' });
    expect((await accept('calm')).body.detail).toContain('The admin has frozen everything since');
    expect((await post('/api/unfreeze', { reason: 'over' }, 'admin')).status).toBe(200);
    expect((await accept('calm')).body.detail).toContain('The editor has frozen this brand since');
    expect((await post(`/api/brands/${OWN}/unfreeze`, { reason: 'over' }, 'editor')).status).toBe(200);
    expect((await accept('calm')).status).toBe(200);
  });
});
