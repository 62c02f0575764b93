import type { TopicHit } from '../../contract/mention.ts';
import type { LiveTerritory, NoGoTopic } from '../../contract/territory.ts';
import { comesFrom, reaches, speaks, type Admission } from './admission.ts';
import type { Matchable } from './document.ts';
import { Matcher } from './matcher/matcher.ts';
import { guessFrequency, type Frequency } from './matcher/frequency.ts';
import type { Query, QueryError } from './query.ts';
import { createTeller, nothingTold, type Told } from './tell.ts';
import { readLists, readTopic, type Lists } from './topic.ts';

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
  /** Which topic of its territory it is: hits come in this order, whatever numbers were free. */
  readonly order: number;
  readonly noGo: boolean;
  readonly languages: readonly string[];
  readonly sources: readonly string[];
  /** Kept as text: a hundred thousand trees would hold the garbage collector up. */
  readonly text: string;
  readonly lists: Lists;
}

interface BrandRules extends Admission {
  readonly version: number;
  readonly numbers: readonly number[];
}

export interface IndexOptions {
  /** How common words are; live traffic corrects it. */
  readonly frequency?: Frequency;
  /** Told of a query that fails while it runs. */
  readonly onBroken?: (quarantined: Quarantined) => void;
  /** Told once of a query that matches, and fails as the words that made it match are told: it runs on. */
  readonly onUntold?: (untold: Quarantined) => void;
}

/**
 * Queries that are kept as trees, too: those that matched last. The more there are, the longer a collection of garbage
 * stops everything; reading a query anew takes some 20 microseconds.
 */
const MOST_TREES = 5_000;

const EVERYTHING = { languages: [], sources: [] };

/** Queries added or taken out since the last layout, as a share of all, from which laying out anew is worth it. */
const WORN_SHARE = 0.25;
const FEWEST_WORN = 1_000;

/** The territories of all brands in one matcher. What is replaced or removed counts from the next signal on. */
export class TerritoryIndex {
  #matcher: Matcher;
  readonly #options: IndexOptions;
  /** By the number under which the matcher knows them; undefined where taken out. */
  readonly #entries: (Entry | undefined)[] = [];
  readonly #trees = new Map<number, Query>();
  readonly #brands = new Map<string, BrandRules>();
  readonly #quarantined = new Map<string, Quarantined[]>();
  /** Numbers of the queries whose words could not be told, and that have been reported. */
  readonly #untold = new Set<number>();
  /** Numbers that may be given again, and those that may once the matcher has been built without them. */
  readonly #free: number[] = [];
  #gone: number[] = [];
  /** The matcher was laid out with frequencies that traffic has shown. */
  #knows = false;
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
    const add = (
      { id, query }: Pick<NoGoTopic, 'id' | 'query'>,
      noGo: boolean,
      heard: Pick<Entry, 'languages' | 'sources'>,
    ): void => {
      const { languages, sources } = heard;
      const order = numbers.length;
      const stored = this.#store({ brand, topic: id, order, noGo, languages, sources, text: query, lists });
      if (typeof stored === 'number') numbers.push(stored);
      else left.push(stored);
    };
    for (const topic of territory.topics) add(topic, false, topic);
    for (const topic of territory.noGo) add(topic, true, EVERYTHING);
    this.remove(brand);
    this.#brands.set(brand, { version, sources, minimumFollowers, numbers });
    if (left.length > 0) this.#quarantined.set(brand, left);
  }

  remove(brand: string): void {
    for (const number of this.#brands.get(brand)?.numbers ?? []) this.#takeOut(number);
    this.#brands.delete(brand);
    this.#quarantined.delete(brand);
  }

  /** Every brand in whose territory the signal lies, in order of brand. Which words are told, `createTeller` says. */
  match(signal: Matchable): BrandHit[] {
    const found = this.#matcher.match(signal);
    if (this.#matcher.broken.length > 0) this.#quarantineBroken();
    if (found.length === 0) return [];
    const tell = createTeller(signal);
    const hits = new Map<string, { topics: TopicHit[]; noGo: TopicHit[] }>();
    const entries = this.#entries;
    for (const number of [...found].sort((a, b) => entries[a]!.order - entries[b]!.order)) {
      const entry = entries[number]!;
      const { brand, topic, noGo } = entry;
      const rules = this.#brands.get(brand)!;
      if (!speaks(entry.languages, signal) || !comesFrom(entry, signal)) continue;
      if (!comesFrom(rules, signal) || !reaches(rules, signal)) continue;
      const hit = hits.get(brand) ?? { topics: [], noGo: [] };
      hits.set(brand, hit);
      (noGo ? hit.noGo : hit.topics).push({ topic, ...this.#tell(number, tell) });
    }
    return [...hits]
      .filter(([, { topics }]) => topics.length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([brand, hit]) => ({ brand, version: this.#brands.get(brand)!.version, ...hit }));
  }

  /** Whether so much has changed, or been learnt for the first time, that `layOut` would make matching faster. */
  get isWorn(): boolean {
    if (this.#changes !== null) return false;
    return this.#worn > Math.max(FEWEST_WORN, this.#live * WORN_SHARE) || (this.#matcher.hasLearnt && !this.#knows);
  }

  /**
   * Builds the matcher anew, with the frequencies that traffic has shown, in steps of less than a few milliseconds
   * between which signals may be matched and territories replaced.
   */
  *layOut(): Generator<void, void> {
    if (this.#changes !== null) return;
    const changes: ((matcher: Matcher) => void)[] = (this.#changes = []);
    const freed = this.#gone;
    this.#gone = [];
    try {
      const learnt = this.#matcher.hasLearnt;
      const matcher = this.#matcher.successor(this.#options.frequency ?? guessFrequency);
      for (const { numbers } of [...this.#brands.values()]) {
        for (const number of numbers) {
          const entry = this.#entries[number];
          if (entry) matcher.add(number, this.#read(entry));
          yield;
        }
      }
      yield* matcher.layOut();
      // More may be added while these are done.
      for (let i = 0; i < changes.length; i++) {
        changes[i]!(matcher);
        yield;
      }
      this.#knows ||= learnt;
      this.#matcher = matcher;
      this.#worn = changes.length;
      this.#free.push(...freed);
    } finally {
      this.#changes = null;
    }
  }

  #store(entry: Entry): number | Quarantined {
    const { brand, topic, text, lists } = entry;
    const read = readTopic(text, lists);
    if ('errors' in read) return { brand, topic, errors: read.errors };
    const number = this.#free.at(-1) ?? this.#entries.length;
    try {
      this.#matcher.add(number, read.query);
    } catch (error) {
      return { brand, topic, errors: [failure(text, error)] };
    }
    this.#free.pop();
    this.#entries[number] = entry;
    this.#changes?.push((matcher) => {
      if (this.#entries[number] === entry) matcher.add(number, this.#read(entry));
    });
    this.#worn++;
    this.#live++;
    return number;
  }

  /** A query that matched stays in, whatever its words. */
  #tell(number: number, tell: ReturnType<typeof createTeller>): Told {
    try {
      return tell(this.#treeOf(number));
    } catch (error) {
      if (!this.#untold.has(number)) {
        this.#untold.add(number);
        this.#options.onUntold?.(this.#failed(number, error));
      }
      return nothingTold();
    }
  }

  #treeOf(number: number): Query {
    const kept = this.#trees.get(number);
    const tree = kept ?? this.#read(this.#entries[number]!);
    // The map is in order of the last match.
    if (kept) this.#trees.delete(number);
    else if (this.#trees.size === MOST_TREES) this.#trees.delete(this.#trees.keys().next().value!);
    this.#trees.set(number, tree);
    return tree;
  }

  /** It could be read when it was stored. */
  #read({ text, lists }: Entry): Query {
    const read = readTopic(text, lists);
    if ('errors' in read) throw new Error(read.errors[0]!.message.en);
    return read.query;
  }

  #takeOut(number: number): void {
    if (!this.#entries[number]) return;
    this.#matcher.remove(number);
    this.#changes?.push((matcher) => matcher.remove(number));
    this.#entries[number] = undefined;
    this.#trees.delete(number);
    this.#untold.delete(number);
    this.#gone.push(number);
    this.#worn++;
    this.#live--;
  }

  #quarantineBroken(): void {
    for (const { number, error } of this.#matcher.takeBroken()) this.#quarantine(number, error);
  }

  #quarantine(number: number, error: unknown): void {
    const quarantined = this.#failed(number, error);
    const { brand } = quarantined;
    this.#takeOut(number);
    this.#quarantined.set(brand, [...(this.#quarantined.get(brand) ?? []), quarantined]);
    this.#options.onBroken?.(quarantined);
  }

  #failed(number: number, error: unknown): Quarantined {
    const { brand, topic, text } = this.#entries[number]!;
    return { brand, topic, errors: [failure(text, error)] };
  }
}

function failure(text: string, error: unknown): QueryError {
  const reason = error instanceof Error ? error.message : String(error);
  const message = { en: `It failed while it ran: ${reason}`, fr: `Elle a échoué en marche : ${reason}` };
  return { from: 0, to: text.length, message };
}

/** An index of these territories and no others, laid out. */
export function buildTerritoryIndex(territories: readonly LiveTerritory[], options?: IndexOptions): TerritoryIndex {
  const index = new TerritoryIndex(options);
  for (const territory of territories) index.replace(territory);
  for (const _ of index.layOut());
  return index;
}
