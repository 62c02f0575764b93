import type { Alternative, Test } from './compile.ts';
import { codeOfPhrase, phraseStands } from './phrase.ts';
import { ACCEPT, type Program } from './program.ts';
import type { Sighting } from './sighting.ts';
import { grown, LATER, RECORDS, RECORDS_END, STRIDE, type Vocabulary } from './vocabulary.ts';

/**
 * A record is one alternative hanging on one term: [query, entry of its program, length, tests …], a test
 * [kind + 4 × numbers behind it, terms …], for one around the anchor its phrase.
 */
const HEAD = 3;
const ANY = 0;
const NONE = 1;
const AROUND = 2;

/** States of a query while a signal is matched. */
const OPEN = 0;
const FOUND = 1;
/** Taken out, or never there. */
const GONE = 2;

/** Terms laid out between two breaths of `layOut`. */
const TERMS_A_STEP = 2_000;

/** A query that failed while it ran. */
export interface Broken {
  readonly number: number;
  readonly error: unknown;
}

/** Which queries hang on which terms, and the tests that most of them fail. */
export class Postings {
  readonly #vocabulary: Vocabulary;
  /** Records in order of the term they hang on. */
  #records: Int32Array = new Int32Array(0);
  /** Records added since, each behind the address of the next of its term, 0 for none. */
  #later: Int32Array = new Int32Array(1 << 10);
  #laterUsed = 1;
  #states: Uint8Array = new Uint8Array(1 << 10).fill(GONE);
  #broken: Broken[] = [];
  /** Queries found for the signal at hand. */
  #found: number[] = [];
  readonly #seen: Sighting;
  readonly #program: Program;

  /** @param seen the signal at hand, which `program` looks at, too */
  constructor(vocabulary: Vocabulary, seen: Sighting, program: Program) {
    this.#vocabulary = vocabulary;
    this.#seen = seen;
    this.#program = program;
  }

  add(query: number, alternatives: readonly Alternative[]): void {
    if (query >= this.#states.length) {
      const states = new Uint8Array(Math.max(query + 1, this.#states.length * 2)).fill(GONE);
      states.set(this.#states);
      this.#states = states;
    }
    this.#states[query] = OPEN;
    for (const alternative of alternatives) this.#hang(query, alternative);
  }

  remove(query: number): void {
    this.#states[query] = GONE;
  }

  /** Queries whose tests and program hold for the signal at hand, each once. */
  find(): readonly number[] {
    const found: number[] = (this.#found = []);
    const { entries } = this.#vocabulary;
    const { terms, count } = this.#seen;
    for (let i = 0; i < count; i++) {
      const entry = STRIDE * terms[i]!;
      const from = entries[entry + RECORDS]!;
      const end = entries[entry + RECORDS_END]!;
      if (from < end) this.#tryRecords(from, end);
      if (entries[entry + LATER] !== 0) this.#tryLater(entries[entry + LATER]!);
    }
    for (const query of found) this.#states[query] = OPEN;
    return found;
  }

  #tryRecords(from: number, end: number): void {
    const records = this.#records;
    const seen = this.#seen;
    let next: number;
    for (let at = from; at < end; at = next) {
      next = at + records[at + 2]!;
      if (holdsAll(records, at + HEAD, next, seen)) this.#decide(records[at]!, records[at + 1]!);
    }
  }

  #tryLater(first: number): void {
    const later = this.#later;
    for (let at = first; at !== 0; at = later[at]!) {
      const end = at + 1 + later[at + 3]!;
      if (holdsAll(later, at + 1 + HEAD, end, this.#seen)) this.#decide(later[at + 1]!, later[at + 2]!);
    }
  }

  #decide(query: number, entry: number): void {
    if (this.#states[query] !== OPEN) return;
    if (entry !== ACCEPT && !this.#runs(query, entry)) return;
    this.#states[query] = FOUND;
    this.#found.push(query);
  }

  #runs(query: number, entry: number): boolean {
    try {
      return this.#program.run(entry);
    } catch (error) {
      this.#states[query] = GONE;
      this.#broken.push({ number: query, error });
      return false;
    }
  }

  get broken(): readonly Broken[] {
    return this.#broken;
  }

  takeBroken(): readonly Broken[] {
    const broken = this.#broken;
    this.#broken = [];
    return broken;
  }

  #hang(query: number, { anchors, tests, entry }: Alternative): void {
    const coded = tests.flatMap(codeOf);
    const size = HEAD + coded.length;
    for (const term of anchors) {
      const at = this.#laterUsed;
      if (at + 1 + size > this.#later.length) this.#later = grown(this.#later, this.#later.length * 2 + size);
      const head = STRIDE * term + LATER;
      this.#later.set([this.#vocabulary.entries[head]!, query, entry, size], at);
      this.#later.set(coded, at + 1 + HEAD);
      this.#vocabulary.entries[head] = at;
      this.#laterUsed = at + 1 + size;
    }
  }

  /** Lays all records out in one row, in steps between which others may have their turn but nothing may be added. */
  *layOut(): Generator<void, void> {
    if (this.#records.length > 0) throw new Error('records are laid out once');
    const { entries, size } = this.#vocabulary;
    const later = this.#later;
    const records = new Int32Array(this.#laterUsed);
    let used = 0;
    for (let term = 1; term < size; term++) {
      entries[STRIDE * term + RECORDS] = used;
      for (let at = entries[STRIDE * term + LATER]!; at !== 0; at = later[at]!) {
        const length = later[at + 3]!;
        for (let i = 1; i <= length; i++) records[used++] = later[at + i]!;
      }
      entries[STRIDE * term + RECORDS_END] = used;
      entries[STRIDE * term + LATER] = 0;
      if (term % TERMS_A_STEP === 0) yield;
    }
    this.#records = records.subarray(0, used);
    this.#later = new Int32Array(1 << 10);
    this.#laterUsed = 1;
  }
}

function codeOf(test: Test): number[] {
  const numbers = test.kind === 'around' ? codeOfPhrase(test.zone, test.at, test.terms) : test.terms;
  const kind = test.kind === 'around' ? AROUND : test.kind === 'any' ? ANY : NONE;
  return [kind + 4 * numbers.length, ...numbers];
}

/** Whether the tests from `at` to `end` hold. */
function holdsAll(records: Int32Array, from: number, end: number, seen: Sighting): boolean {
  const { present } = seen;
  let at = from;
  while (at < end) {
    const head = records[at]!;
    const next = at + 1 + (head >> 2);
    if ((head & 3) === AROUND) {
      if (!phraseStands(records, at + 1, seen)) return false;
    } else {
      let some = 0;
      for (let i = at + 1; i < next; i++) some |= present[records[i]!]!;
      if (some === (head & 3)) return false;
    }
    at = next;
  }
  return true;
}
