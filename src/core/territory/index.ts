import type { TopicHit } from '../../contract/mention.ts';
import type { LiveTerritory } from '../../contract/territory.ts';
import { matchedWords, prepareDocument, type Document, type Matchable } from './match.ts';
import { Matcher } from './matcher/matcher.ts';
import { guessFrequency, type Frequency } from './matcher/frequency.ts';
import { readLists, readTopic, type Lists } from './topic.ts';
import type { Query, QueryError } from './query.ts';

/** What a signal is to one brand. */
export interface BrandHit {
  readonly brand: string;
  readonly version: number;
  readonly topics: readonly TopicHit[];
  readonly noGo: readonly TopicHit[];
}

/** A stored query that could not be read, or failed while it ran: it is left out and reported, the others run. */
export interface Quarantined {
  readonly brand: string;
  readonly topic: string;
  readonly errors: readonly QueryError[];
}

interface Entry {
  readonly brand: string;
  readonly topic: string;
  readonly noGo: boolean;
  readonly query: Query;
  readonly languages: readonly string[];
}

interface BrandRules {
  readonly version: number;
  readonly sources: readonly string[];
  readonly minimumFollowers: number;
  readonly numbers: readonly number[];
}

interface IndexOptions {
  /** How common words are; live traffic corrects it. */
  readonly frequency?: Frequency;
  /** Told of a query that fails while it runs. */
  readonly onBroken?: (quarantined: Quarantined) => void;
}

/** Queries added or taken out since the last layout, as a share of all, from which laying out anew is worth it. */
const WORN_SHARE = 0.25;
const FEWEST_WORN = 1_000;

/** The territories of all brands in one matcher. What is replaced or removed counts from the next signal on. */
export class TerritoryIndex {
  #matcher: Matcher;
  readonly #options: IndexOptions;
  /** By the number under which the matcher knows them; undefined where taken out. */
  readonly #entries: (Entry | undefined)[] = [];
  readonly #brands = new Map<string, BrandRules>();
  readonly #quarantined = new Map<string, Quarantined[]>();
  #live = 0;
  #worn = 0;
  /** What changes while a new matcher is being built, to be done to that one, too. */
  #changes: ((matcher: Matcher) => void)[] | null = null;

  constructor(options: IndexOptions = {}) {
    this.#options = options;
    this.#matcher = new Matcher(options.frequency ?? guessFrequency);
  }

  /** Queries that are left out. */
  get quarantined(): readonly Quarantined[] {
    return [...this.#quarantined.values()].flat();
  }

  /** Version of a brand's territory; undefined where it has none. */
  version(brand: string): number | undefined {
    return this.#brands.get(brand)?.version;
  }

  get brands(): readonly string[] {
    return [...this.#brands.keys()];
  }

  /** Puts a brand's territory in place of the one before. */
  replace({ version, territory }: LiveTerritory): void {
    const { brand, sources, minimumFollowers } = territory;
    const { lists, faults } = readLists(territory.lists);
    const left: Quarantined[] = faults.map(({ list, error }) => ({ brand, topic: `list:${list}`, errors: [error] }));
    const numbers: number[] = [];
    const add = (topic: { id: string; query: string }, noGo: boolean, languages: readonly string[]): void => {
      const stored = this.#store({ brand, topic: topic.id, noGo, languages }, topic.query, lists);
      if (typeof stored === 'number') numbers.push(stored);
      else left.push(stored);
    };
    for (const topic of territory.topics) add(topic, false, topic.languages);
    for (const topic of territory.noGo) add(topic, true, []);
    this.remove(brand);
    this.#brands.set(brand, { version, sources, minimumFollowers, numbers });
    if (left.length > 0) this.#quarantined.set(brand, left);
  }

  remove(brand: string): void {
    for (const number of this.#brands.get(brand)?.numbers ?? []) this.#takeOut(number);
    this.#brands.delete(brand);
    this.#quarantined.delete(brand);
  }

  /** Every brand in whose territory the signal lies, in order of brand. */
  match(signal: Matchable): BrandHit[] {
    const found = this.#matcher.match(signal);
    if (this.#matcher.broken.length > 0) this.#quarantineBroken();
    if (found.length === 0) return [];
    let doc: Document | undefined;
    const hits = new Map<string, { topics: TopicHit[]; noGo: TopicHit[] }>();
    for (const number of [...found].sort((a, b) => a - b)) {
      const { brand, topic, noGo, query, languages } = this.#entries[number]!;
      if (!speaks(languages, signal) || !admits(this.#brands.get(brand)!, signal)) continue;
      doc ??= prepareDocument(signal);
      const hit = hits.get(brand) ?? { topics: [], noGo: [] };
      hits.set(brand, hit);
      (noGo ? hit.noGo : hit.topics).push({ topic, ...matchedWords(query, doc) });
    }
    return [...hits]
      .filter(([, { topics }]) => topics.length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([brand, hit]) => ({ brand, version: this.#brands.get(brand)!.version, ...hit }));
  }

  /** Whether so much has changed that `layOut` would make matching faster. */
  get isWorn(): boolean {
    return this.#changes === null && this.#worn > Math.max(FEWEST_WORN, this.#live * WORN_SHARE);
  }

  /**
   * Builds the matcher anew, with the frequencies that traffic has shown, in steps of less than a few milliseconds
   * between which signals may be matched and territories replaced.
   */
  *layOut(): Generator<void, void> {
    if (this.#changes !== null) return;
    const changes: ((matcher: Matcher) => void)[] = (this.#changes = []);
    const matcher = this.#matcher.successor(this.#options.frequency ?? guessFrequency);
    const numbers = [...this.#brands.values()].flatMap((rules) => rules.numbers);
    for (const number of numbers) {
      const entry = this.#entries[number];
      if (entry) matcher.add(number, entry.query);
      yield;
    }
    yield* matcher.layOut();
    for (const change of changes) change(matcher);
    this.#matcher = matcher;
    this.#changes = null;
    this.#worn = changes.length;
  }

  #store(place: Omit<Entry, 'query'>, text: string, lists: Lists): number | Quarantined {
    const { brand, topic } = place;
    const read = readTopic(text, lists);
    if ('errors' in read) return { brand, topic, errors: read.errors };
    const number = this.#entries.length;
    this.#change((matcher) => matcher.add(number, read.query));
    this.#entries.push({ ...place, query: read.query });
    this.#live++;
    return number;
  }

  #takeOut(number: number): void {
    if (!this.#entries[number]) return;
    this.#change((matcher) => matcher.remove(number));
    this.#entries[number] = undefined;
    this.#live--;
  }

  #change(change: (matcher: Matcher) => void): void {
    change(this.#matcher);
    this.#changes?.push(change);
    this.#worn++;
  }

  #quarantineBroken(): void {
    for (const { number, error } of this.#matcher.takeBroken()) {
      const { brand, topic, query } = this.#entries[number]!;
      this.#takeOut(number);
      const reason = error instanceof Error ? error.message : String(error);
      const message = { en: `It failed while it ran: ${reason}`, fr: `Elle a échoué en marche : ${reason}` };
      const quarantined = { brand, topic, errors: [{ from: query.from, to: query.to, message }] };
      this.#quarantined.set(brand, [...(this.#quarantined.get(brand) ?? []), quarantined]);
      this.#options.onBroken?.(quarantined);
    }
  }
}

/** An index of these territories and no others, laid out. */
export function buildTerritoryIndex(territories: readonly LiveTerritory[], options?: IndexOptions): TerritoryIndex {
  const index = new TerritoryIndex(options);
  for (const territory of territories) index.replace(territory);
  for (const _ of index.layOut());
  return index;
}

/** A text too short to tell its language is not kept out by it: the words of the query are in the language already. */
const speaks = (languages: readonly string[], signal: Matchable): boolean =>
  languages.length === 0 || signal.lang === 'und' || languages.includes(signal.lang);

function admits({ sources, minimumFollowers }: BrandRules, signal: Matchable): boolean {
  if (sources.length > 0 && !sources.includes(signal.source)) return false;
  if (signal.kind === 'news' || minimumFollowers === 0) return true;
  const followers = signal.author?.followers;
  return followers === undefined || followers >= minimumFollowers;
}
