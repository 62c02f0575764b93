import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseQuery } from '../../../src/core/territory/parse.ts';
import { printQuery } from '../../../src/core/territory/print.ts';
import type { Query } from '../../../src/core/territory/query.ts';
import { LISTS, anyQuery, anyTree, typed, withoutPlaces } from './generated.ts';

const lists = new Set(LISTS.keys());

function parsed(text: string): { query: Query; warnings: readonly unknown[] } {
  const result = parseQuery(text, { lists });
  if ('errors' in result) throw new Error(`${text}: ${result.errors[0]!.message.en}`);
  return result;
}
const printed = (text: string): string => printQuery(parsed(text).query);

describe('a printed query', () => {
  it('reads as the same query, without a warning', () => {
    fc.assert(
      fc.property(anyTree, (query) => {
        const { query: again, warnings } = parsed(printQuery(query));
        expect(withoutPlaces(again)).toEqual(withoutPlaces(query));
        expect(warnings).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  it('means what was typed', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        const { query: given } = parsed(typed(query));
        expect(withoutPlaces(parsed(printQuery(given)).query)).toEqual(withoutPlaces(given));
      }),
    );
  });

  it('is printed the same a second time', () => {
    fc.assert(
      fc.property(anyTree, (query) => {
        const text = printQuery(query);
        expect(printed(text)).toBe(text);
      }),
    );
  });

  it('needs every bracket it has', () => {
    fc.assert(
      fc.property(anyTree, (query) => {
        const text = printQuery(query);
        const groups = [...text.matchAll(/(?<!ATLEAST\/\d+)\((?!win\||c\))([^()"«{]*)\)/g)];
        for (const { index, 0: all, 1: inner } of groups) {
          const without = parseQuery(text.slice(0, index) + inner + text.slice(index + all.length), { lists });
          if ('errors' in without || without.warnings.length > 0) continue;
          expect(withoutPlaces(without.query)).not.toEqual(withoutPlaces(query));
        }
      }),
    );
  });

  it.each([
    ['a b c', 'a AND b AND c'],
    ['((a AND (b)) AND c)', 'a AND b AND c'],
    ['a OR b c', 'a OR (b AND c)'],
    ['a (b OR c) -d', 'a AND (b OR c) AND NOT d'],
    ['a NOT (b c)', 'a AND NOT (b AND c)'],
    ['a NOT (b NEAR/3 c)', 'a AND NOT b NEAR/3 c'],
    ['title:(a OR "b c") d', '(title:a OR title:"b c") AND d'],
    ["body:l'été NEAR (a OR bcd*)", 'body:"l ete" NEAR/4 (a OR bcd*)'],
    ['"a b"~2 ATLEAST/2((c d),(e OR f), -g)', 'a NEAR/2 b AND ATLEAST/2(c AND d, e OR f, NOT g)'],
    ['Wom?n #Été @Ana $TSLA 👍🏽', 'wom?n AND #ete AND @ana AND $tsla AND 👍'],
    [
      'author:"Jean Dupont" author:«Jean "Jojo" D» site:"bbc.co.uk"',
      'author:"jean dupont" AND author:«jean "jojo" d» AND site:bbc.co.uk',
    ],
    ['a url:https://example.org/x?y=1', 'a AND url:https://example.org/x?y=1'],
    ['title:{BT} raw:BT list:"Big Cities"', 'title:raw:"BT" AND raw:"BT" AND list:"big cities"'],
    ['a {say "hi"} nlp:"#Person (wins|won)"', 'a AND {say "hi"} AND nlp:"#Person (wins|won)"'],
    [
      'a followers:>=1000 likes:<10 shares:1500 comments:10..50',
      'a AND followers:>=1k AND likes:<10 AND shares:1500 AND comments:10..50',
    ],
    [
      'a followers:>1000 likes:<=10 shares:>=11 comments:>=0',
      'a AND followers:>1k AND likes:<=10 AND shares:>10 AND comments:>=0',
    ],
    [
      'a age:<120m age:>=90m age:1h..48h age:<=7d age:>=0s',
      'a AND age:<2h AND age:>=90m AND age:1h..2d AND age:<=1w AND age:>=0ms',
    ],
    ['gold "or" and', 'gold AND "or" AND "and"'],
    ['a /* why */ AND b', 'a AND b'],
  ])('%s is printed %s', (text, wanted) => expect(printed(text)).toBe(wanted));
});
