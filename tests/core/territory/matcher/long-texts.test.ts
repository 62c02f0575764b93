import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Matchable } from '../../../../src/core/territory/document.ts';
import { ascending, definitionOf, matcherOf } from './dense.ts';
import { queryOf } from '../query-of.ts';

const EACH_WORD = Array.from({ length: 3_000 }, (_, i) => `w${i}`);
const QUERIES = [
  ...['"alpha beta"', 'title:"alpha beta"', 'body:"alpha beta"', '"beta alpha"', '"21 21"', '"gamma gamma alpha"'],
  ...['alpha NEAR/0 beta', 'title:alpha NEAR/3 title:beta', 'beta ONEAR/50 alpha', 'gamma NEAR/1 alpha'],
  ...['"alpha beta" NEAR/2 gam*', 'alp* -gamma', 'body:w12* "alpha beta"', 'ATLEAST/2(w7, w2999, "w1 w2", alpha)'],
].map((text) => queryOf(text));
/** Every word of the longest text is known, so that each has its place. */
const ALL = [...QUERIES, ...EACH_WORD.map((text) => queryOf(text))];

/** Texts around the sizes at which arrays grow: 64 places between title and text, 1,024 terms, 4,096 places. */
const filling = fc.constantFrom<readonly [words: string, count: number]>(
  ...[0, 1, 62, 63, 64, 65, 4_030, 4_031, 4_032, 4_033, 5_000].flatMap((n) => [
    ['x ', n] as const,
    ['gamma ', n] as const,
  ]),
  ...[10, 1_023, 1_024, 1_025, 3_000].map((n) => ['each of', n] as const),
  ...[100, 6_000, 9_000].map((n) => ['½', n] as const),
  ...[100, 1_500].map((n) => ['ﷺ', n] as const),
  ['beta alpha ', 3_000],
);
const ending = fc.constantFrom('', 'alpha beta', 'alpha', 'beta', 'gamma gamma alpha beta w1 w2');
const text = fc.tuple(ending, filling, ending);
const length = fc.record({ title: text, text, tags: fc.constantFrom<string[]>([], ['alpha'], ['beta', 'alpha_beta']) });

const written = ([first, [words, count], last]: readonly [string, readonly [string, number], string]): string =>
  `${first} ${words === 'each of' ? EACH_WORD.slice(0, count).join(' ') : words.repeat(count)} ${last}`;

function signalOf(title: string, text: string, tags: string[] = []): Matchable {
  return { title, text, tags, source: 'wire', lang: 'en', kind: 'post' };
}

describe('texts of any length', () => {
  it('are read to their end, and leave nothing behind for the next', () => {
    const property = fc.property(fc.array(length, { minLength: 1, maxLength: 4 }), (lengths) => {
      const matcher = matcherOf(ALL, { early: 1_000 });
      const signals = lengths.map(({ title, text, tags }) => signalOf(written(title), written(text), tags));
      for (const signal of [...signals, ...signals]) {
        expect(ascending(matcher.match(signal))).toEqual(definitionOf(ALL, signal));
      }
    });
    fc.assert(property, { numRuns: 40 });
  });

  it.each([
    ['½', 6_000],
    ['ﷺ', 1_500],
  ])('are read to their end where one letter, such as %s, is several words', (letter, count) => {
    const signal = signalOf('', `${letter.repeat(count)} alpha beta`);
    expect(ascending(matcherOf(QUERIES).match(signal))).toEqual(definitionOf(QUERIES, signal));
  });
});
