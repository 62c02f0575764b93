import type { Matchable } from '../document.ts';
import type { KeywordField, Query } from '../query.ts';
import { Compiler, LATE } from './compile.ts';
import type { Frequency } from './frequency.ts';
import { Postings, type Broken } from './postings.ts';
import { Program } from './program.ts';
import { Sighting } from './sighting.ts';
import { eachValue } from './values.ts';
import { Vocabulary } from './vocabulary.ts';

/**
 * Stored queries against signals. Queries are numbers that the caller gives, from 0, dense; they are added and taken out
 * at any time and count from the next signal on.
 */
export class Matcher {
  readonly #vocabulary = new Vocabulary();
  readonly #program = new Program();
  readonly #postings = new Postings(this.#vocabulary);
  readonly #sighting = new Sighting(this.#vocabulary);
  readonly #compiler: Compiler;
  /** Fields whose values are looked up for every signal. */
  readonly #fields = new Set<KeywordField>();

  /** @param frequency by which the rarest word of a query is chosen; a wrong one costs time, never a match */
  constructor(frequency: Frequency) {
    this.#compiler = new Compiler(this.#vocabulary, this.#program, frequency);
  }

  /** Stores a query under a number that was never in use. Throws where it cannot be compiled, and then stores nothing. */
  add(number: number, query: Query): void {
    const alternatives = this.#compiler.compile(query);
    this.#postings.add(number, alternatives);
    for (const field of this.#vocabulary.keywords.keys()) if (!LATE.has(field)) this.#fields.add(field);
    for (const { anchors } of alternatives) {
      for (const term of anchors) {
        const field = this.#vocabulary.fieldOf.get(term);
        if (field) this.#fields.add(field);
      }
    }
  }

  /** Queries that failed while they ran, and were taken out. */
  get broken(): readonly Broken[] {
    return this.#postings.broken;
  }

  takeBroken(): readonly Broken[] {
    return this.#postings.takeBroken();
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
    for (const field of this.#fields) this.#sightValues(field, signal);
    return this.#postings.find(this.#sighting, this.#program, signal);
  }

  #sightValues(field: KeywordField, signal: Matchable): void {
    const terms = this.#vocabulary.keywords.get(field)!;
    eachValue(field, signal, (value) => {
      const term = terms.get(value);
      if (term !== undefined) this.#sighting.sight(term, 0);
    });
  }
}
