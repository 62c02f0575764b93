import { numberOf, valuesOf, type Matchable } from './document.ts';
import { readsAs } from './nlp.ts';
import type { Compare, Keyword, KeywordField, Nlp, Raw } from './query.ts';
import { createRawReader } from './raw.ts';

/** Clauses that look at the signal itself, not at its words. Of raw ones only the letters: their words come first. */
export type AskedClause = Keyword | Compare | Nlp | Raw;

/** What such clauses ask of one signal, each thing looked up once in however many queries it is asked. */
export class Asked {
  #signal: Matchable;
  readonly #values = new Map<KeywordField, ReadonlySet<string>>();
  readonly #patterns = new Map<string, boolean>();
  #lettersStand: ReturnType<typeof createRawReader> | undefined;

  constructor(signal: Matchable) {
    this.#signal = signal;
  }

  /** Takes the next signal in place of the one before. */
  next(signal: Matchable): void {
    this.#signal = signal;
    if (this.#values.size > 0) this.#values.clear();
    if (this.#patterns.size > 0) this.#patterns.clear();
    this.#lettersStand = undefined;
  }

  holds(clause: AskedClause): boolean {
    switch (clause.kind) {
      case 'keyword':
        // Asked of nearly every signal, and nothing to look up.
        if (clause.field === 'lang') return this.#signal.lang === clause.value;
        return this.#valuesOf(clause.field).has(clause.value);
      case 'compare': {
        const number = numberOf(clause.field, this.#signal);
        return number !== undefined && number >= clause.low && number < clause.high;
      }
      case 'nlp':
        return this.#readsAs(clause.pattern);
      case 'raw':
        return (this.#lettersStand ??= createRawReader(this.#signal))(clause);
    }
  }

  #valuesOf(field: KeywordField): ReadonlySet<string> {
    let values = this.#values.get(field);
    if (!values) this.#values.set(field, (values = new Set(valuesOf(field, this.#signal))));
    return values;
  }

  #readsAs(pattern: string): boolean {
    let reads = this.#patterns.get(pattern);
    if (reads === undefined) this.#patterns.set(pattern, (reads = readsAs(pattern, this.#signal)));
    return reads;
  }
}
