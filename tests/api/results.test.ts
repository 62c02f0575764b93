import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { FunnelReport } from '../../src/contract/results.ts';
import { writeCsv } from '../../src/api/csv.ts';
import { createTestApi } from '../support/api.ts';
import { anOpportunity } from '../support/fake-cards.ts';
import { OTHER, OWN, cookieOf, createFakeContext } from '../support/fake-context.ts';
import { aPastCase, createFakeResults } from '../support/fake-results.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const other = aPastCase({ id: 'past-9', title: 'CANARY' });
const bare = { topics: [{ topic: 'food', label: '=cmd|calc' }], steps: { detected: '2026-11-21T20:00:00.000Z' } };
const quiet = aPastCase({ id: 'past-2', title: 'A cake', decision: null, ...bare });

function api(cases = [quiet, aPastCase()]) {
  const measured = { brand: OWN, minutes: 22, measured: true, cases: 31, median: 22, p95: 60 };
  const results = createFakeResults({ [OWN]: cases, [OTHER]: [other] }, [measured]);
  const test = createTestApi({}, createFakeContext({ clock: () => NOW, ...results }));
  const get = (address: string, who = 'viewer') => request(test.app).get(address).set('Cookie', cookieOf(who));
  return { ...test, get };
}

describe('the funnel', () => {
  it('tells what became of the last four weeks, of this brand alone, to whoever reads it', async () => {
    const { get } = api();
    const answer = await get(`/api/brands/${OWN}/funnel`);
    const report = answer.body as FunnelReport;
    expect(report).toMatchObject({ brand: OWN, from: '2026-10-26', to: '2026-11-22', complete: true, latency: null });
    expect(report.steps.map(({ step, count }) => `${step} ${String(count)}`)).toEqual([
      ...['detected 2', 'alerted 1', 'seen 1', 'decided 1', 'drafted 1', 'approved 1', 'published 1'],
    ]);
    expect(report.clock.find(({ step }) => step === 'decided')).toMatchObject({ median: 4, within: 1, count: 1 });
    expect(report.byDay.map(({ day }) => day)).toEqual(['2026-11-20', '2026-11-21']);
    expect(answer.text).not.toContain('CANARY');
  });

  it('tells the days that are asked for', async () => {
    const { get } = api();
    const one = await get(`/api/brands/${OWN}/funnel?from=2026-11-21&to=2026-11-21`);
    expect((one.body as FunnelReport).steps[0]).toMatchObject({ count: 1 });
    const none = await get(`/api/brands/${OWN}/funnel?from=2026-01-01&to=2026-01-31`);
    expect((none.body as FunnelReport).steps[0]).toEqual({ step: 'detected', count: 0, median: null, p95: null });
  });

  it.each([
    ['from=2026-11-22&to=2026-11-21', 'the last day lies before the first'],
    ['from=2020-01-01&to=2026-11-21', 'at most 366 days at once'],
    ['from=yesterday', 'from: '],
  ])('refuses %s, and says why', async (asked, sentence) => {
    const answer = await api().get(`/api/brands/${OWN}/funnel?${asked}`);
    expect(answer.status).toBe(400);
    expect((answer.body as { detail: string }).detail).toContain(sentence);
  });

  it('comes as a table that no spreadsheet runs', async () => {
    const answer = await api().get(`/api/brands/${OWN}/funnel.csv?to=2026-11-21`);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="${OWN}-2026-10-25-2026-11-21.csv"`);
    const lines = answer.text.split('\r\n');
    expect(lines[0]).toBe('\u{FEFF}group,key,label,step,count,median minutes,p95 minutes');
    expect(lines).toContain('all,,,decided,1,2,2');
    expect(lines).toContain("topic,food,'=cmd|calc,detected,1,,");
    expect(lines).toContain('day,2026-11-20,,published,1,5,5');
  });
});

describe('a table', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+33', "'+33"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', '"\'\rx"'],
    [' =1', "' =1"],
    ['a,"b"', '"a,""b"""'],
    ['fine', 'fine'],
  ])('writes %j as %j', (text, cell) => {
    expect(writeCsv([[text, -1, null]])).toBe(`\u{FEFF}${cell},-1,\r\n`);
  });
});

describe('how long a brand needs', () => {
  it('is what was measured, else what is configured', async () => {
    const { get } = api();
    expect((await get(`/api/brands/${OWN}/reactivity`)).body).toMatchObject({ minutes: 22, measured: true, cases: 31 });
    expect((await get(`/api/brands/${OTHER}/reactivity`, 'admin')).body).toEqual({
      ...{ brand: OTHER, minutes: 30, measured: false, cases: 0, median: null, p95: null },
    });
  });
});

describe('similar opportunities', () => {
  it('are earlier ones of the brand, with how it went and without who did it', async () => {
    const { get, store } = api([quiet, aPastCase(), aPastCase({ id: 'now' })]);
    store.commit(anOpportunity(OWN, 'now', { openedAt: '2026-11-22T11:00:00.000Z' }));
    const answer = await get('/api/opportunities/now/similar');
    expect(answer.body).toMatchObject([
      {
        id: 'past-1',
        outcome: 'published',
        decision: { action: 'accept' },
        steps: { published: '2026-11-20T20:30:00.000Z' },
        shared: { topics: ['Sport nights'] },
      },
    ]);
    expect(answer.text).not.toContain('CANARY');
  });

  it('do not lead into another brand', async () => {
    const { get, store } = api();
    store.commit(anOpportunity(OTHER, 'other-1', { openedAt: '2026-11-22T11:00:00.000Z' }));
    expect((await get('/api/opportunities/other-1/similar')).status).toBe(404);
  });
});
