import fc from 'fast-check';
import type { RawSignal } from '../../../src/contract/signal.ts';
import { rawPost } from '../../support/signals.ts';

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
  part: 'title' | 'body';
  from: number;
  to: number;
}

function occurrences(query: Wanted, sample: Sample, within: 'any' | 'title' | 'body'): Occurrence[] {
  if (query.op === 'or') return query.children.flatMap((child) => occurrences(child, sample, within));
  const found: Occurrence[] = [];
  for (const part of ['title', 'body'] as const) {
    if (within !== 'any' && within !== part) continue;
    const words = sample[part];
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
