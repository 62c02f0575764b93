import { fold } from '../text/fold.ts';
import { isIn, numberOf, prepareDocument, valuesOf, type Document, type Matchable } from './document.ts';
import { readsAs } from './nlp.ts';
import { childrenOf, type Field, type Near, type Query, type Raw, type Words } from './query.ts';

export { prepareDocument, type Document, type Matchable };

/**
 * Whether the document is what the query asks for. This is the definition of the language, clause by clause and slow on
 * purpose; `index.ts` must give the same answers. Lists are expanded before.
 */
export function matches(query: Query, doc: Document): boolean {
  switch (query.kind) {
    case 'term':
    case 'prefix':
    case 'wildcard':
    case 'phrase':
      return stands(query, doc);
    case 'raw':
      return stands(query, doc) && rawHolds(query, doc);
    case 'near':
      return nearHolds(query, doc);
    case 'keyword':
      return valuesOf(query.field, doc.signal).includes(query.value);
    case 'compare': {
      const number = numberOf(query.field, doc.signal);
      return number !== undefined && number >= query.low && number < query.high;
    }
    case 'atleast':
      return query.children.filter((child) => matches(child, doc)).length >= query.count;
    case 'and':
      return query.children.every((child) => matches(child, doc));
    case 'or':
      return query.children.some((child) => matches(child, doc));
    case 'not':
      return !matches(query.child, doc);
    case 'nlp':
      return readsAs(query.pattern, doc.signal);
    case 'list':
      throw new Error(`list ${query.name} was not expanded`);
  }
}

/** First and last place of an occurrence. */
export type Span = readonly [from: number, to: number];

/** Where a clause of words, or an OR of such, stands in the document. */
export const spans = (query: Query, doc: Document): Span[] => [...eachSpan(query, doc)];

/** Whether it stands there at all: a post of one word 20,000 times is left at the first. */
function stands(query: Query, doc: Document): boolean {
  if (query.kind !== 'term') return eachSpan(query, doc).next().done === false;
  const places = doc.words.get(query.word);
  return places !== undefined && (query.field === 'any' || places.some((at) => isIn(query.field, at, doc)));
}

function* eachSpan(query: Query, doc: Document): Generator<Span, void> {
  switch (query.kind) {
    case 'term':
      return yield* spansAt(doc.words.get(query.word), query, doc);
    case 'prefix':
      return yield* wordSpans(query, doc, (word) => word.startsWith(query.stem));
    case 'wildcard': {
      const pattern = wildcardPattern(query.pattern);
      return yield* wordSpans(query, doc, (word) => pattern.test(word));
    }
    case 'phrase':
    case 'raw': {
      const [first, ...rest] = query.words as [string, ...string[]];
      const further = rest.map((word) => doc.words.get(word));
      for (const [at] of spansAt(doc.words.get(first), query, doc)) {
        if (further.every((places, i) => includes(places, at + i + 1))) yield [at, at + rest.length];
      }
      return;
    }
    case 'or':
      for (const child of query.children) yield* eachSpan(child, doc);
      return;
    default:
  }
}

function* spansAt(
  places: readonly number[] = [],
  { field }: { field: Field },
  doc: Document,
): Generator<[from: number, to: number], void> {
  for (const at of places) if (isIn(field, at, doc)) yield [at, at];
}

function* wordSpans(query: Words, doc: Document, holds: (word: string) => boolean): Generator<Span, void> {
  for (const [word, places] of doc.words) if (holds(word)) yield* spansAt(places, query, doc);
}

/** `wom?n*` as a pattern over one folded word. */
export const wildcardPattern = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll('?', '.').replace('*', '.*')}$`, 'u');

function nearHolds(query: Near, doc: Document): boolean {
  const { left, right, distance, ordered } = query;
  return follows(left, right, distance, doc) || (!ordered && follows(right, left, distance, doc));
}

/** Whether an occurrence of `after` begins at most `distance` words behind the end of one of `before`. */
function follows(before: Query, after: Query, distance: number, doc: Document): boolean {
  const starts = startsOf(after, doc);
  for (const [, end] of eachSpan(before, doc)) {
    const next = starts[firstAbove(starts, end)];
    if (next !== undefined && next - end - 1 <= distance) return true;
  }
  return false;
}

/** First places of the occurrences, ascending. */
function startsOf(query: Query, doc: Document): ArrayLike<number> {
  if (query.kind === 'term' && query.field === 'any') return doc.words.get(query.word) ?? [];
  return Int32Array.from(eachSpan(query, doc), ([from]) => from).sort();
}

/** Index of the first of the ascending numbers that is larger. */
function firstAbove(numbers: ArrayLike<number>, than: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] as number) > than) high = middle;
    else low = middle + 1;
  }
  return low;
}

const includes = (places: readonly number[] | undefined, at: number): boolean =>
  places !== undefined && places[firstAbove(places, at - 1)] === at;

const LETTER = /[\p{L}\p{Nd}\p{M}]/u;

/** Whether the letters as typed (their words are there) stand somewhere in the title or the text, between the borders of words. */
export function rawHolds({ field, text }: Pick<Raw, 'field' | 'text'>, { signal }: Pick<Document, 'signal'>): boolean {
  return (field !== 'body' && standsIn(signal.title, text)) || (field !== 'title' && standsIn(signal.text, text));
}

function standsIn(text: string, wanted: string): boolean {
  const plain = text.normalize('NFC').replace(/\s+/g, ' ');
  for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + 1)) {
    if (isBorder(plain, at) && isBorder(plain, at + wanted.length)) return true;
  }
  return false;
}

/** Whether no word goes through this point of the text. */
function isBorder(text: string, at: number): boolean {
  const before = [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? ' ';
  const after = String.fromCodePoint(text.codePointAt(at) ?? 32);
  return !LETTER.test(before) || !LETTER.test(after);
}

/** The words and tags of the document that made the query true, and whether one stands in the title. */
export function matchedWords(query: Query, doc: Document): { words: string[]; inTitle: boolean } {
  const words = new Set<string>();
  let inTitle = false;
  const hasTitle = doc.titleLength > 0;
  const visit = (node: Query): void => {
    if (node.kind === 'not' || !matches(node, doc)) return;
    if (node.kind === 'keyword') {
      const sign = SIGNS[node.field];
      if (sign !== undefined) words.add(sign + node.value);
    }
    const text = wordsOf(node);
    if (text !== undefined) words.add(text);
    inTitle ||=
      hasTitle && 'field' in node && node.field !== 'body' && stands({ ...node, field: 'title' } as Query, doc);
    childrenOf(node).forEach(visit);
  };
  visit(query);
  return { words: [...words], inTitle };
}

const SIGNS: Readonly<Record<string, string>> = { tag: '#', handle: '@', cashtag: '$', emoji: '' };

function wordsOf(query: Query): string | undefined {
  switch (query.kind) {
    case 'term':
      return query.word;
    case 'prefix':
      return `${query.stem}*`;
    case 'wildcard':
      return query.pattern;
    case 'phrase':
      return query.words.join(' ');
    case 'raw':
      return fold(query.text);
    default:
      return undefined;
  }
}
