import type { TopicHit } from '../../contract/mention.ts';
import type { Signal } from '../../contract/signal.ts';
import type { LiveTerritory } from '../../contract/territory.ts';
import { anchorsOf, type Anchor } from './anchors.ts';
import { matchedWords, matches, prepareDocument, type Document } from './match.ts';
import { parseQuery } from './parse.ts';
import type { Query, QueryError } from './query.ts';

/** What a signal is to one brand. */
export interface BrandHit {
  readonly brand: string;
  readonly version: number;
  readonly topics: readonly TopicHit[];
  readonly noGo: readonly TopicHit[];
}

/** A stored query that could not be read: it is left out and reported, the others run. */
export interface Quarantined {
  readonly brand: string;
  readonly topic: string;
  readonly errors: readonly QueryError[];
}

export interface TerritoryIndex {
  /** Every brand in whose territory the signal lies, in order of brand. */
  match(signal: Signal): BrandHit[];
  readonly quarantined: readonly Quarantined[];
}

interface Entry {
  readonly brand: string;
  readonly topic: string;
  readonly noGo: boolean;
  readonly query: Query;
  readonly languages: readonly string[];
}

interface Rules {
  readonly version: number;
  readonly sources: readonly string[];
  readonly minimumFollowers: number;
}

/** Compiles the territories of all brands into one index from anchors to queries. */
export function buildTerritoryIndex(territories: readonly LiveTerritory[]): TerritoryIndex {
  const { entries, quarantined } = compile(territories);
  const rules = new Map<string, Rules>(
    territories.map(({ version, territory }) => [territory.brand, { version, ...territory }]),
  );
  const lookup = createLookup(entries);

  function match(signal: Signal): BrandHit[] {
    const doc = prepareDocument(signal);
    const hits = new Map<string, { topics: TopicHit[]; noGo: TopicHit[] }>();
    for (const entry of lookup(doc)) {
      if (!admits(entry, rules.get(entry.brand) as Rules, signal) || !matches(entry.query, doc)) continue;
      const hit = { topic: entry.topic, ...matchedWords(entry.query, doc) };
      const brand = hits.get(entry.brand) ?? { topics: [], noGo: [] };
      hits.set(entry.brand, brand);
      (entry.noGo ? brand.noGo : brand.topics).push(hit);
    }
    return [...hits]
      .filter(([, { topics }]) => topics.length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([brand, hit]) => ({ brand, version: (rules.get(brand) as Rules).version, ...hit }));
  }

  return { match, quarantined };
}

function compile(territories: readonly LiveTerritory[]): { entries: Entry[]; quarantined: Quarantined[] } {
  const entries: Entry[] = [];
  const quarantined: Quarantined[] = [];
  for (const { territory } of territories) {
    const add = (topic: { id: string; query: string }, noGo: boolean, languages: readonly string[]): void => {
      const parsed = parseQuery(topic.query);
      const place = { brand: territory.brand, topic: topic.id };
      if ('query' in parsed) entries.push({ ...place, noGo, query: parsed.query, languages });
      else quarantined.push({ ...place, errors: parsed.errors });
    };
    for (const topic of territory.topics) add(topic, false, topic.languages);
    for (const topic of territory.noGo) add(topic, true, []);
  }
  return { entries, quarantined };
}

function admits(entry: Entry, rules: Rules, signal: Signal): boolean {
  // A text too short to tell its language is not kept out by it: the words of the query are in the language already.
  const { languages } = entry;
  if (languages.length > 0 && signal.lang !== 'und' && !languages.includes(signal.lang)) return false;
  if (rules.sources.length > 0 && !rules.sources.includes(signal.source)) return false;
  const followers = signal.author?.followers;
  return signal.kind === 'news' || followers === undefined || followers >= rules.minimumFollowers;
}

/** Letters of a word by which prefixes are looked up; no prefix is shorter. */
const STEM = 3;

function createLookup(entries: readonly Entry[]): (doc: Document) => readonly Entry[] {
  const words = new Map<string, Entry[]>();
  const stems = new Map<string, { stem: string; entry: Entry }[]>();
  const keywords = new Map<string, Entry[]>();
  const add = (entry: Entry, anchor: Anchor): void => {
    if (anchor.kind === 'word') push(words, anchor.word, entry);
    else if (anchor.kind === 'prefix') push(stems, anchor.stem.slice(0, STEM), { stem: anchor.stem, entry });
    else push(keywords, `${anchor.field}:${anchor.value}`, entry);
  };
  for (const entry of entries) for (const anchor of anchorsOf(entry.query)) add(entry, anchor);
  const order = new Map(entries.map((entry, i) => [entry, i]));

  return (doc) => {
    const found = new Set<Entry>();
    for (const word of doc.words.keys()) {
      for (const entry of words.get(word) ?? []) found.add(entry);
      for (const { stem, entry } of stems.get(word.slice(0, STEM)) ?? []) if (word.startsWith(stem)) found.add(entry);
    }
    for (const value of keywordValues(doc)) for (const entry of keywords.get(value) ?? []) found.add(entry);
    return [...found].sort((a, b) => (order.get(a) as number) - (order.get(b) as number));
  };
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function* keywordValues(doc: Document): Generator<string> {
  for (const tag of doc.tags) yield `tag:${tag}`;
  for (const author of doc.authors) yield `author:${author}`;
  yield `source:${doc.source}`;
  yield `lang:${doc.lang}`;
  yield `kind:${doc.kind}`;
  for (let site = doc.site; site !== ''; site = site.slice(site.indexOf('.') + 1)) {
    yield `site:${site}`;
    if (!site.includes('.')) break;
  }
}
