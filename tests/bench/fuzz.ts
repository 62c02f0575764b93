import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { Territory } from '../../src/contract/territory.ts';
import { buildTerritoryIndex } from '../../src/core/territory/index.ts';
import type { Matchable } from '../../src/core/territory/match.ts';
import { parseQuery } from '../../src/core/territory/parse.ts';
import { printQuery } from '../../src/core/territory/print.ts';
import { hashtags } from '../../src/core/text/tokens.ts';
import { LISTS, anyTree, withoutPlaces } from '../core/territory/generated.ts';
import { seeded } from '../support/random.ts';

const lists = new Set(LISTS.keys());

/** Strings of which a query can be made badly. */
const NASTY = [
  ...' ()"*#@-:/~?{},;$&|<>=[]^!+\'\\.\n\t«»“”„‘’–…½œß🍫👩‍🚀🇫🇷\u200d\u200b\ufe0f\u0301\u00a0\ud800\udc00\0',
  ...['/*', '*/', '..', '&&', '||', 'AND', ' AND ', ' OR ', 'NOT ', 'NEAR/3', ' NEAR ', ' ONEAR/0 ', 'near/3', '~5'],
  ...['ATLEAST/2(', 'atleast(', 'title:', 'body:', 'raw:', 'list:rivals', 'nlp:"#Person"', 'lang:fr', 'url:https://'],
  ...['followers:', '>=1k', 'age:', '<2h', '1..2', 'country:', 'site:', '__proto__:', 'constructor', 'goal', 'fin*'],
  ...['go?l', 'été', '#tag', '@ana', '$TSLA', '99999999999999999999', 'a'.repeat(50)],
];

/**
 * Random strings and random changes to valid queries through lexer, parser and printer; then the time that repeated
 * shapes take as they grow; then posts made to be slow against a thousand queries. One JSON line for each. Arguments:
 * `[--runs 1000000] [--seed 1]`.
 */
export function benchFuzz(args: string[]): void {
  const { values } = parseArgs({
    args,
    options: { runs: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } },
  });
  const seed = Number(values.seed);
  report(fuzz(Number(values.runs), seed));
  for (const [shape, pieces] of SHAPES) report(timeShape(shape, pieces));
  benchPosts(seed);
}

const report = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** Whole numbers from 0 up to, not including, `below`. */
type Below = (below: number) => number;

function belowBy(seed: number): Below {
  const random = seeded(seed);
  return (below) => Math.floor(random() * below);
}

interface Slow {
  readonly text: string;
  readonly microseconds: number;
}
const MOST_SLOW = 50;

function fuzz(runs: number, seed: number) {
  const below = belowBy(seed);
  const valid = fc.sample(anyTree, { seed, numRuns: 5_000 }).map(printQuery);
  const counts = { accepted: 0, refused: 0, crashes: 0, unlike: 0, misplaced: 0 };
  let slow: Slow[] = [];
  const start = performance.now();
  for (let run = 0; run < runs; run++) {
    const text = below(2) === 0 ? randomText(below) : mutated(valid[below(valid.length)]!, below, valid);
    const before = performance.now();
    let outcome: keyof typeof counts;
    try {
      outcome = outcomeOf(text);
    } catch (error) {
      outcome = 'crashes';
      report({ crash: text, error: String(error) });
    }
    counts[outcome]++;
    if (outcome === 'unlike' || outcome === 'misplaced') report({ [outcome]: text });
    slow.push({ text, microseconds: (performance.now() - before) * 1_000 });
    if (slow.length === 2 * MOST_SLOW) slow = slowest(slow);
  }
  const seconds = Math.round((performance.now() - start) / 100) / 10;
  return { runs, seed, ...counts, slowest: again(slowest(slow)), seconds };
}

const slowest = (slow: readonly Slow[]): Slow[] =>
  slow.toSorted((a, b) => b.microseconds - a.microseconds).slice(0, MOST_SLOW);

/** A pause of the machine makes any text slow once: the slowest of those that are slow again. */
function again(slow: readonly Slow[]): Slow | undefined {
  const timed = slow.map(({ text }) => ({ text, microseconds: leastMicroseconds(() => void outcomeOf(text)) }));
  return slowest(timed)[0];
}

function randomText(below: Below): string {
  let text = '';
  for (let pieces = below(30); pieces > 0; pieces--) {
    text += below(20) === 0 ? String.fromCharCode(below(0x10000)) : NASTY[below(NASTY.length)]!;
  }
  return text;
}

/** A few times: a span taken out, put in from the alphabet or from another query, exchanged, or doubled. */
function mutated(text: string, below: Below, others: readonly string[]): string {
  for (let changes = 1 + below(4); changes > 0; changes--) {
    const from = below(text.length + 1);
    const to = Math.min(text.length, from + 1 + below(8));
    const [before, span, after] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
    const other = others[below(others.length)]!;
    const foreign = other.slice(below(other.length), below(other.length));
    text = [
      before + after,
      before + NASTY[below(NASTY.length)]! + span + after,
      before + foreign + span + after,
      before + [...span].reverse().join('') + after,
      before + span + span + after,
      after + span + before,
    ][below(6)]!;
  }
  return text;
}

/** What became of a text: also `unlike` where it is printed as another query, `misplaced` where an error is nowhere. */
function outcomeOf(text: string): 'accepted' | 'refused' | 'unlike' | 'misplaced' {
  const parsed = parseQuery(text, { lists });
  const told = 'query' in parsed ? parsed.warnings : parsed.errors;
  const isPlaced = told.every(
    ({ from, to, message: { en, fr } }) => 0 <= from && from <= to && to <= text.length && en !== '' && fr !== '',
  );
  if (!isPlaced || ('errors' in parsed && told.length === 0)) return 'misplaced';
  if ('errors' in parsed) {
    if (parsed.partial) printQuery(parsed.partial);
    return 'refused';
  }
  const printed = parseQuery(printQuery(parsed.query), { lists });
  if ('errors' in printed || printed.warnings.length > 0) return 'unlike';
  const [a, b] = [parsed.query, printed.query].map((query) => JSON.stringify(withoutPlaces(query)));
  return a === b ? 'accepted' : 'unlike';
}

function leastMicroseconds(run: () => void, times = 7): number {
  let least = Infinity;
  for (let i = 0; i < times; i++) {
    const before = performance.now();
    run();
    least = Math.min(least, performance.now() - before);
  }
  return Math.round(least * 1_000);
}

/** What is repeated, and around it what comes first and last. */
type Shape = readonly [piece: string, first?: string, last?: string];

const SHAPES: readonly (readonly [name: string, shape: Shape])[] = [
  ...[
    ...'()"{}~,-#@?*:/.|;«&$_\\\n\u0301œ½🍫',
    '/*',
    '*/',
    '""',
    '()',
    '{}',
    '{a}',
    '"a"',
    '“”',
    '1..',
    '~1',
    'a~1',
  ].map((piece) => [piece, [piece]] as const),
  ...[
    'a OR ',
    'a ',
    'a a)',
    'a NEAR/3 ',
    'NOT ',
    '-',
    'title:',
    'body:(',
    'ATLEAST/1(',
    'ATLEAST/1(a,',
    'a,',
    'word',
  ].map((piece) => [piece, [piece]] as const),
  ...[
    'raw:',
    'raw:"a" ',
    'list:rivals ',
    'lang:fr ',
    'age:<2h ',
    'url:https://a.org ',
    'a:b ',
    'choc* ',
    'wom?n ',
    '#a ',
  ].map((piece) => [piece, [piece]] as const),
  ...['NEAR ', 'NEAR/3 ', 'AND ', 'OR ', '"a b"~3 ', '/**/', 'a"', "a'", 'été ', 'ﬁ', '👩‍🚀', '🇫', '\u200d🍫'].map(
    (piece) => [piece, [piece]] as const,
  ),
  ['ATLEAST/2(a, …)', ['a, ', 'ATLEAST/2(', 'a)']],
  ['(a OR …) NEAR', ['a OR ', '(', 'a) NEAR b']],
  ['site:////', ['/', 'a site:', 'x']],
  ['site:www.', ['www.', 'a site:', '/x']],
  ['site:a.', ['a.', 'a site:', '!']],
  ['author:@', ['@', 'a author:', 'x']],
  ['url:https:////', ['/', 'a url:https://x.org', 'a']],
  ['url:https://%41', ['%41', 'a url:https://x.org/', '']],
  ['url:?a=1&', ['a=1&', 'a url:https://x.org/?', '']],
  ['url:((((', ['(', 'a url:https://x.org/', '']],
  ['followers:"....\\nx"', ['.', 'a followers:"1', '\nx"']],
  ['followers:111', ['1', 'a followers:', '']],
  ['lang:a-a', ['-aa', 'a lang:fr', '']],
  ['country:"a a"', ['a ', 'a country:"', '"']],
  ['nlp:"((("', ['(', 'a nlp:"', '"']],
  ['nlp:"()"', ['(a) ', 'a nlp:"', '"']],
  ['#aaa', ['a', '#', '!']],
  ['@a.a', ['.a', '@a', '!']],
  ['"a …"', ['a ', '"', '"']],
  ['"…~1111', ['1', '"a b"~', '']],
  ['{BT …}', [' a', '{', '}']],
];

const LENGTHS = [1_000, 2_000, 5_000, 10_000, 20_000];

/** Microseconds a length, and the power of the length with which they grow. */
function timeShape(name: string, [piece, first = '', last = '']: Shape) {
  const microseconds = LENGTHS.map((length) => {
    const room = length - first.length - last.length;
    const text = first + piece.repeat(Math.max(1, Math.floor(room / piece.length))) + last;
    return leastMicroseconds(() => void parseQuery(text, { lists }));
  });
  return { shape: name, microseconds, exponent: exponentOf(LENGTHS.slice(1), microseconds.slice(1)) };
}

/** Slope of the straight line through the points, both axes logarithmic. */
function exponentOf(lengths: readonly number[], times: readonly number[]): number {
  const points = lengths.map((length, i) => [Math.log(length), Math.log(Math.max(1, times[i]!))] as const);
  const mean = (axis: 0 | 1): number => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const rise = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return Math.round((rise / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)) * 100) / 100;
}

const WORDS = [
  'goal',
  'stade',
  'coeur',
  'ete',
  'final',
  'finale',
  'œuvre',
  'a',
  'x',
  'flood',
  'the',
  '½',
  'tag7',
  'tag42',
];

/** A thousand queries over few words, so that a post of these words meets as many as can be. */
function queriesOver(words: readonly string[], below: Below, count = 1_000): string[] {
  const word = (): string => `"${words[below(words.length)]!}"`;
  const stem = (): string => ['goa*', 'fin*', 'sta*', 'tag*', 'flo*', 'oeu*', 'aaa*'][below(7)]!;
  const wildcard = (): string => ['go?l', 'st?de', 'fin?l*', 'tag?2', 'aaa?aa*'][below(5)]!;
  const forms: readonly (() => string)[] = [
    word,
    () => `"${words[below(words.length)]!} ${words[below(words.length)]!}"`,
    () => `${word()} NEAR/${below(51)} ${word()}`,
    () => `${word()} ONEAR/${below(51)} (${word()} OR ${stem()})`,
    () => `(${stem()} OR ${word()}) NEAR/${below(51)} ${wildcard()}`,
    () => `ATLEAST/2(${word()}, ${stem()}, ${word()}, ${wildcard()})`,
    () => `${stem()} -${word()}`,
    () => `${wildcard()} ${word()}`,
    () => `title:${word()} OR body:(${word()} ${stem()})`,
    () => `${word()} {Goal}`,
    () => `${word()} 🍫`,
    () => `#tag${below(10_000)} OR (${word()} has:link)`,
    () => `${word()} @ana${below(100)} OR $TSLA${below(100)}`,
    () => `${word()} url:https://example.org/${below(1_000)}`,
    () => `NOT ${word()} AND ${word()} AND followers:>10`,
  ];
  return Array.from({ length: count }, (_, i) => forms[i % forms.length]!());
}

const repeated = (piece: string, units: number): string =>
  piece.repeat(Math.ceil(units / piece.length)).slice(0, units);

/** Posts made to be slow, by name. Longer than an intake lets through, some of them. */
const POSTS: readonly (readonly [name: string, text: string])[] = [
  ['100 KB of spaces', ' '.repeat(100_000)],
  ['one word of 1 MB', 'a'.repeat(1_000_000)],
  ['one accented word of 1 MB', 'é'.repeat(1_000_000)],
  ['10,000 hashtags', Array.from({ length: 10_000 }, (_, i) => `#tag${i}`).join(' ')],
  ['goal 50,000 times', repeated('goal ', 250_000)],
  ['goal 20,000 times', repeated('goal ', 100_000)],
  ['stade final in turns, 100 KB', repeated('stade final ', 100_000)],
  ['all words in turns, 100 KB', repeated(`${WORDS.join(' ')} `, 100_000)],
  ['all words in turns behind 20 KB of others', repeated('x ', 20_000) + repeated(`${WORDS.join(' ')} `, 80_000)],
  ['goal 9,000 times, stade as often, far away', `${'goal '.repeat(9_000)}${'x '.repeat(60)}${'stade '.repeat(9_000)}`],
  ['one word of 10,000 letters, then others', `${'a'.repeat(9_990)} ${'b '.repeat(5_000)}`],
  ['100 KB of emoji', repeated('🍫', 100_000)],
  ['100 KB of families', repeated('👨‍👩‍👧‍👦', 99_999)],
  ['100 KB of œ', 'œ'.repeat(100_000)],
  ['100 KB of œ words', repeated('cœur ', 100_000)],
  ['100 KB of ½', '½'.repeat(100_000)],
  ['100 KB of combining marks', `a${'\u0301'.repeat(100_000)}`],
  ['100 KB of lone surrogates', '\ud800'.repeat(100_000)],
  ['100 KB of styled letters', repeated('𝗴𝗼𝗮𝗹 ', 100_000)],
  ['20,000 names', repeated('@ana1 ', 100_000)],
  ['12,000 cashtags', repeated('$TSLA1 ', 100_000)],
  ['4,000 addresses', Array.from({ length: 4_000 }, (_, i) => `https://example.org/${i}?b=2`).join(' ')],
  ['http:// 14,000 times', repeated('http://', 100_000)],
  ['100 KB of @', '@'.repeat(100_000)],
  ['100 KB of @a.', `@${repeated('a.', 100_000)}`],
  ['Goal without border, 100 KB', repeated('GoalGoal', 100_000)],
  ['Goal and goal, 100 KB', repeated('xGoal goal ', 100_000)],
];

/** Milliseconds that one post takes; above this it is told with `over`. */
const WANTED = 10;

function benchPosts(seed: number): void {
  const below = belowBy(seed);
  const topics = queriesOver(WORDS, below).map((query, i) => ({ id: `t-${i}`, label: query, query }));
  const territories = Array.from({ length: 100 }, (_, i) => ({
    version: 1,
    territory: Territory.parse({ brand: `brand-${i}`, topics: topics.slice(10 * i, 10 * i + 10) }),
  }));
  const index = buildTerritoryIndex(territories);
  if (index.quarantined.length > 0) report({ quarantined: index.quarantined });
  for (const [post, text] of POSTS) {
    const signal: Matchable = { title: '', text, tags: hashtags(text), source: 'bench', lang: 'en', kind: 'post' };
    const topicsHit = index.match(signal).reduce((sum, { topics }) => sum + topics.length, 0);
    const ms = leastMicroseconds(() => void index.match(signal), 5) / 1_000;
    report({ post, units: text.length, topics: topicsHit, ms, ...(ms > WANTED && { over: true }) });
  }
}
