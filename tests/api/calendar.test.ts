import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createTestApi, ORIGIN } from '../support/api.ts';
import { cookieOf, createFakeContext, OWN } from '../support/fake-context.ts';
import { anOpenDay, anOpenDayCard } from '../support/fake-moments.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import { SHIPPED } from '../core/moment/shipped.ts';
import { Brand } from '../../src/contract/brand.ts';
import { CalendarPage, ImportResult } from '../../src/contract/calendar.ts';
import { createBrands } from '../../src/store/brands.ts';
import { createMomentCards } from '../../src/store/moment-cards.ts';
import { createMoments } from '../../src/store/moments.ts';

const AT = Date.parse('2026-11-12T23:30:00Z');
const clock = () => AT;
const listener = { on: () => Promise.resolve(() => Promise.resolve()), close: () => Promise.resolve() };

describe('the calendar of a brand', () => {
  let database: TestDatabase;
  let app: ReturnType<typeof createTestApi>['app'];
  beforeAll(async () => {
    database = await testDatabase('calendar');
    const { db } = database;
    const brands = createBrands({ db, clock });
    const brand = { id: OWN, name: 'Sorbier', languages: ['fr'], countries: ['FR'], timeZone: 'Europe/Paris' };
    await brands.put(Brand.parse(brand));
    const moments = createMoments({ db, clock, listener, shipped: new Set(SHIPPED.map(({ id }) => id)) });
    const momentCards = createMomentCards({ db });
    app = createTestApi({}, createFakeContext({ clock, brands, calendar: SHIPPED, moments, momentCards })).app;
    await momentCards.rewrite(OWN, () => [anOpenDayCard(OWN)], AT);
  });
  afterAll(() => database.drop());

  const get = (path: string, who = 'viewer') =>
    request(app).get(`/api/brands/${OWN}/${path}`).set('Cookie', cookieOf(who));
  const post = (path: string, body: object, who = 'brand-team') =>
    request(app).post(path).set('Origin', ORIGIN).set('Cookie', cookieOf(who)).send(body);
  const save = (body: object) => post(`/api/brands/${OWN}/moments`, body);
  const importing = (body: object) => post(`/api/brands/${OWN}/calendar/import`, body);
  const calendar = async (query = '') => CalendarPage.parse((await get(`calendar${query}`)).body);
  const { brand: _, ...openDay } = anOpenDay(OWN);

  it("shows the coming 90 days from the brand's own midnight on, with what meets and what asks for care", async () => {
    const page = await calendar();
    expect(page.today).toBe('2026-11-13');
    // The attacks of 2015: remembered in France on this day.
    expect(page.delicate.map(({ care }) => care)).toContain('block');
    expect(page.dates.every(({ to }) => to >= '2026-11-13')).toBe(true);
    expect(page.dates.some(({ moment, from }) => moment === 'black-friday' && from === '2026-11-27')).toBe(true);
    expect(page.dates.some(({ moment }) => moment === 'thanksgiving-us')).toBe(false);
    const february = await calendar('?from=2027-02-14&to=2027-02-14');
    expect(february.collisions.map(({ moments }) => moments.map((one) => one.moment))).toContainEqual([
      'super-bowl',
      'valentines-day',
    ]);
  });

  it.each([
    ['?from=tomorrow', 'not a day such as 2026-11-27'],
    ['?from=2026-11-27&to=2026-11-26', 'the last day lies before the first'],
    ['?from=2026-01-01&to=2027-02-05', 'at most 400 days at once'],
    ['?from=0001-01-01', 'the calendar reaches from 1900 to 2200'],
  ])('refuses %s', async (query, why) => {
    const { status, body } = await get(`calendar${query}`);
    expect([status, (body as { detail: string }).detail]).toEqual([400, expect.stringContaining(why)]);
    expect((await get(`calendar.ics${query}`)).status).toBe(400);
  });

  it('is a file for other programs, in the language of the brand', async () => {
    const { headers, text } = await get('calendar.ics');
    expect(headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${OWN}.ics"`,
    });
    expect(text).toContain('SUMMARY;LANGUAGE=fr:Beaujolais nouveau');
    const again = await importing({ format: 'ics', text, preview: false });
    const { moments, remarks } = ImportResult.parse(again.body);
    expect([moments, new Set(remarks.map(({ code }) => code))]).toEqual([[], new Set(['calendar.shipped'])]);
  });

  it('takes own moments, replaces and removes them', async () => {
    expect((await save(openDay)).body).toEqual({ ...openDay, brand: OWN });
    await save({ ...openDay, days: 2 });
    const [own] = (await get('moments')).body as object[];
    expect(own).toMatchObject({ id: 'open-day', days: 2, brand: OWN });
    expect((await calendar()).dates).toContainEqual(
      expect.objectContaining({ moment: 'open-day', from: '2026-12-12', to: '2026-12-13', own: true }),
    );
    const remove = () => post(`/api/brands/${OWN}/moments/open-day/remove`, {});
    expect((await remove()).body).toEqual({ removed: true });
    expect((await remove()).status).toBe(404);
    expect((await get('moments')).body).toEqual([]);
  });

  it('says which field of a moment is wrong, and that shipped names are taken', async () => {
    const wrong = await save({ ...openDay, rule: { kind: 'fixed', date: '02-30' } });
    expect([wrong.status, wrong.body]).toMatchObject([400, { errors: [{ path: 'rule.date' }] }]);
    expect((await save({ ...openDay, brand: 'otterbeck' })).status).toBe(400);
    const taken = await save({ ...openDay, id: 'black-friday' });
    expect([taken.status, taken.body]).toMatchObject([
      400,
      { detail: expect.stringContaining('give yours another name'), errors: [{ path: 'id' }] },
    ]);
  });

  it('looks at what would be imported before it writes', async () => {
    const text = '2026-12-05; Marché de Noël\n2026-12-06; Marché de Noël\nsans date\n2026-12-24; Black Friday';
    const wanted = {
      moments: [{ id: 'marche-de-noel', rule: { dates: ['2026-12-05', '2026-12-06'] }, tone: 'festive', leadDays: 20 }],
      remarks: [
        { line: 3, code: 'list.no-date', text: 'sans date' },
        { line: 0, code: 'calendar.shipped', text: 'Black Friday' },
      ],
    };
    const body = { format: 'list', text, tone: 'festive', leadDays: 20 };
    expect((await importing({ ...body, preview: true })).body).toMatchObject(wanted);
    expect((await get('moments')).body).toEqual([]);
    expect((await importing({ ...body, preview: false })).body).toMatchObject(wanted);
    expect((await get('moments')).body).toMatchObject([{ id: 'marche-de-noel', brand: OWN }]);
  });

  it('refuses an import that is too much, before and when it is written', async () => {
    const lines = Array.from({ length: 501 }, (_, i) => `2026-12-05; Day ${i}`).join('\n');
    for (const preview of [true, false]) {
      const { status, body } = await importing({ format: 'list', text: lines, preview });
      expect([status, (body as { detail: string }).detail]).toEqual([400, expect.stringContaining('at most 500')]);
    }
    expect((await importing({ format: 'list', text: 'x'.repeat(200_001), preview: true })).status).toBe(400);
    expect((await get('moments')).body).toHaveLength(1);
  });

  it('tells who was first to decide about a card', async () => {
    const { id } = anOpenDayCard(OWN);
    expect((await get('moment-cards')).body).toMatchObject([{ id, decision: null }]);
    const decide = (action: string, who = 'manager') => post(`/api/moments/${id}/decisions`, { action }, who);
    expect((await decide('reopen')).body).toMatchObject({ detail: expect.stringContaining('nothing to reopen') });
    expect((await decide('plan', 'editor')).body).toMatchObject({ card: { id, decision: { action: 'plan' } } });
    const late = await decide('dismiss');
    expect([late.status, late.body]).toMatchObject([
      409,
      { detail: expect.stringContaining('The editor planned it first') },
    ]);
    expect((await decide('reopen')).status).toBe(200);
    expect((await decide('dismiss')).status).toBe(200);
  });
});
