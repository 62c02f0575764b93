import type { Asked, AskedClause } from '../asked.ts';
import type { Field } from '../query.ts';
import { codeOfNear, Nearness } from './nearness.ts';
import { codeOfPhrase, phraseStands } from './phrase.ts';
import type { Sighting } from './sighting.ts';
import { grown } from './vocabulary.ts';

/** Ends of a program. */
export const ACCEPT = -1;
export const REJECT = -2;

/** Instructions: [what, argument, next where true, next where false]. */
const TERM = 0;
const PHRASE = 1;
const NEAR = 2;
const AT_LEAST = 3;
const LATE = 4;
const ANY = 5;

/** Code of all queries in one array, and the tables its instructions point to. Only ever appended to. */
export class Program {
  #code: Int32Array = new Int32Array(1 << 12);
  #codeUsed = 0;
  /** Phrases, NEARs (see their files), and lists: [length, terms …]. */
  #data: Int32Array = new Int32Array(1 << 12);
  #dataUsed = 0;
  readonly #lists: { readonly count: number; readonly entries: readonly number[] }[] = [];
  readonly #late: AskedClause[] = [];
  readonly #seen: Sighting;
  readonly #asked: Asked;
  readonly #nearness: Nearness;

  /** @param asked what the signal seen is asked itself */
  constructor(seen: Sighting, asked: Asked) {
    this.#seen = seen;
    this.#asked = asked;
    this.#nearness = new Nearness(seen);
  }

  term(id: number, yes: number, no: number): number {
    return this.#emit(TERM, id, yes, no);
  }

  /** One of the terms is there. */
  any(terms: readonly number[], yes: number, no: number): number {
    if (terms.length === 1) return this.term(terms[0]!, yes, no);
    return this.#emit(ANY, this.#store([terms.length, ...terms]), yes, no);
  }

  phrase(address: number, yes: number, no: number): number {
    return this.#emit(PHRASE, address, yes, no);
  }

  near(address: number, yes: number, no: number): number {
    return this.#emit(NEAR, address, yes, no);
  }

  /** @param entries programs of their own, which end in ACCEPT or REJECT */
  atLeast(count: number, entries: readonly number[], yes: number, no: number): number {
    return this.#emit(AT_LEAST, this.#lists.push({ count, entries }) - 1, yes, no);
  }

  /** A clause that looks at the signal itself. */
  late(clause: AskedClause, yes: number, no: number): number {
    return this.#emit(LATE, this.#late.push(clause) - 1, yes, no);
  }

  storePhrase(field: Field, rarest: number, words: readonly number[]): number {
    return this.#store(codeOfPhrase(field, rarest, words));
  }

  storeNear(distance: number, ordered: boolean, left: readonly number[], right: readonly number[]): number {
    return this.#store(codeOfNear(distance, ordered, left, right));
  }

  /** Bytes held. */
  get size(): number {
    return (this.#code.length + this.#data.length) * 4;
  }

  #emit(what: number, argument: number, yes: number, no: number): number {
    const at = this.#codeUsed;
    if (at + 4 > this.#code.length) this.#code = grown(this.#code, this.#code.length * 2);
    const code = this.#code;
    code[at] = what;
    code[at + 1] = argument;
    code[at + 2] = yes;
    code[at + 3] = no;
    this.#codeUsed = at + 4;
    return at;
  }

  #store(values: readonly number[]): number {
    const at = this.#dataUsed;
    if (at + values.length > this.#data.length) this.#data = grown(this.#data, (at + values.length) * 2);
    this.#data.set(values, at);
    this.#dataUsed = at + values.length;
    return at;
  }

  /** Runs the code from an entry point on, for the signal at hand. */
  run(entry: number): boolean {
    const code = this.#code;
    let at = entry;
    while (at >= 0) {
      const argument = code[at + 1]!;
      let holds: boolean;
      switch (code[at]) {
        case TERM:
          holds = this.#seen.present[argument] === 1;
          break;
        case ANY:
          holds = this.#someIsThere(argument);
          break;
        case PHRASE:
          holds = phraseStands(this.#data, argument, this.#seen);
          break;
        case NEAR:
          holds = this.#nearness.holds(this.#data, argument);
          break;
        case AT_LEAST:
          holds = this.#enoughHold(argument);
          break;
        default:
          holds = this.#asked.holds(this.#late[argument]!);
      }
      at = holds ? code[at + 2]! : code[at + 3]!;
    }
    return at === ACCEPT;
  }

  #someIsThere(address: number): boolean {
    const data = this.#data;
    const { present } = this.#seen;
    const end = address + 1 + data[address]!;
    for (let i = address + 1; i < end; i++) if (present[data[i]!] === 1) return true;
    return false;
  }

  #enoughHold(index: number): boolean {
    const { count, entries } = this.#lists[index]!;
    let missing = count;
    for (let i = 0; i < entries.length && missing <= entries.length - i; i++) {
      if (this.run(entries[i]!) && --missing === 0) return true;
    }
    return false;
  }
}
