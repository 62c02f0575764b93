import { describe, expect, it, jest } from '@jest/globals';
import { Asked } from '../../src/core/territory/asked.ts';
import { wildcardPattern } from '../../src/core/territory/match.ts';
import { Compiler } from '../../src/core/territory/matcher/compile.ts';
import { guessFrequency } from '../../src/core/territory/matcher/frequency.ts';
import { Postings } from '../../src/core/territory/matcher/postings.ts';
import { Program } from '../../src/core/territory/matcher/program.ts';
import { Sighting } from '../../src/core/territory/matcher/sighting.ts';
import { Vocabulary } from '../../src/core/territory/matcher/vocabulary.ts';
import { parseQuery } from '../../src/core/territory/parse.ts';
import { LONGEST_QUERY } from '../../src/core/territory/refusals.ts';
import { readLists, readTopic } from '../../src/core/territory/topic.ts';
import { post } from '../support/signals.ts';

jest.setTimeout(120_000);

/** A rule and the text that was made for it. */
interface Pair {
  readonly query: string;
  readonly text: string;
  readonly list?: readonly string[];
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const many = (count: number, one: (n: number) => string): string[] => Array.from({ length: count }, (_, n) => one(n));
/** Words of four letters, each another. */
const spelt = (n: number): string => [0, 1, 2, 3].map((at) => LETTERS[Math.floor(n / 26 ** at) % 26]).join('');

/** What the matcher looks at for one text: letters, places, words and terms; its parts are put together as it does. */
function workOf({ query, text, list = [] }: Pair): number {
  const { lists } = readLists({ many: [...list] });
  const read = readTopic(query, lists);
  if ('errors' in read) throw new Error(read.errors[0]!.message.en);
  const vocabulary = new Vocabulary();
  const sighting = new Sighting(vocabulary);
  const program = new Program(sighting, new Asked(post('')));
  const postings = new Postings(vocabulary, sighting, program);
  postings.add(0, new Compiler(vocabulary, program, guessFrequency).compile(read.query));
  let work = 0;
  const plain = String.prototype.charCodeAt;
  String.prototype.charCodeAt = function (at: number) {
    work += 1;
    return plain.call(this, at);
  };
  try {
    sighting.read('', text, []);
  } finally {
    String.prototype.charCodeAt = plain;
  }
  const counted = <T extends object>(array: T): T =>
    new Proxy(array, {
      get(from, key) {
        work += 1;
        return Reflect.get(from, key) as unknown;
      },
    });
  for (const part of ['words', 'places', 'before', 'last', 'present'] as const) {
    Object.assign(sighting, { [part]: counted(sighting[part]) });
  }
  postings.find();
  return work;
}

/** Each at a size, so that it can be seen how the work grows. None of them matches: that would end the search early. */
const PAIRS: Readonly<Record<string, (n: number) => Pair>> = {
  'words that all begin alike': (n) => ({
    query: many(n, (i) => `a${spelt(i)}*`).join(' OR '),
    text: many(4 * n, (i) => `a${'b'.repeat(i % 9)}zzzz`).join(' '),
  }),
  'letters left open, one after the other': (n) => ({ query: `aab${'?a'.repeat(n)}*`, text: `aab${'aa'.repeat(n)}` }),
  'letters left open in many words of one beginning': (n) => ({
    query: many(n, (i) => `aaa?${spelt(i)}`).join(' OR '),
    text: 'aaabzzzb '.repeat(4 * n),
  }),
  'a phrase of one word again and again': (n) => ({ query: `"${'xx '.repeat(n)}y"`, text: `y ${'xx '.repeat(4 * n)}` }),
  'phrases that begin alike': (n) => ({
    query: many(n, (i) => `"xx xx xx ${spelt(i)} y"`).join(' OR '),
    text: `y ${'xx '.repeat(4 * n)}`,
  }),
  'NEAR in a chain': (n) => ({
    query: many(n, (i) => `(aa NEAR/50 b${spelt(i)})`).join(' OR '),
    text: `${'aa '.repeat(4 * n)} ${'x '.repeat(60)} ${many(n, (i) => `b${spelt(i)}`).join(' ')}`,
  }),
  'NEAR between two long lists': (n) => ({
    query: `(${many(n, (i) => `a${spelt(i)}`).join(' OR ')}) NEAR/50 (${many(n, (i) => `b${spelt(i)}`).join(' OR ')})`,
    text: `${many(n, (i) => `a${spelt(i)}`).join(' ')} ${'x '.repeat(60)} ${many(n, (i) => `b${spelt(i)}`).join(' ')}`,
  }),
  'all but one of very many': (n) => ({
    query: `ATLEAST/${String(n)}(${many(n, spelt).join(', ')})`,
    text: many(n - 1, spelt).join(' '),
  }),
  'a list of everything, left out': (n) => ({
    query: 'zebra AND NOT list:many',
    text: `zebra ${many(4 * n, (i) => spelt(i + 5_000)).join(' ')} ${spelt(n - 1)}`,
    list: many(n, spelt),
  }),
};

/** Whose work grows with the rule and with the text, but not with both multiplied. */
const STRAIGHT = new Set([
  ...['words that all begin alike', 'letters left open, one after the other'],
  ...['all but one of very many', 'a list of everything, left out'],
]);
const sizeOf = ({ query, text, list = [] }: Pair) => [query.length + list.join(' ').length, text.length] as const;

describe('a rule that was made to take for ever', () => {
  it.each(Object.keys(PAIRS))('looks at every letter for each of its own at most once: %s', (name) => {
    const [small, large] = [PAIRS[name]!(150), PAIRS[name]!(300)];
    const work = workOf(large);
    const [query, text] = sizeOf(large);
    expect(work).toBeLessThan(STRAIGHT.has(name) ? 12 * (query + text) : query * text);
    // Twice the rule and twice the text: never more than four times the work.
    expect(work / workOf(small)).toBeLessThan(STRAIGHT.has(name) ? 2.5 : 4.5);
  });

  it('is as small for lists of five thousand as for one word', () => {
    const pair = PAIRS['a list of everything, left out']!(5_000);
    expect(workOf(pair)).toBeLessThan(12 * sizeOf(pair)[1]);
  });

  it.each(['*', '?*?*?*', 'a*b', 'aa*bb*', 'aa?*', 'a?', '"aa* bb"', '*aa', 'a*?*b', 'aaa**', `${'a?'.repeat(200)}*?`])(
    'is not one with %s, which is refused in words',
    (query) => {
      const parsed = parseQuery(query);
      expect('errors' in parsed && parsed.errors[0]!.message.en).toMatch(/\w+ \w+/);
    },
  );

  it.each(['choc*', 'wom?n', 'wom?n*', `aaa${'?b'.repeat(200)}*`])(
    'becomes, where a definition of %s is asked for, a pattern without repetition: nothing goes back and forth',
    (query) => {
      const { source } = wildcardPattern(query);
      expect(source).toMatch(/^\^[^*+{}|()[\]\\]*\$?$/);
      expect('errors' in parseQuery(query)).toBe(false);
    },
  );

  it('has an end: letters, levels, grammar', () => {
    const refused = (query: string) => 'errors' in parseQuery(query);
    const long = (letters: number) => 'a '.repeat(letters / 2 - 1) + 'bb';
    expect([LONGEST_QUERY, LONGEST_QUERY + 2].map((letters) => refused(long(letters)))).toEqual([false, true]);
    const deep = (levels: number) => `${'('.repeat(levels)}aa OR bb${')'.repeat(levels)}`;
    expect([60, 100, 9_000].map((levels) => refused(deep(levels)))).toEqual([false, true, true]);
    const nots = (levels: number) => `aa ${'NOT ('.repeat(levels)}bb${')'.repeat(levels)}`;
    expect([100, 3_000].map((levels) => refused(nots(levels)))).toEqual([true, true]);
    const grammar = (times: number) => many(times, (n) => `nlp:"${spelt(n)} #Noun"`).join(' OR ');
    expect([8, 9].map((times) => refused(`cacao AND (${grammar(times)})`))).toEqual([false, true]);
  });
});
