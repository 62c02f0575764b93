import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matches, prepareDocument, type Matchable } from '../../../../src/core/territory/match.ts';
import { expandLists } from '../../../../src/core/territory/lists.ts';
import { mayMatch, soughtBy } from '../../../../src/core/territory/lookback/sought.ts';
import { CUT, shareOf, termsOf } from '../../../../src/core/territory/lookback/terms.ts';
import { anySignal, anyTree, LISTS } from '../generated.ts';
import { denseQuery, denseSignal } from '../matcher/dense.ts';
import { queryOf } from '../query-of.ts';

const ID = 'AAAAAAAAAAAAAAAAAAAAAA';
const termsIn = (signal: Matchable, id = ID) => new Set(termsOf(prepareDocument(signal), id));
const post = (text: string): Matchable => ({ title: '', text, tags: [], source: 's', lang: 'en', kind: 'post' });

describe('what is looked for in the look-back', () => {
  it('misses no signal that a query matches, for any query of the whole language and any signal', () => {
    let found = 0;
    const property = fc.property(anyTree, anySignal, (tree, signal) => {
      const query = expandLists(tree, LISTS);
      if (!matches(query, prepareDocument(signal))) return;
      found += 1;
      expect(mayMatch(soughtBy(query), termsIn(signal))).toBe(true);
    });
    fc.assert(property, { numRuns: 3_000 });
    expect(found).toBeGreaterThan(100);
  });

  it('misses none where words are few, and overlap, glue and fold', () => {
    const property = fc.property(denseQuery, denseSignal, (query, signal) => {
      if (matches(query, prepareDocument(signal))) expect(mayMatch(soughtBy(query), termsIn(signal))).toBe(true);
    });
    fc.assert(property, { numRuns: 2_000 });
  });

  it('asks for both sides of NEAR, for every word of a phrase, and for nothing that is left out', () => {
    const sought = soughtBy(queryOf('(gold NEAR/3 medal OR "opening night") NOT rugby lang:fr'));
    const terms = (text: string) => new Set([...text.split(' '), 'lang=fr']);
    expect(mayMatch(sought, terms('gold medal rugby'))).toBe(true);
    expect(mayMatch(sought, terms('gold opening'))).toBe(false);
    expect(mayMatch(sought, terms('night opening'))).toBe(true);
    expect(mayMatch(sought, new Set(['gold', 'medal']))).toBe(false);
  });

  it('finds a wildcard by its beginning, and a raw word by its letters', () => {
    expect(soughtBy(queryOf('wom?n'))).toEqual({ kind: 'beginning', stem: 'wom' });
    expect(soughtBy(queryOf('raw:"BT"'))).toEqual({ kind: 'term', term: 'bt' });
  });
});

describe('the terms of a signal', () => {
  it('puts it into the same samples each time, each half as large as the one before', () => {
    const ids = Array.from({ length: 4_096 }, (_, i) => {
      const digits = (i * 2_654_435_761) >>> 0;
      return `AAAA${[18, 12, 6, 0].map((by) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'[(digits >>> (by + 8)) & 63]).join('')}`;
    });
    const inSample = (level: number) => ids.filter((id) => termsIn(post('x'), id).has(`~${level}`)).length;
    expect(Math.abs(inSample(1) - 2_048)).toBeLessThan(120);
    expect(Math.abs(inSample(3) - 512)).toBeLessThan(80);
    for (const id of ids.slice(0, 200)) {
      const levels = [...termsIn(post('x'), id)].filter((term) => term.startsWith('~')).length;
      if (levels > 0) expect(shareOf(id, 1)).toBeLessThan(2 ** -levels);
    }
  });

  it('marks a signal that has more words than are kept, and takes the letters a database refuses away', () => {
    const long = termsIn(post(Array.from({ length: 30_000 }, (_, i) => `w${i}`).join(' ')));
    expect([long.has(CUT), long.size]).toEqual([true, 20_001]);
    const odd = termsIn({ ...post('x'), author: { id: 'a\0b\ud800' } });
    expect([...odd].find((term) => term.startsWith('author='))).toBe('author=ab\ufffd');
    expect([...termsIn(post('z'.repeat(5_000)))].every((term) => term.length <= 600)).toBe(true);
  });
});
