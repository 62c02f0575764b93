import { isIn, numberOf, valuesOf, type Document } from '../document.ts';
import { expandLists } from '../lists.ts';
import { matches, wildcardPattern } from '../match.ts';
import { childrenOf, type Compare, type KeywordField, type Query } from '../query.ts';

/** In how many documents a clause holds. */
export interface Hits {
  readonly certain: number;
  /** Those too in which only what is not counted (grammar, an unknown list) could make it hold. */
  readonly possible: number;
  /** For a NOT in an AND: in how many documents the AND would hold without it, and how many of these it takes away. */
  readonly before: number;
  readonly removed: number;
}

type Truth = 'no' | 'yes' | 'unknown';

interface Clause {
  /** Its lists, where they are known, written out. */
  readonly query: Query;
  readonly inside: readonly Clause[];
  readonly must: readonly Clause[];
  readonly mustNot: readonly Clause[];
  truth: Truth;
  certain: number;
  possible: number;
  before: number;
  removed: number;
}

/**
 * Counts every clause in one pass over the documents: each word of a document is looked up once, however many clauses
 * there are. Grammar (`nlp:`) is not read, it takes a millisecond a text; a list that is not given is not known.
 */
export function countHits(
  query: Query,
  documents: readonly Document[],
  lists: ReadonlyMap<string, Query> = new Map(),
): ReadonlyMap<Query, Hits> {
  const clauses = new Map<Query, Clause>();
  clauseOf(query, lists, clauses);
  // Those inside a clause stand before it.
  const all = [...clauses.values()];
  const groups = all.filter(({ inside }) => inside.length > 0);
  const lookUp = createLookUp(all);
  for (const doc of documents) {
    const found = lookUp(doc);
    for (const group of groups) group.truth = truthOf(group, doc);
    for (const clause of all) {
      if (clause.truth === 'no') continue;
      clause.possible++;
      if (clause.truth === 'yes') clause.certain++;
    }
    for (const group of groups) countRemoved(group);
    for (const leaf of found) leaf.truth = 'no';
  }
  return clauses;
}

function clauseOf(query: Query, lists: ReadonlyMap<string, Query>, clauses: Map<Query, Clause>): Clause {
  const known = clauses.get(query);
  if (known) return known;
  const expanded = query.kind === 'list' || query.kind === 'near' ? writtenOut(query, lists) : query;
  const parts = query.kind === 'list' && expanded !== query ? [expanded] : childrenOf(query);
  const inside = parts.map((part) => clauseOf(part, lists, clauses));
  const isNot = ({ query: { kind } }: Clause): boolean => kind === 'not';
  const mustNot = query.kind === 'and' ? inside.filter(isNot) : [];
  const must = inside.filter((clause) => !isNot(clause));
  const truth = query.kind === 'nlp' || (query.kind === 'list' && inside.length === 0) ? 'unknown' : 'no';
  const counts = { certain: 0, possible: 0, before: 0, removed: 0 };
  const clause: Clause = { query: expanded, inside, must, mustNot, truth, ...counts };
  clauses.set(query, clause);
  return clause;
}

function writtenOut(query: Query, lists: ReadonlyMap<string, Query>): Query {
  const isKnown = (part: Query): boolean =>
    part.kind === 'list' ? lists.has(part.name) : childrenOf(part).every((child) => isKnown(child));
  return isKnown(query) ? expandLists(query, lists) : query;
}

function truthOf({ query, inside }: Clause, doc: Document): Truth {
  let yes = 0;
  let unknown = 0;
  for (const { truth } of inside) {
    if (truth === 'yes') yes++;
    else if (truth === 'unknown') unknown++;
  }
  const atLeast = (count: number): Truth => (yes >= count ? 'yes' : yes + unknown >= count ? 'unknown' : 'no');
  switch (query.kind) {
    case 'not':
      return unknown > 0 ? 'unknown' : yes > 0 ? 'no' : 'yes';
    case 'and':
      return atLeast(inside.length);
    case 'atleast':
      return atLeast(query.count);
    case 'near': {
      const beside = atLeast(2);
      return beside === 'yes' ? (matches(query, doc) ? 'yes' : 'no') : beside;
    }
    default:
      return atLeast(1);
  }
}

function countRemoved({ must, mustNot }: Clause): void {
  if (mustNot.length === 0 || !must.every(({ truth }) => truth === 'yes')) return;
  for (const not of mustNot) {
    not.before++;
    if (not.truth === 'no') not.removed++;
  }
}

/** Marks the leaves that hold in a document as true, and names them. */
function createLookUp(all: readonly Clause[]): (doc: Document) => readonly Clause[] {
  const leaves = all.filter(({ inside }) => inside.length === 0);
  const leavesOf = createWordTable(leaves);
  const values = new Map<KeywordField, Map<string, Clause[]>>();
  for (const leaf of leaves) {
    if (leaf.query.kind !== 'keyword') continue;
    const { field, value } = leaf.query;
    if (!values.has(field)) values.set(field, new Map());
    put(values.get(field)!, value, leaf);
  }
  const compares = leaves.filter(({ query }) => query.kind === 'compare');

  return function lookUp(doc) {
    const found: Clause[] = [];
    const mark = (leaf: Clause): void => {
      if (leaf.truth === 'yes') return;
      leaf.truth = 'yes';
      found.push(leaf);
    };
    for (const [word, places] of doc.words) {
      for (const leaf of leavesOf(word)) if (leaf.truth === 'no' && stands(leaf.query, places, doc)) mark(leaf);
    }
    for (const [field, table] of values) {
      for (const value of valuesOf(field, doc.signal)) table.get(value)?.forEach(mark);
    }
    for (const leaf of compares) if (lies(leaf.query as Compare, doc)) mark(leaf);
    return found;
  };
}

function stands(query: Query, places: readonly number[], doc: Document): boolean {
  if (query.kind === 'phrase' || query.kind === 'raw' || !('field' in query)) return matches(query, doc);
  const { field } = query;
  return field === 'any' || places.some((at) => isIn(field as 'title' | 'body', at, doc));
}

function lies({ field, low, high }: Compare, doc: Document): boolean {
  const number = numberOf(field, doc.signal);
  return number !== undefined && number >= low && number < high;
}

/** The leaves that a word may make true: itself, the beginning of a phrase, a form of a prefix. Found once per word. */
function createWordTable(leaves: readonly Clause[]): (word: string) => readonly Clause[] {
  const exact = new Map<string, Clause[]>();
  const open: { leaf: Clause; fits: (word: string) => boolean }[] = [];
  for (const leaf of leaves) {
    const { query } = leaf;
    if (query.kind === 'term') put(exact, query.word, leaf);
    else if (query.kind === 'phrase' || query.kind === 'raw') put(exact, query.words[0]!, leaf);
    else if (query.kind === 'prefix') open.push({ leaf, fits: (word) => word.startsWith(query.stem) });
    else if (query.kind === 'wildcard') {
      const pattern = wildcardPattern(query.pattern);
      open.push({ leaf, fits: (word) => pattern.test(word) });
    }
  }
  const table = new Map<string, readonly Clause[]>();
  return (word) => {
    let fitting = table.get(word);
    if (!fitting) {
      const forms = open.flatMap(({ leaf, fits }) => (fits(word) ? [leaf] : []));
      table.set(word, (fitting = [...(exact.get(word) ?? []), ...forms]));
    }
    return fitting;
  };
}

function put(table: Map<string, Clause[]>, key: string, leaf: Clause): void {
  const held = table.get(key);
  if (held) held.push(leaf);
  else table.set(key, [leaf]);
}
