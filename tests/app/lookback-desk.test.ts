import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCloseness } from '../../src/app/closeness.ts';
import { createLookBackDesk } from '../../src/app/lookback-desk.ts';
import { NO_FREQUENCIES } from '../../src/contract/frequencies.ts';
import { RuleDraft, SampleRequest } from '../../src/contract/lookback.ts';
import { Territory } from '../../src/contract/territory.ts';
import { normalise } from '../../src/core/signal/normalise.ts';
import { termsOf } from '../../src/core/territory/lookback/terms.ts';
import { prepareDocument } from '../../src/core/territory/match.ts';
import type { LookBackDesk } from '../../src/ports/lookback.ts';
import { createArchive } from '../../src/store/archive.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

const NOW = Date.parse('2026-11-22T20:00:00Z');
const HOUR = 3_600_000;
const closeness = createCloseness({ frequencies: NO_FREQUENCIES });

describe('trying a rule on the past', () => {
  let database: TestDatabase;
  let desk: LookBackDesk;

  beforeAll(async () => {
    database = await testDatabase('lookback');
    const archive = createArchive({ db: database.db, clock: () => NOW });
    desk = createLookBackDesk({ archive, clock: () => NOW, closeness });
    const keep = (n: number, hoursAgo: number, text: string, more: object = {}) => {
      const at = NOW - hoursAgo * HOUR;
      const raw = {
        source: 'bbc',
        kind: 'news' as const,
        externalId: `n${n}`,
        publishedAt: new Date(at).toISOString(),
      };
      const signal = normalise({ ...raw, lang: 'en', text, ...more }, at);
      return { signal, share: 1, mentioned: false, terms: termsOf(prepareDocument(signal), signal.id) };
    };
    await archive.keepSignals([
      keep(1, 1, 'Gold medal for the rowing four', { title: 'Rowing: Gold again' }),
      keep(2, 30, 'A golden evening: silver and gold'),
      keep(3, 31, 'Gold price falls', { source: 'markets' }),
      keep(4, 500, 'Gold, long ago'),
      keep(5, 2, 'Or et argent', { lang: 'fr' }),
      ...Array.from({ length: 60 }, (_, n) => keep(100 + n, 3, `nothing of note ${n}`)),
    ]);
  });
  afterAll(() => database.drop());

  const ask = (query: string, rule: object = {}, days = 7) =>
    desk.sample(SampleRequest.parse({ rule: { query, lists: {}, ...rule }, days }));

  it('shows the newest hits with their words marked, how many there are and on which days', async () => {
    const sample = await ask('gold NOT price');
    expect(sample).toMatchObject({ errors: [], total: { count: 2, exact: true }, searched: 1 });
    expect(sample.hits!.map(({ signal }) => signal.at)).toEqual([
      '2026-11-22T19:00:00.000Z',
      '2026-11-21T14:00:00.000Z',
    ]);
    const { signal, marks } = sample.hits![0]!;
    expect(marks.title.map(({ from, to }) => signal.title.slice(from, to))).toEqual(['Gold']);
    expect(marks.text.map(({ from, to }) => signal.text.slice(from, to))).toEqual(['Gold']);
    expect(sample.perDay.slice(-2)).toEqual([
      { day: '2026-11-21', count: 1 },
      { day: '2026-11-22', count: 1 },
    ]);
  });

  it('shows the hits closest to what the topic is about first, if asked, and says how that was told', async () => {
    const rule = { query: 'gold', lists: {} };
    const closest = SampleRequest.parse({
      rule,
      order: 'closest',
      about: 'The price of metals on the markets: where it falls',
    });
    const sample = await desk.sample(closest);
    expect(sample.hits!.map(({ signal }) => signal.text)).toHaveLength(3);
    expect(sample.hits![0]!.signal.text).toBe('Gold price falls');
    expect([sample.closeness, (await desk.sample({ ...closest, order: 'newest' })).closeness]).toEqual(['words', null]);
    expect(sample.total).toEqual((await ask('gold')).total);
  });

  it('asks of signals what the territory asks: days, languages, sources', async () => {
    expect((await ask('gold', {}, 30)).total.count).toBe(4);
    expect((await ask('gold', { sources: ['markets'] })).total.count).toBe(1);
    expect((await ask('gold', { topicSources: ['markets'] })).total.count).toBe(1);
    expect((await ask('gold', { topicSources: ['markets'], sources: ['elsewhere'] })).total.count).toBe(0);
    expect((await ask('gold OR or', { languages: ['fr'] })).total.count).toBe(1);
  });

  it('answers a rule that cannot be read with its errors, at their places', async () => {
    const sample = await ask('gold AND (');
    expect(sample.hits).toBeNull();
    expect(sample.errors.length).toBeGreaterThan(0);
  });

  it('says how far the archive reaches', async () => {
    expect(await desk.state()).toMatchObject({ signals: 65, since: '2026-11-02T00:00:00.000Z', share: 1 });
  });

  it('tells what makes a rule broad, clause by clause, and gives advice', async () => {
    const rule = RuleDraft.parse({ query: '(note OR gold OR platinum) NOT (nothing -xyz)', lists: {} });
    const { share, clauses, advice } = await desk.breadth({ rule, days: 7 });
    expect(share).toBeCloseTo(3 / 64);
    const counts = clauses.map(({ text, total, removes }) => [text, total.count, removes]);
    expect(counts).toEqual(
      expect.arrayContaining([
        ['note', 60, null],
        ['gold', 3, null],
        ['platinum', 0, null],
        ['NOT (nothing -xyz)', 60, 60 / 63],
      ]),
    );
    expect(advice.map(({ code }) => code)).toEqual(['removes', 'never']);
  });

  it('names the alternative that a broad rule comes from', async () => {
    const rule = RuleDraft.parse({ query: 'note OR gold', lists: {} });
    const { advice } = await desk.breadth({ rule, days: 7 });
    expect(advice[0]).toEqual({ code: 'too-broad-by', data: { share: 63 / 64, clause: 'note', of: 60 / 63 } });
  });

  it('has nothing to say of a rule that cannot be read', async () => {
    const rule = RuleDraft.parse({ query: 'gold AND (', lists: {} });
    expect(await desk.breadth({ rule, days: 7 })).toEqual({ share: 0, stories: null, clauses: [], advice: [] });
  });

  it('judges examples by the matcher, and counts precision and recall', async () => {
    const territory = Territory.parse({
      brand: 'otterbeck',
      topics: [{ id: 'metal', label: 'Metal', query: 'gold' }],
      examples: { match: [{ text: 'Gold!', topics: ['metal'] }, { text: 'Silver' }], miss: [{ text: 'Old gold' }] },
    });
    const judged = await desk.examples(territory);
    expect(judged.match.map(({ right }) => right)).toEqual([true, false]);
    expect(judged.miss).toEqual([{ right: false, found: ['metal'], missing: [] }]);
    expect([judged.precision, judged.recall]).toEqual([0.5, 0.5]);
  });
});
