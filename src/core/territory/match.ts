import { fold } from '../text/fold.ts';
import { isIn, numberOf, prepareDocument, valuesOf, type Document, type Matchable } from './document.ts';
import { readsAs } from './nlp.ts';
import { childrenOf, type Near, type Query, type Raw, type Words } from './query.ts';

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
      return spans(query, doc).length > 0;
    case 'raw':
      return spans(query, doc).length > 0 && rawHolds(query, doc);
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
export function spans(query: Query, doc: Document): Span[] {
  switch (query.kind) {
    case 'term':
      return (doc.words.get(query.word) ?? []).filter((at) => isIn(query.field, at, doc)).map((at) => [at, at]);
    case 'prefix':
      return wordSpans(query, doc, (word) => word.startsWith(query.stem));
    case 'wildcard': {
      const pattern = wildcardPattern(query.pattern);
      return wordSpans(query, doc, (word) => pattern.test(word));
    }
    case 'phrase':
    case 'raw': {
      const [first, ...rest] = query.words as [string, ...string[]];
      const starts = (doc.words.get(first) ?? []).filter((at) => isIn(query.field, at, doc));
      const holds = (at: number): boolean => rest.every((word, i) => includes(doc.words.get(word), at + i + 1));
      return starts.filter(holds).map((at) => [at, at + rest.length]);
    }
    case 'or':
      return query.children.flatMap((child) => spans(child, doc));
    default:
      return [];
  }
}

function wordSpans(query: Words, doc: Document, holds: (word: string) => boolean): Span[] {
  const found: Span[] = [];
  for (const [word, places] of doc.words) {
    if (holds(word)) for (const at of places) if (isIn(query.field, at, doc)) found.push([at, at]);
  }
  return found;
}

/** `wom?n*` as a pattern over one folded word. */
export const wildcardPattern = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll('?', '.').replace('*', '.*')}$`, 'u');

function nearHolds(query: Near, doc: Document): boolean {
  const lefts = spans(query.left, doc);
  const rights = spans(query.right, doc);
  return follows(lefts, rights, query.distance) || (!query.ordered && follows(rights, lefts, query.distance));
}

/** Whether one of `after` begins at most `distance` words behind the end of one of `before`. */
function follows(before: readonly Span[], after: readonly Span[], distance: number): boolean {
  const starts = after.map(([from]) => from).sort((a, b) => a - b);
  return before.some(([, end]) => {
    const next = starts[firstAbove(starts, end)];
    return next !== undefined && next - end - 1 <= distance;
  });
}

/** Index of the first of the ascending numbers that is larger. */
function firstAbove(numbers: readonly number[], than: number): number {
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
  const visit = (node: Query): void => {
    if (node.kind === 'not' || !matches(node, doc)) return;
    if (node.kind === 'keyword') {
      const sign = SIGNS[node.field];
      if (sign !== undefined) words.add(sign + node.value);
    }
    const text = wordsOf(node);
    if (text !== undefined) words.add(text);
    inTitle ||= spans(node, doc).some(([from]) => isIn('title', from, doc));
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
