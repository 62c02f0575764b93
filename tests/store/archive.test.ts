import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Signal } from '../../src/contract/signal.ts';
import { normalise, signalId } from '../../src/core/signal/normalise.ts';
import { estimateFrom } from '../../src/core/territory/lookback/estimate.ts';
import { soughtBy } from '../../src/core/territory/lookback/sought.ts';
import { termsOf } from '../../src/core/territory/lookback/terms.ts';
import { matches, prepareDocument } from '../../src/core/territory/match.ts';
import { createArchive } from '../../src/store/archive.ts';
import { queryOf } from '../core/territory/query-of.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

const AT = Date.parse('2026-11-22T20:00:00Z');
const MINUTE = 60_000;
const always = { from: 0, to: AT + 10_000 * MINUTE };

function post(n: number, text: string, more: object = {}): Signal {
  const raw = { source: 'test', kind: 'post' as const, externalId: `p${n}`, publishedAt: new Date(AT).toISOString() };
  return normalise({ ...raw, text, lang: 'en', ...more }, AT + n * MINUTE);
}
const kept = (signal: Signal, share = 1, mentioned = false) => ({
  ...{ signal, share, mentioned },
  terms: termsOf(prepareDocument(signal), signal.id),
});

describe('the archive', () => {
  let database: TestDatabase;
  let archive: ReturnType<typeof createArchive>;
  beforeAll(async () => {
    database = await testDatabase('archive');
    archive = createArchive({ db: database.db, clock: () => AT });
  });
  afterAll(() => database.drop());

  async function find(text: string, most = 1_000): Promise<string[]> {
    const query = queryOf(text);
    const { found } = await archive.search(soughtBy(query), always, most);
    const hits = found.filter(({ signal }) => matches(query, prepareDocument(signal)));
    return hits.map(({ signal }) => signal.externalId).toSorted();
  }

  it('finds what a query matches, whatever it asks for', async () => {
    const signals = [
      post(1, "L'été au stade : la finale est coupée #finale"),
      post(2, 'A woman in the final, isn’t it? It’s @ana\\’s 🍫 day', { author: { id: 'a’b\\c' } }),
      post(3, 'gold and silver and bronze medal', { url: 'https://news.example.org/a?b=c', place: 'Paris, FR' }),
      post(4, 'goldfish'),
    ];
    await archive.keepSignals(signals.map((signal) => kept(signal)));
    expect(await find('ete AND #finale')).toEqual(['p1']);
    expect(await find('wom?n OR gold*')).toEqual(['p2', 'p3', 'p4']);
    expect(await find('gold NEAR/4 bronze NOT goldfish')).toEqual(['p3']);
    expect(await find('site:example.org country:fr')).toEqual(['p3']);
    expect(await find('🍫')).toEqual(['p2']);
    expect(await find('author:"a’b\\c"')).toEqual(['p2']);
    expect(await find('"silver medal"')).toEqual([]);
  });

  it('keeps a signal once, as it was seen last, and for certain once it was a mention', async () => {
    const first = post(10, 'zebra crossing', { metrics: { likes: 1 } });
    const later = { ...first, metrics: { likes: 90 } };
    await archive.keepSignals([kept(first, 0.25), kept(later, 0.25)]);
    await archive.keepSignals([kept(later, 1, true), kept(first, 1)].slice(0, 1));
    const { found } = await archive.search(soughtBy(queryOf('zebra')), always, 10);
    expect(found).toEqual([{ signal: later, chance: 1 }]);
    expect(await archive.byIds([signalId({ source: 'test', externalId: 'p10' })])).toEqual([later]);
  });

  it('searches a sample where there is much, says how small it was, and the estimate holds the true number', async () => {
    const many = Array.from({ length: 6_000 }, (_, n) => post(100 + n, n % 3 === 0 ? 'plus one' : 'plus another'));
    await archive.keepSignals(many.map((signal) => kept(signal)));
    const { found, searched, least } = await archive.search(soughtBy(queryOf('plus')), always, 500);
    expect(found.length).toBeLessThanOrEqual(500);
    expect(found.length).toBeGreaterThan(100);
    expect(searched).toBeLessThan(1);
    const estimate = estimateFrom(
      found.map(({ chance }) => chance),
      least,
    );
    expect(estimate.exact).toBe(false);
    expect(estimate.low).toBeLessThanOrEqual(6_000);
    expect(estimate.high).toBeGreaterThanOrEqual(6_000);
    const rare = await archive.search(soughtBy(queryOf('zebra')), always, 500);
    expect([rare.searched, rare.found.length]).toEqual([1, 1]);
  });

  it('keeps the mentions log in its order, a brand’s entries and the words of the time between them', async () => {
    const entry = (offset: number, brand: string | null, at = AT + offset) => ({
      ...{ partition: 0, offset, timestamp: at, brand, value: Buffer.from(`e${offset}`) },
    });
    await archive.keepEntries([entry(1, 'lumo'), entry(2, null), entry(3, 'other'), entry(4, 'lumo', AT)]);
    await archive.keepEntries([entry(4, 'lumo', AT)]);
    const pages: string[] = [];
    for await (const page of archive.entries('lumo', always)) {
      pages.push(
        ...page.map(({ offset, value, timestamp }) => `${offset} ${Buffer.from(value).toString()} ${timestamp - AT}`),
      );
    }
    expect(pages).toEqual(['1 e1 1', '2 e2 2', '4 e4 0']);
  });

  it('throws away what is too old, and the oldest days where it has become too large', async () => {
    const before = await archive.state();
    expect(before).toMatchObject({ signals: 6_005, since: AT + MINUTE, share: 1 });
    await archive.purge(AT + 100 * MINUTE, 1e9);
    expect(await archive.state()).toMatchObject({ signals: 6_000, since: AT + 100 * MINUTE });
    await archive.purge(0, 1_000);
    const after = await archive.state();
    expect(after.signals).toBeLessThan(6_000);
  });
});
