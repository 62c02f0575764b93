import fc from 'fast-check';
import type { Matchable } from '../../../../src/core/territory/document.ts';
import { matches, prepareDocument } from '../../../../src/core/territory/match.ts';
import { Matcher } from '../../../../src/core/territory/matcher/matcher.ts';
import { isNearOperand, isPositive } from '../../../../src/core/territory/positive.ts';
import type { Field, Keyword, Query, Words } from '../../../../src/core/territory/query.ts';

/**
 * Queries and texts over so few words that everything collides: phrases overlap themselves, words glue to others, an
 * accent stands alone, half a letter is missing. Spellings fold to one letter, to several, to two words and to none.
 */
const LONG_WORD = 'ab'.repeat(14);
const WORDS = ['a', 'b', 'ab', 'aba', 'oe', '1', '2', 'a1', '𐐨', 'x𐐨b', 'ωσ', ...[12, 13].map(lettersOfLong)];
const PIECES = [
  ...['a', 'A', 'á', 'a\u0301', '𝐚', 'b', 'ab', 'ABA', 'œ', 'Œ', 'oe', '½', '2', '𐐀', 'x𐐨b', 'Ως', '\u0301', 'ﷺ'],
  ...[' ', ' ', ' ', ' ', ' ', "'", '-', '_', '…', '🍫', '👩‍🚀', '\ud83c', '\udf6b', ' #ab ', ' @ab ', ' $AB ', '\ud801'],
  ...[11, 12, 13].map((letters) => ` ${lettersOfLong(letters)} `),
];

function lettersOfLong(letters: number): string {
  return LONG_WORD.slice(0, letters);
}

const at = { from: 0, to: 0 };
const word = fc.constantFrom(...WORDS);
const field = fc.constantFrom<Field>('any', 'any', 'title', 'body');

const wordsLeaf: fc.Arbitrary<Words> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ field, word }).map((given): Words => ({ kind: 'term', ...given, ...at })) },
  {
    weight: 2,
    arbitrary: fc
      .record({ field, words: fc.array(word, { minLength: 2, maxLength: 4 }) })
      .map((given): Words => ({ kind: 'phrase', ...given, ...at })),
  },
  fc
    .record({ field, stem: fc.constantFrom('a', 'ab', 'o', 'x𐐨', '1', LONG_WORD.slice(0, 25), LONG_WORD.slice(0, 24)) })
    .map((given): Words => ({ kind: 'prefix', ...given, ...at })),
  fc
    .record({ field, pattern: fc.constantFrom('a?', 'a?a', 'a?*', 'x?b', 'o?*', `${LONG_WORD.slice(0, 26)}?*`) })
    .map((given): Words => ({ kind: 'wildcard', ...given, ...at })),
);
const RAW: readonly (readonly [text: string, words: readonly string[]])[] = [
  ['A', ['a']],
  ['á', ['a']],
  ['ABA', ['aba']],
  ['Œ', ['oe']],
  ['½', ['1', '2']],
  ['A b', ['a', 'b']],
  ['𐐀', ['𐐨']],
];
const rawLeaf = fc
  .tuple(field, fc.constantFrom(...RAW))
  .map(([field, [text, words]]): Query => ({ kind: 'raw', field, text, words, ...at }));
const keyLeaf = fc
  .constantFrom<readonly [Keyword['field'], string]>(
    ['tag', 'ab'],
    ['tag', 'a'],
    ['tag', 'a_b'],
    ['tag', 'oe'],
    ['handle', 'ab'],
    ['cashtag', 'ab'],
    ['emoji', '🍫'],
    ['author', 'ana'],
    ['site', 'example.org'],
    ['source', 'wire'],
    ['url', 'https://example.org/1'],
    ['lang', 'fr'],
    ['country', 'fr'],
    ['kind', 'post'],
    ['has', 'link'],
    ['is', 'reply'],
  )
  .map(([field, value]): Query => ({ kind: 'keyword', field, value, ...at }));
const compareLeaf = fc
  .constantFrom([0, 10], [10, Infinity])
  .map(([low, high]): Query => ({ kind: 'compare', field: 'followers', low: low, high: high, ...at }));

const nearOperand: fc.Arbitrary<Query> = fc.oneof(
  { weight: 3, arbitrary: wordsLeaf },
  fc.array(wordsLeaf, { maxLength: 3 }).map((children): Query => ({ kind: 'or', children, ...at })),
);
const near = fc
  .record({ distance: fc.constantFrom(0, 1, 2, 50), ordered: fc.boolean(), left: nearOperand, right: nearOperand })
  .map((given): Query => ({ kind: 'near', ...given, ...at }))
  .filter((query) => query.kind === 'near' && isNearOperand(query.left) && isNearOperand(query.right));

/** Any query that a parser could give, with something to look for; an OR may be empty, as a list without entries is. */
export const denseQuery: fc.Arbitrary<Query> = fc
  .letrec<{ tree: Query }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      { weight: 4, arbitrary: wordsLeaf },
      { weight: 2, arbitrary: near },
      rawLeaf,
      keyLeaf,
      compareLeaf,
      fc
        .array(tie('tree'), { minLength: 2, maxLength: 3 })
        .map((children): Query => ({ kind: 'and', children, ...at })),
      fc.array(tie('tree'), { maxLength: 3 }).map((children): Query => ({ kind: 'or', children, ...at })),
      tie('tree').map((child): Query => ({ kind: 'not', child, ...at })),
      fc.tuple(fc.nat(3), fc.array(tie('tree'), { minLength: 1, maxLength: 4 })).map(([count, children]): Query => ({
        kind: 'atleast',
        count: Math.min(count + 1, children.length),
        children,
        ...at,
      })),
    ),
  }))
  .tree.filter(isPositive);

const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(''));

/** What `normalise` would give, and things it would not: no tag is folded away, halves of letters stay. */
export const denseSignal: fc.Arbitrary<Matchable> = fc
  .record({
    title: fc.oneof(fc.constant(''), text),
    text: fc.oneof({ weight: 6, arbitrary: text }, fc.constantFrom('', LONG_WORD, `${LONG_WORD}x b`)),
    tags: fc.array(fc.constantFrom('ab', 'a', 'a_b', 'b-a', 'oe', '__'), { maxLength: 3 }),
    source: fc.constantFrom('Wire', 'other'),
    lang: fc.constantFrom('en', 'fr', 'und'),
    kind: fc.constantFrom('news' as const, 'post' as const),
    site: fc.constantFrom(undefined, 'example.org', 'news.example.org'),
    url: fc.constantFrom(undefined, 'https://example.org/1'),
    author: fc.constantFrom(undefined, { id: '@Ana' }, { id: '1', followers: 9 }, { id: '1', followers: 10 }),
    place: fc.constantFrom(undefined, 'Paris, France'),
    inReplyTo: fc.constantFrom(undefined, '1'),
  })
  .map((signal) => signal as Matchable);

/** Some frequency for each word, the same each time: by which words a query is found must not change what it finds. */
export const anyFrequency: fc.Arbitrary<(word: string) => number> = fc
  .array(fc.constantFrom(0.9, 0.5, 0.01, 0.001, 1e-5, 1e-7), { minLength: 7, maxLength: 7 })
  .map((shares) => (word) => shares[(word.codePointAt(0)! + 3 * word.length) % shares.length]!);

/** A matcher with these queries under their numbers, the first `early` of them laid out and the others added since. */
export function matcherOf(
  queries: readonly Query[],
  { early = queries.length, frequency = () => 0.001 }: { early?: number; frequency?: (word: string) => number } = {},
): Matcher {
  const matcher = new Matcher(frequency);
  queries.slice(0, early).forEach((query, number) => matcher.add(number, query));
  for (const _ of matcher.layOut());
  queries.slice(early).forEach((query, number) => matcher.add(early + number, query));
  return matcher;
}

export const ascending = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

/** Numbers of the queries that the signal matches by the definition of the language. */
export function definitionOf(queries: readonly Query[], signal: Matchable): number[] {
  const doc = prepareDocument(signal);
  return queries.flatMap((query, number) => (matches(query, doc) ? [number] : []));
}
