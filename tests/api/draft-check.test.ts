import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createDraftDesk } from '../../src/app/draft-desk.ts';
import type { Moment } from '../../src/contract/moment.ts';
import { Moment as MomentSchema } from '../../src/contract/moment.ts';
import { shippedRules } from '../core/safety/draft/support.ts';
import { createTestApi, ORIGIN } from '../support/api.ts';
import { anOpportunity } from '../support/fake-cards.ts';
import { cookieOf, createFakeContext, OTHER, OWN } from '../support/fake-context.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const rules = shippedRules();

/** The API with the shipped lists, on a day that stands still. */
function createApi(calendar: readonly Moment[] = []) {
  let now = NOON;
  const clock = () => now;
  const fake = createFakeContext({ clock });
  const drafts = createDraftDesk({ ...fake.context, clock, calendar, rules });
  const { app } = createTestApi({}, { ...fake, context: { ...fake.context, drafts } });
  const check = (body: object, { actor = 'manager', brand = OWN, lang = 'en' } = {}) =>
    request(app)
      .post(`/api/brands/${brand}/draft-check`)
      .set('Origin', ORIGIN)
      .set('Cookie', cookieOf(actor))
      .set('Accept-Language', lang)
      .send(body);
  return { check, store: fake.store, pass: (ms: number) => (now += ms) };
}

const codes = ({ body }: { body: { findings: { code: string }[] } }) => body.findings.map(({ code }) => code);

describe('the check of a draft', () => {
  it('answers codes, words and places, the same to readers of any language', async () => {
    const { check } = createApi();
    const draft = { text: 'Notre chocolat guérit tout, @quelquun', lang: 'fr' };
    const english = await check(draft);
    const french = await check(draft, { lang: 'fr' });
    expect(english.status).toBe(200);
    expect(english.body).toMatchObject({
      level: 'block',
      findings: [
        { code: 'draft.claim.health', level: 'block', words: ['guérit'], places: [[15, 21]] },
        { code: 'draft.person', level: 'review', words: ['@quelquun'], places: [[28, 37]] },
      ],
    });
    expect(french.body).toEqual(english.body);
  });

  it('reads the story as it stands now', async () => {
    const { check, store } = createApi();
    const draft = { text: 'Bonsoir à toutes et à tous', opportunity: 'one' };
    store.commit(anOpportunity(OWN, 'one'));
    expect(codes(await check(draft))).toEqual([]);
    store.commit(anOpportunity(OWN, 'one', { verdict: { level: 'block', reasons: [] } }));
    expect(codes(await check(draft))).toEqual(['draft.story']);
  });

  it('knows what day it is where the brand speaks', async () => {
    const day = MomentSchema.parse({
      ...{ id: 'an-invented-day', name: { en: 'Lighthouse memorial', fr: 'Mémoire du phare' }, tone: 'solemn' },
      rule: { kind: 'fixed', date: '11-22' },
    });
    const { check, pass } = createApi([day]);
    const first = await check({ text: 'Bonsoir' });
    expect(first.body.findings).toMatchObject([
      { code: 'draft.day', level: 'block', data: { en: 'Lighthouse memorial', fr: 'Mémoire du phare' } },
    ]);
    pass(86_400_000);
    expect(codes(await check({ text: 'Bonsoir' }))).toEqual([]);
  });

  it('does not tell another brand’s story from one that is not there', async () => {
    const { check, store } = createApi();
    store.commit(anOpportunity(OTHER, 'theirs'));
    const theirs = await check({ text: 'Bonsoir', opportunity: 'theirs' });
    const nobodys = await check({ text: 'Bonsoir', opportunity: 'nobodys' });
    const brand = await check({ text: 'Bonsoir' }, { brand: OTHER });
    expect([theirs.status, nobodys.status, brand.status]).toEqual([404, 404, 404]);
    expect(theirs.body).toEqual(nobodys.body);
  });

  it('refuses what is no draft, and whoever may not decide', async () => {
    const { check } = createApi();
    const empty = await check({ text: '' });
    const long = await check({ text: 'a'.repeat(20_001) });
    const more = await check({ text: 'a', brand: OTHER });
    const viewer = await check({ text: 'a' }, { actor: 'viewer' });
    expect([empty.status, long.status, more.status, viewer.status]).toEqual([400, 400, 400, 403]);
  });

  it('takes twenty a second, and again a second later', async () => {
    const { check, pass } = createApi();
    const all = await Promise.all(Array.from({ length: 25 }, () => check({ text: 'Bonsoir' })));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(20);
    const refused = all.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(5);
    expect(refused[0]!.headers['retry-after']).toBe('1');
    pass(1_000);
    expect((await check({ text: 'Bonsoir' })).status).toBe(200);
  });
});
