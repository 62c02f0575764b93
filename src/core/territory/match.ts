import { isIn, numberOf, prepareDocument, valuesOf, type Document, type Matchable } from './document.ts';
import { readsAs } from './nlp.ts';
import type { Field, Near, Query, Raw, Words } from './query.ts';
import { createRawReader } from './raw.ts';

export { prepareDocument, type Document, type Matchable };

/**
 * Whether the document is what the query asks for. This is the definition of the language, clause by clause and slow on
 * purpose; `matcher/` must give the same answers. Lists are expanded before.
 */
export const matches = (query: Query, doc: Document): boolean => matchesGiven(query, doc, (part) => matches(part, doc));

/** The same, where somebody knows whether the clauses directly inside it hold. */
export function matchesGiven(query: Query, doc: Document, holds: (part: Query) => boolean): boolean {
  switch (query.kind) {
    case 'term':
    case 'prefix':
    case 'wildcard':
    case 'phrase':
      return stands(query, doc);
    case 'raw':
      return stands(query, doc) && createRawReader(doc.signal)(query);
    case 'near':
      return nearHolds(query, doc);
    case 'keyword':
      return valuesOf(query.field, doc.signal).includes(query.value);
    case 'compare': {
      const number = numberOf(query.field, doc.signal);
      return number !== undefined && number >= query.low && number < query.high;
    }
    case 'atleast':
      return query.children.filter(holds).length >= query.count;
    case 'and':
      return query.children.every(holds);
    case 'or':
      return query.children.some(holds);
    case 'not':
      return !holds(query.child);
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
  const found: Span[] = [];
  someSpan(query, doc, (from, to) => found.push([from, to]) === 0);
  return found;
}

/** Whether it stands there at all: a post of one word 20,000 times is left at the first. */
export const stands = (query: Words | Raw, doc: Document): boolean => someSpan(query, doc, () => true);

type Visit = (from: number, to: number) => boolean;

/** Whether one of the occurrences is what the visitor asks for; those behind it are not looked at. */
function someSpan(query: Query, doc: Document, visit: Visit): boolean {
  switch (query.kind) {
    case 'term':
      return somePlace(doc.words.get(query.word), query, doc, (at) => visit(at, at));
    case 'prefix':
      return someWord(query, doc, (word) => word.startsWith(query.stem), visit);
    case 'wildcard': {
      const pattern = wildcardPattern(query.pattern);
      return someWord(query, doc, (word) => pattern.test(word), visit);
    }
    case 'phrase':
    case 'raw': {
      const [first, ...rest] = query.words as [string, ...string[]];
      const further = rest.map((word) => doc.words.get(word));
      return somePlace(
        doc.words.get(first),
        query,
        doc,
        (at) => further.every((places, i) => includes(places, at + i + 1)) && visit(at, at + rest.length),
      );
    }
    case 'or':
      return query.children.some((child) => someSpan(child, doc, visit));
    default:
      return false;
  }
}

function somePlace(
  places: readonly number[] = [],
  { field }: { field: Field },
  doc: Document,
  visit: (at: number) => boolean,
): boolean {
  for (const at of places) if (isIn(field, at, doc) && visit(at)) return true;
  return false;
}

function someWord(query: Words, doc: Document, holds: (word: string) => boolean, visit: Visit): boolean {
  for (const [word, places] of doc.words) {
    if (holds(word) && somePlace(places, query, doc, (at) => visit(at, at))) return true;
  }
  return false;
}

/** `wom?n*` as a pattern over one folded word. */
export const wildcardPattern = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll('?', '.').replace(/\*?$/, (star) => (star === '' ? '$' : ''))}`, 'u');

function nearHolds(query: Near, doc: Document): boolean {
  const { left, right, distance, ordered } = query;
  return follows(left, right, distance, doc) || (!ordered && follows(right, left, distance, doc));
}

/** Whether an occurrence of `after` begins at most `distance` words behind the end of one of `before`. */
function follows(before: Query, after: Query, distance: number, doc: Document): boolean {
  const starts = startsOf(after, doc);
  return someSpan(before, doc, (_, end) => {
    const next = starts[firstAbove(starts, end)];
    return next !== undefined && next - end - 1 <= distance;
  });
}

/** First places of the occurrences, ascending. */
function startsOf(query: Query, doc: Document): ArrayLike<number> {
  if (query.kind === 'term' && query.field === 'any') return doc.words.get(query.word) ?? [];
  const starts: number[] = [];
  someSpan(query, doc, (from) => starts.push(from) === 0);
  return Int32Array.from(starts).sort();
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
