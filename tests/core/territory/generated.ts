import fc from 'fast-check';
import type { RawSignal, Signal } from '../../../src/contract/signal.ts';
import type { Field, Keyword, NumberField, Query, Words } from '../../../src/core/territory/query.ts';
import { HOUR, MINUTE, NOON, cleaned, rawPost } from '../../support/signals.ts';

/** A query as a tree of its own, apart from the product's, with what it must mean. */
export type Wanted =
  | { op: 'word' | 'prefix'; text: string }
  | { op: 'phrase'; words: string[] }
  | { op: 'near'; most: number; ordered: boolean; left: Wanted; right: Wanted }
  | { op: 'in'; part: 'title' | 'body'; child: Wanted }
  | { op: 'key'; key: 'site' | 'lang' | 'kind' | 'source' | 'author' | 'tag'; value: string }
  | { op: 'and' | 'or'; children: Wanted[] }
  | { op: 'not'; child: Wanted };

/** Spellings of each word that must be the same to a reader. */
const SPELLINGS: Record<string, string[]> = {
  goal: ['goal', 'GOAL', 'gôal'],
  goalie: ['goalie', 'Goalie'],
  final: ['final', 'ﬁnal', 'FINAL'],
  finale: ['finale', 'Finalé'],
  ete: ['été', 'ETE', 'Été'],
  stade: ['stade', 'Stade'],
  coeur: ['cœur', 'coeur'],
};
export const WORDS = Object.keys(SPELLINGS);
const PREFIXES = ['goa', 'goal', 'fina', 'finale', 'ete', 'coe', 'sta'];
const SITES = ['example.org', 'news.example.org', 'other.example', 'org'];

const word = fc.constantFrom(...WORDS);
const leaf: fc.Arbitrary<Wanted> = fc.oneof(
  { weight: 4, arbitrary: word.map((text): Wanted => ({ op: 'word', text })) },
  { weight: 1, arbitrary: fc.constantFrom(...PREFIXES).map((text): Wanted => ({ op: 'prefix', text })) },
  {
    weight: 2,
    arbitrary: fc.array(word, { minLength: 2, maxLength: 3 }).map((words): Wanted => ({ op: 'phrase', words })),
  },
);
const key = fc.oneof(
  fc.constantFrom(...SITES).map((value): Wanted => ({ op: 'key', key: 'site', value })),
  fc.constantFrom('en', 'fr').map((value): Wanted => ({ op: 'key', key: 'lang', value })),
  fc.constantFrom('news', 'post').map((value): Wanted => ({ op: 'key', key: 'kind', value })),
  fc.constantFrom('src-a', 'src-b').map((value): Wanted => ({ op: 'key', key: 'source', value })),
  fc.constantFrom('ana', 'bo b').map((value): Wanted => ({ op: 'key', key: 'author', value })),
  word.map((value): Wanted => ({ op: 'key', key: 'tag', value })),
);
const operand: fc.Arbitrary<Wanted> = fc.oneof(
  { weight: 3, arbitrary: leaf },
  {
    weight: 1,
    arbitrary: fc.array(leaf, { minLength: 2, maxLength: 3 }).map((children): Wanted => ({ op: 'or', children })),
  },
);
const near = fc
  .record({ most: fc.nat(4), ordered: fc.boolean(), left: operand, right: operand })
  .map((parts): Wanted => ({ op: 'near', ...parts }));

/** Queries with something to look for in every alternative, as the parser asks for. */
export const anyQuery: fc.Arbitrary<Wanted> = fc.letrec<{ query: Wanted }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    near,
    key,
    fc
      .tuple(fc.constantFrom('title' as const, 'body' as const), fc.oneof(operand, near))
      .map(([part, child]): Wanted => ({ op: 'in', part, child })),
    fc.array(tie('query'), { minLength: 2, maxLength: 3 }).map((children): Wanted => ({ op: 'or', children })),
    fc
      .tuple(
        fc.array(tie('query'), { minLength: 1, maxLength: 2 }),
        fc.array(tie('query'), { minLength: 0, maxLength: 2 }),
      )
      .map(([yes, no]): Wanted => ({
        op: 'and',
        children: [...yes, ...no.map((child): Wanted => ({ op: 'not', child }))],
      })),
  ),
})).query;

/** The query as somebody might type it. */
export function typed(query: Wanted): string {
  switch (query.op) {
    case 'word':
      return query.text;
    case 'prefix':
      return `${query.text}*`;
    case 'phrase':
      return `"${query.words.join(' ')}"`;
    case 'near':
      return `(${typed(query.left)} ${query.ordered ? 'ONEAR' : 'NEAR'}/${query.most} ${typed(query.right)})`;
    case 'in':
      return `${query.part}:${typed(query.child)}`;
    case 'key':
      return query.key === 'tag' ? `#${query.value}` : `${query.key}:"${query.value}"`;
    case 'not':
      return query.child.op === 'word' ? `-${typed(query.child)}` : `NOT ${typed(query.child)}`;
    default:
      return `(${query.children.map(typed).join(query.op === 'or' ? ' OR ' : query.children.length > 2 ? ' ' : ' AND ')})`;
  }
}

/** A text as words, and the signal that has them in some spelling. */
export interface Sample {
  readonly title: string[];
  readonly body: string[];
  readonly tags: string[];
  readonly site: string | undefined;
  readonly raw: RawSignal;
}

const spelled = (words: readonly string[], pick: number): string =>
  words
    .map((one, i) => (SPELLINGS[one] ?? [one])[(pick + i) % (SPELLINGS[one]?.length ?? 1)])
    .join([' ', ', ', '-', "'"][pick % 4]);

const text = fc.array(fc.oneof({ weight: 5, arbitrary: word }, fc.constantFrom('x', 'un', '5')), { maxLength: 9 });

export const anySample: fc.Arbitrary<Sample> = fc
  .record({
    title: text,
    body: text,
    tags: fc.uniqueArray(word, { maxLength: 2 }),
    site: fc.option(fc.constantFrom(...SITES, 'www.example.org'), { nil: undefined }),
    lang: fc.constantFrom('en', 'fr', 'de'),
    kind: fc.constantFrom('news' as const, 'post' as const),
    source: fc.constantFrom('src-a', 'SRC-B'),
    author: fc.constantFrom('ana', 'Bo B'),
    followers: fc.constantFrom(undefined, 0, 10, 1_000),
    pick: fc.nat(11),
  })
  .map(({ title, body, tags, site, lang, kind, source, author, followers, pick }) => ({
    title,
    body,
    tags,
    site: site?.replace('www.', ''),
    raw: rawPost(spelled(body, pick), {
      title: spelled(title, pick + 1),
      tags,
      ...(site && { url: `https://${site}/story` }),
      lang,
      kind,
      source,
      author: { id: '17', handle: author, ...(followers !== undefined && { followers }) },
    }),
  }));

/** What the query means, from its definition and with no regard to speed. */
export function holds(query: Wanted, sample: Sample, part: 'any' | 'title' | 'body' = 'any'): boolean {
  switch (query.op) {
    case 'word':
    case 'prefix':
    case 'phrase':
      return occurrences(query, sample, part).length > 0;
    case 'near':
      return nearHolds(query, sample, part);
    case 'in':
      return holds(query.child, sample, query.part);
    case 'key':
      return keyHolds(query, sample);
    case 'not':
      return !holds(query.child, sample, part);
    case 'and':
      return query.children.every((child) => holds(child, sample, part));
    case 'or':
      return query.children.some((child) => holds(child, sample, part));
  }
}

interface Occurrence {
  part: string;
  from: number;
  to: number;
}

/** A tag's word is one of the signal's, in neither its title nor its body. */
function occurrences(query: Wanted, sample: Sample, within: 'any' | 'title' | 'body'): Occurrence[] {
  if (query.op === 'or') return query.children.flatMap((child) => occurrences(child, sample, within));
  const found: Occurrence[] = [];
  const parts = { title: sample.title, body: sample.body, ...sample.tags.map((tag) => [tag]) };
  for (const [part, words] of Object.entries<string[]>(parts)) {
    if (within !== 'any' && within !== part) continue;
    for (let from = 0; from < words.length; from++) {
      if (query.op === 'word' && words[from] === query.text) found.push({ part, from, to: from });
      if (query.op === 'prefix' && words[from]!.startsWith(query.text)) found.push({ part, from, to: from });
      if (query.op !== 'phrase') continue;
      const to = from + query.words.length - 1;
      if (words.slice(from, to + 1).join(' ') === query.words.join(' ')) found.push({ part, from, to });
    }
  }
  return found;
}

function nearHolds(query: Wanted & { op: 'near' }, sample: Sample, part: 'any' | 'title' | 'body'): boolean {
  const between = (a: Occurrence, b: Occurrence): number => b.from - a.to - 1;
  for (const a of occurrences(query.left, sample, part)) {
    for (const b of occurrences(query.right, sample, part)) {
      if (a.part !== b.part) continue;
      const forth = between(a, b);
      const back = between(b, a);
      if ((forth >= 0 && forth <= query.most) || (!query.ordered && back >= 0 && back <= query.most)) return true;
    }
  }
  return false;
}

function keyHolds({ key: name, value }: Wanted & { op: 'key' }, { raw, tags, site }: Sample): boolean {
  if (name === 'tag') return tags.includes(value);
  if (name === 'site') return site !== undefined && (site === value || site.endsWith(`.${value}`));
  if (name === 'author') return raw.author?.handle?.toLowerCase() === value;
  return raw[name]?.toLowerCase() === value;
}

/** Named lists that the trees below speak of. */
export const LISTS: ReadonlyMap<string, Query> = new Map([
  ['rivals', orOf(termOf('goalie'), termOf('finale'))],
  ['big cities', orOf(termOf('stade'), { kind: 'phrase', field: 'any', words: ['ete', 'goal'], from: 0, to: 0 })],
]);
const EMOJI = ['🍫', '⚽', '🇫🇷', '👩‍🚀'];
const HANDLES = ['ana', 'bo.b', 'club@example.org'];
const CASHTAGS = ['goal', 'tsla'];

function termOf(text: string): Query {
  return { kind: 'term', field: 'any', word: text, from: 0, to: 0 };
}
function orOf(...children: Query[]): Query {
  return { kind: 'or', children, from: 0, to: 0 };
}

const at = { from: 0, to: 0 };
const field = fc.constantFrom<Field>('any', 'any', 'any', 'title', 'body');
const wordsLeaf: fc.Arbitrary<Words> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('term'), field, word, from: fc.constant(0), to: fc.constant(0) }),
  },
  fc.record({ field, stem: fc.constantFrom(...PREFIXES) }).map((given): Words => ({ kind: 'prefix', ...given, ...at })),
  fc
    .record({ field, pattern: fc.constantFrom('g?al', 'go?l*', 'fin?l', 'fi??l*', 'c?eur', 'et?de', 'x?yz') })
    .map((given): Words => ({ kind: 'wildcard', ...given, ...at })),
  fc
    .record({ field, words: fc.array(word, { minLength: 2, maxLength: 3 }) })
    .map((given): Words => ({ kind: 'phrase', ...given, ...at })),
);
const listLeaf = fc
  .record({ field, name: fc.constantFrom(...LISTS.keys()) })
  .map((given): Query => ({ kind: 'list', ...given, ...at }));
const RAW: readonly (readonly [text: string, words: readonly string[]])[] = [
  ['GOAL', ['goal']],
  ['Été', ['ete']],
  ['cœur', ['coeur']],
  ['Stade, final', ['stade', 'final']],
  ['"goal" {2}', ['goal', '2']],
  ['say "x"', ['say', 'x']],
];
const rawLeaf = fc
  .tuple(field, fc.constantFrom(...RAW))
  .map(([field, [text, words]]): Query => ({ kind: 'raw', field, text, words, ...at }));
const keyOf = (field: Keyword['field'], values: readonly string[]): fc.Arbitrary<Query> =>
  fc.constantFrom(...values).map((value): Query => ({ kind: 'keyword', field, value, ...at }));
const nameLeaf = fc.oneof(
  keyOf('tag', [...WORDS, 'ete_2026']),
  keyOf('handle', HANDLES),
  keyOf('cashtag', CASHTAGS),
  keyOf('emoji', EMOJI),
);
const valueLeaf = fc.oneof(
  keyOf('author', ['ana', 'bo b', '17']),
  keyOf('site', SITES),
  keyOf('source', ['src-a', 'src b, (c)', '<x', '1..2']),
  keyOf('url', ['https://example.org/story', 'https://example.org/*?a=1,2']),
  keyOf('lang', ['en', 'fr']),
  keyOf('country', ['fr', 'gb']),
  keyOf('kind', ['news', 'post']),
  keyOf('has', ['image', 'video', 'link']),
  keyOf('is', ['reply', 'repost', 'original']),
);
const COUNTS = [0, 1, 9, 10, 11, 1_000, 1_001, 1_500, 2_000_000];
const AGES = [0, 1, 999, 1_000, 90 * MINUTE, HOUR, HOUR + 1, 48 * HOUR, 168 * HOUR];
const compareLeaf = fc.constantFrom<NumberField>('followers', 'likes', 'shares', 'comments', 'age').chain((field) => {
  const number = fc.constantFrom(...(field === 'age' ? AGES : COUNTS));
  const ends = fc.oneof(
    number.map((low) => [low, Infinity]),
    number.map((high) => [0, high + 1]),
    fc.tuple(number, number).map(([low, more]) => [low, low + more + 1]),
  );
  return ends.map(([low, high]): Query => ({ kind: 'compare', field, low: low!, high: high!, ...at }));
});
const nlpLeaf = fc
  .constantFrom('#Person won', '(win|won) #Noun?')
  .map((pattern): Query => ({ kind: 'nlp', pattern, ...at }));

/** As the parser joins: children of the same kind are taken in. */
function joinedAs(kind: 'and' | 'or', children: readonly Query[]): Query {
  return { kind, children: children.flatMap((child) => (child.kind === kind ? child.children : [child])), ...at };
}
const nearOperand: fc.Arbitrary<Query> = fc.oneof(
  { weight: 4, arbitrary: wordsLeaf },
  listLeaf,
  fc.array(wordsLeaf, { minLength: 2, maxLength: 3 }).map((children) => joinedAs('or', children)),
);
const nearTree = fc
  .record({ distance: fc.constantFrom(0, 1, 2, 4, 50), ordered: fc.boolean(), left: nearOperand, right: nearOperand })
  .map((given): Query => ({ kind: 'near', ...given, ...at }));

/**
 * Queries as the parser makes them, over the whole language, with something to look for in every alternative. Places
 * are all 0; what is printed and parsed has true ones. Parse with the names of LISTS.
 */
export const anyTree: fc.Arbitrary<Query> = fc.letrec<{ tree: Query; beside: Query; inNot: Query }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 3, arbitrary: wordsLeaf },
    rawLeaf,
    nameLeaf,
    listLeaf,
    nearTree,
    fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((children) => joinedAs('or', children)),
    fc
      .tuple(
        fc.array(tie('beside'), { maxLength: 2 }),
        tie('tree'),
        fc.array(tie('beside'), { minLength: 1, maxLength: 2 }),
      )
      .map(([before, sure, after]) => joinedAs('and', [...before, sure, ...after])),
    fc.tuple(fc.nat(2), fc.array(tie('tree'), { minLength: 1, maxLength: 4 })).map(([count, children]): Query => ({
      kind: 'atleast',
      count: Math.min(count + 1, children.length),
      children,
      ...at,
    })),
  ),
  beside: fc.oneof(
    { maxDepth: 3 },
    valueLeaf,
    compareLeaf,
    nlpLeaf,
    tie('tree'),
    tie('inNot').map((child): Query => ({ kind: 'not', child, ...at })),
  ),
  inNot: fc.oneof(
    { maxDepth: 3 },
    wordsLeaf,
    tie('beside'),
    fc.array(tie('beside'), { minLength: 2, maxLength: 3 }).map((children) => joinedAs('or', children)),
  ),
})).tree;

const WRITTEN = [...Object.values(SPELLINGS).flat(), ...EMOJI, '#Goal', '#Été_2026', '@Ana', '@bo.b', '$TSLA', '$goal'];
const written = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...WRITTEN) }, fc.constantFrom('x', 'say "x"', '{2}', ',')), {
    maxLength: 14,
  })
  .map((pieces) => pieces.join(' '));
const count = fc.constantFrom(undefined, ...COUNTS);

/** Signals that now and then are what the trees ask for; published between three hours before NOON and NOON. */
export const anySignal: fc.Arbitrary<Signal> = fc
  .record({
    title: written,
    text: written,
    url: fc.constantFrom(undefined, 'https://www.example.org/story', 'https://news.example.org/*?a=1,2'),
    source: fc.constantFrom('src-a', 'SRC B, (c)'),
    lang: fc.constantFrom('en', 'fr'),
    kind: fc.constantFrom('news' as const, 'post' as const),
    handle: fc.constantFrom('Ana', 'Bo B'),
    followers: count,
    metrics: fc.record({ likes: count, shares: count, comments: count }),
    media: fc.constantFrom<string[]>([], ['https://example.org/1.jpg'], ['https://example.org/2.mp4']),
    minutesAgo: fc.nat(180),
  })
  .map(({ text, handle, followers, minutesAgo, ...given }) =>
    cleaned(rawPost(text, { ...given, author: { id: '17', handle, followers }, at: NOON - minutesAgo * MINUTE })),
  );

/** The query with every place at 0, to compare two spellings of the same. */
export function withoutPlaces(query: Query): Query {
  switch (query.kind) {
    case 'and':
    case 'or':
    case 'atleast':
      return { ...query, ...at, children: query.children.map(withoutPlaces) };
    case 'near':
      return { ...query, ...at, left: withoutPlaces(query.left), right: withoutPlaces(query.right) };
    case 'not':
      return { ...query, ...at, child: withoutPlaces(query.child) };
    default:
      return { ...query, ...at };
  }
}
