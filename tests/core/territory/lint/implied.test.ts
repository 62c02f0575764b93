import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { implies, sideImplies } from '../../../../src/core/territory/lint/implied.ts';
import { expandLists } from '../../../../src/core/territory/lists.ts';
import { matches, prepareDocument, spans } from '../../../../src/core/territory/match.ts';
import { parseQuery } from '../../../../src/core/territory/parse.ts';
import { isNearOperand } from '../../../../src/core/territory/positive.ts';
import type { Query } from '../../../../src/core/territory/query.ts';
import { LISTS, anySignal, anyTree } from '../generated.ts';

function queryOf(text: string): Query {
  const parsed = parseQuery(text);
  if ('errors' in parsed) throw new Error(`${text}: ${parsed.errors[0]!.message.en}`);
  return parsed.query;
}

const partsOf = (query: Query): Query[] => {
  if (query.kind === 'near') return [query, query.left, query.right];
  if (query.kind === 'not') return [query, ...partsOf(query.child)];
  return 'children' in query ? [query, ...query.children.flatMap(partsOf)] : [query];
};
const isTrue = (query: Query, signal: Parameters<typeof prepareDocument>[0]): boolean =>
  matches(expandLists(query, LISTS), prepareDocument(signal));

describe('what one clause says about another', () => {
  it('holds for every signal', () => {
    const signals = fc.array(anySignal, { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(anyTree, anyTree, signals, (one, other, texts) => {
        const parts = [...partsOf(one), ...partsOf(other)].slice(0, 14);
        for (const a of parts) {
          const where = texts.filter((signal) => isTrue(a, signal));
          for (const b of parts) {
            if (a === b || !implies(a, b)) continue;
            for (const signal of where) expect([a, b, signal, isTrue(b, signal)]).toEqual([a, b, signal, true]);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('holds for every place beside NEAR', () => {
    fc.assert(
      fc.property(anyTree, anyTree, anySignal, (one, other, signal) => {
        const doc = prepareDocument(signal);
        const placed = [...partsOf(one), ...partsOf(other)].filter(isNearOperand);
        for (const a of placed) {
          for (const b of placed) {
            if (!sideImplies(a, b)) continue;
            const places = spans(b, doc).map(String);
            for (const place of spans(a, doc)) expect(places).toContain(String(place));
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['chocolat', 'choc*'],
    ['chocolat', 'cho?olat'],
    ['chocol*', 'choc*'],
    ['chocolat*', 'cho?ol*'],
    ['cho?olat', 'cho*'],
    ['cho?olat', 'cho?ol*'],
    ['title:chocolat', 'chocolat'],
    ['"chocolat noir"', 'chocolat'],
    ['"un chocolat noir"', '"chocolat noir"'],
    ['"chocolat très noir"', 'noir NEAR/1 choc*'],
    ['raw:"Chocolat Noir"', '"chocolat noir"'],
    ['#chocolat', 'chocolat'],
    ['chocolat NEAR/2 noir', 'choc* NEAR/3 (noir OR lait)'],
    ['chocolat ONEAR/2 noir', 'noir NEAR/2 chocolat'],
    ['chocolat NEAR/2 noir', 'noir'],
    ['a AND b', 'a'],
    ['a', 'a OR b'],
    ['a AND b AND c', 'c AND a'],
    ['a OR b', 'c OR b OR a'],
    ['ATLEAST/2(a, b, c)', 'a OR b'],
    ['ATLEAST/2(a, b, c)', 'ATLEAST/1(a, b, c)'],
    ['a AND b', 'ATLEAST/2(a, b, c)'],
    ['x AND NOT choc*', 'NOT chocolat'],
    ['site:news.example.org', 'site:example.org'],
    ['a likes:>100', 'likes:>=10'],
  ])('%s is always %s, and not the other way round', (narrow, wide) => {
    const [a, b] = [narrow, wide].map((text) => {
      const query = queryOf(`z (${text})`) as Query & { kind: 'and' };
      return query.children.length > 2 ? { ...query, children: query.children.slice(1) } : query.children[1]!;
    }) as [Query, Query];
    expect([implies(a, b), implies(b, a)]).toEqual([true, false]);
  });

  it.each([
    ['chocolat', 'choco'],
    ['chocolat', 'cho?lat'],
    ['choc*', 'cho?'.concat('olat')],
    ['chocolat', 'title:chocolat'],
    ['"chocolat noir"', '"noir chocolat"'],
    ['"chocolat très noir"', 'noir NEAR/0 chocolat'],
    ['chocolat', 'raw:"chocolat"'],
    ['chocolat', '#chocolat'],
    ['#chocolat', 'title:chocolat'],
    ['a OR b', 'a'],
    ['ATLEAST/1(a, b)', 'a'],
    ['site:ample.org', 'site:example.org'],
    ['likes:>10', 'shares:>10'],
  ])('%s says nothing about %s', (one, other) =>
    expect(implies(queryOf(one + pad(one)), queryOf(other + pad(other)))).toBe(false),
  );
});

/** What only compares is no query of its own. */
const pad = (text: string): string => (text.includes('>') ? ' z' : '');
