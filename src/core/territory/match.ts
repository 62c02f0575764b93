import type { Signal } from '../../contract/signal.ts';
import { TITLE_GAP, tokenize } from '../text/tokens.ts';
import type { Field, Keyword, Query } from './query.ts';

/** A signal prepared for matching: its words with their places, and its exact values. Made once, used by every query. */
export interface Document {
  /** Places of each word: the title counts from 0, the text from the title's length plus TITLE_GAP. */
  readonly words: ReadonlyMap<string, readonly number[]>;
  readonly titleLength: number;
  readonly tags: ReadonlySet<string>;
  readonly authors: ReadonlySet<string>;
  readonly site: string;
  readonly source: string;
  readonly lang: string;
  readonly kind: string;
}

type Matchable = Pick<Signal, 'title' | 'text' | 'tags' | 'source' | 'lang' | 'kind'> &
  Partial<Pick<Signal, 'site' | 'author'>>;

export function prepareDocument(signal: Matchable): Document {
  const title = tokenize(signal.title);
  const text = tokenize(signal.text);
  const words = new Map<string, number[]>();
  const add = (list: readonly string[], base: number): void => {
    for (let i = 0; i < list.length; i++) {
      const word = list[i] as string;
      const places = words.get(word);
      if (places) places.push(base + i);
      else words.set(word, [base + i]);
    }
  };
  add(title, 0);
  add(text, title.length + TITLE_GAP);
  const { author } = signal;
  return {
    words,
    titleLength: title.length,
    tags: new Set(signal.tags),
    authors: new Set([author?.id, author?.handle, author?.name].flatMap((name) => (name ? [name.toLowerCase()] : []))),
    site: signal.site ?? '',
    source: signal.source.toLowerCase(),
    lang: signal.lang,
    kind: signal.kind,
  };
}

/** Whether the document is what the query asks for. */
export function matches(query: Query, doc: Document): boolean {
  switch (query.kind) {
    case 'term':
      return query.field === 'any' ? doc.words.has(query.word) : spans(query, doc).length > 0;
    case 'prefix':
    case 'phrase':
      return spans(query, doc).length > 0;
    case 'near':
      return nearHolds(query, doc);
    case 'keyword':
      return keywordHolds(query, doc);
    case 'and':
      return query.children.every((child) => matches(child, doc));
    case 'or':
      return query.children.some((child) => matches(child, doc));
    case 'not':
      return !matches(query.child, doc);
  }
}

/** The words and tags of the document that made the query true, and whether one stands in the title. */
export function matchedWords(query: Query, doc: Document): { words: string[]; inTitle: boolean } {
  const words = new Set<string>();
  let inTitle = false;
  const visit = (node: Query): void => {
    if (node.kind === 'not' || !matches(node, doc)) return;
    if (node.kind === 'and' || node.kind === 'or') return node.children.forEach(visit);
    if (node.kind === 'near') return [node.left, node.right].forEach(visit);
    if (node.kind === 'keyword') {
      if (node.field === 'tag') words.add(`#${node.value}`);
      return;
    }
    words.add(node.kind === 'term' ? node.word : node.kind === 'prefix' ? `${node.stem}*` : node.words.join(' '));
    inTitle ||= spans(node, doc).some(([from]) => from < doc.titleLength);
  };
  visit(query);
  return { words: [...words], inTitle };
}

/** First and last place of an occurrence. */
type Span = readonly [from: number, to: number];

function spans(query: Query, doc: Document): Span[] {
  switch (query.kind) {
    case 'term':
      return inField(doc.words.get(query.word) ?? [], query.field, doc).map((at) => [at, at]);
    case 'prefix': {
      const found: Span[] = [];
      for (const [word, places] of doc.words) {
        if (word.startsWith(query.stem)) for (const at of inField(places, query.field, doc)) found.push([at, at]);
      }
      return found;
    }
    case 'phrase': {
      const [first, ...rest] = query.words as [string, ...string[]];
      const starts = inField(doc.words.get(first) ?? [], query.field, doc);
      const holds = (at: number): boolean => rest.every((word, i) => includes(doc.words.get(word), at + i + 1));
      return starts.filter(holds).map((at) => [at, at + rest.length]);
    }
    case 'or':
      return query.children.flatMap((child) => spans(child, doc));
    default:
      return [];
  }
}

function inField(places: readonly number[], field: Field, doc: Document): readonly number[] {
  if (field === 'any') return places;
  return places.filter((at) => at < doc.titleLength === (field === 'title'));
}

function nearHolds(query: Query & { kind: 'near' }, doc: Document): boolean {
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

function keywordHolds({ field, value }: Keyword, doc: Document): boolean {
  switch (field) {
    case 'tag':
      return doc.tags.has(value);
    case 'author':
      return doc.authors.has(value);
    case 'site':
      return doc.site === value || doc.site.endsWith(`.${value}`);
    case 'source':
      return doc.source === value;
    case 'lang':
      return doc.lang === value;
    case 'kind':
      return doc.kind === value;
  }
}
