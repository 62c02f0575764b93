import { Asked } from '../asked.ts';
import { valuesOf, type Matchable } from '../document.ts';
import { authorName } from '../fields.ts';
import type { KeywordField, Query } from '../query.ts';
import { Compiler } from './compile.ts';
import { LATE } from './keyword-cost.ts';
import type { Frequency } from './frequency.ts';
import { Postings, type Broken } from './postings.ts';
import { Program } from './program.ts';
import { Sighting } from './sighting.ts';
import { Vocabulary } from './vocabulary.ts';

const MOST_SITES = 10_000;

const NO_SIGNAL: Matchable = { title: '', text: '', tags: [], source: '', lang: '', kind: 'post' };

/**
 * Stored queries against signals. Queries are numbers that the caller gives, from 0, dense; they are added and taken out
 * at any time and count from the next signal on.
 */
export class Matcher {
  readonly #vocabulary = new Vocabulary();
  readonly #sighting = new Sighting(this.#vocabulary);
  readonly #asked = new Asked(NO_SIGNAL);
  readonly #program = new Program(this.#sighting, this.#asked);
  readonly #postings = new Postings(this.#vocabulary, this.#sighting, this.#program);
  readonly #compiler: Compiler;
  /** Fields whose values are looked up for every signal. */
  #fields: readonly KeywordField[] = [];
  /** Terms of each site met so far. */
  readonly #sites = new Map<string, readonly number[]>();

  /** @param frequency by which the rarest word of a query is chosen; a wrong one costs time, never a match */
  constructor(frequency: Frequency) {
    this.#compiler = new Compiler(this.#vocabulary, this.#program, frequency);
  }

  /** Stores a query under a number that was never in use. Throws where it cannot be compiled, and then stores nothing. */
  add(number: number, query: Query): void {
    const alternatives = this.#compiler.compile(query);
    this.#sites.clear();
    this.#postings.add(number, alternatives);
    this.#lookUp([...this.#vocabulary.keywords.keys()].filter((field) => !LATE.has(field)));
    for (const { anchors } of alternatives)
      this.#lookUp(anchors.flatMap((term) => this.#vocabulary.fieldOf.get(term) ?? []));
  }

  #lookUp(fields: readonly KeywordField[]): void {
    const further = fields.filter((field) => !this.#fields.includes(field));
    if (further.length > 0) this.#fields = [...new Set([...this.#fields, ...further])];
  }

  /** Queries that failed while they ran, and were taken out. */
  get broken(): readonly Broken[] {
    return this.#postings.broken;
  }

  takeBroken(): readonly Broken[] {
    return this.#postings.takeBroken();
  }

  /** Whether so many signals were read that it knows how common words are. */
  get hasLearnt(): boolean {
    return this.#sighting.hasLearnt;
  }

  /** An empty matcher that knows how common words have been here. @param frequency for words that were not looked for */
  successor(frequency: Frequency): Matcher {
    return new Matcher(this.#sighting.frequency(frequency));
  }

  remove(number: number): void {
    this.#postings.remove(number);
  }

  /** Lays everything out for speed once many queries are in, in steps between which others may have their turn. */
  layOut(): Generator<void, void> {
    return this.#postings.layOut();
  }

  /** Numbers of the queries that the signal matches, each once, in no order. */
  match(signal: Matchable): readonly number[] {
    this.#sighting.read(signal.title, signal.text, signal.tags);
    this.#asked.next(signal);
    for (const field of this.#fields) this.#sightValues(field, signal);
    return this.#postings.find();
  }

  /** Looks up what the signal has in a field; like `valuesOf`, but without a list where a field has one value. */
  #sightValues(field: KeywordField, signal: Matchable): void {
    const terms = this.#vocabulary.keywords.get(field)!;
    switch (field) {
      case 'tag':
        for (const tag of signal.tags) this.#sight(terms, tag);
        return;
      case 'kind':
        return this.#sight(terms, signal.kind);
      case 'author':
        return this.#sightAuthor(terms, signal);
      case 'site':
        return this.#sightSite(terms, signal.site);
      case 'handle':
        return hasSign(signal, '@') ? this.#sightAll(terms, field, signal) : undefined;
      case 'cashtag':
        return hasSign(signal, '$') ? this.#sightAll(terms, field, signal) : undefined;
      default:
        return this.#sightAll(terms, field, signal);
    }
  }

  #sight(terms: ReadonlyMap<string, number>, value: string): void {
    const term = terms.get(value);
    if (term !== undefined) this.#sighting.sight(term, 0);
  }

  #sightAll(terms: ReadonlyMap<string, number>, field: KeywordField, signal: Matchable): void {
    let last: string | undefined;
    for (const value of valuesOf(field, signal)) {
      // A text of one emoji 50,000 times is not looked up 50,000 times.
      if (value !== last) this.#sight(terms, value);
      last = value;
    }
  }

  #sightAuthor(terms: ReadonlyMap<string, number>, { author }: Matchable): void {
    if (author === undefined) return;
    this.#sight(terms, authorName(author.id));
    if (author.handle) this.#sight(terms, authorName(author.handle));
    if (author.name) this.#sight(terms, authorName(author.name));
  }

  /** Sites come again and again: which terms they and their domains are is remembered. */
  #sightSite(terms: ReadonlyMap<string, number>, site: string | undefined): void {
    if (site === undefined) return;
    let known = this.#sites.get(site);
    if (known === undefined) {
      known = valuesOf('site', { site } as Matchable).flatMap((value) => terms.get(value) ?? []);
      if (this.#sites.size < MOST_SITES) this.#sites.set(site, known);
    }
    for (const term of known) this.#sighting.sight(term, 0);
  }
}

const hasSign = ({ title, text }: Matchable, sign: string): boolean => text.includes(sign) || title.includes(sign);
