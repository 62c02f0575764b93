import { matches, rawHolds, type Document, type Matchable } from '../match.ts';
import type { Field, Query } from '../query.ts';
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

export const ZONES: readonly Field[] = ['any', 'title', 'body'];

/** Above this many pairs of spans they are sorted before they are compared. */
const FEW_PAIRS = 64;

/** Code of all queries in one array, and the tables its instructions point to. Only ever appended to. */
export class Program {
  #code: Int32Array = new Int32Array(1 << 12);
  #codeUsed = 0;
  /** Phrases: [zone, index of the rarest word, length, words …]; NEAR: [distance, ordered, left, right, operands …]; lists: [length, terms …]. */
  #data: Int32Array = new Int32Array(1 << 12);
  #dataUsed = 0;
  readonly #lists: { readonly count: number; readonly entries: readonly number[] }[] = [];
  readonly #late: Query[] = [];
  /** Spans of the two sides of a NEAR, [from, to] each. */
  #left: Int32Array = new Int32Array(128);
  #right: Int32Array = new Int32Array(128);

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
  late(clause: Query, yes: number, no: number): number {
    return this.#emit(LATE, this.#late.push(clause) - 1, yes, no);
  }

  storePhrase(field: Field, rarest: number, words: readonly number[]): number {
    return this.#store([ZONES.indexOf(field), rarest, words.length, ...words]);
  }

  storeNear(distance: number, ordered: boolean, left: readonly number[], right: readonly number[]): number {
    return this.#store([distance, ordered ? 1 : 0, left.length, right.length, ...left, ...right]);
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

  /** Runs the code from an entry point on. */
  run(entry: number, seen: Sighting, signal: Matchable): boolean {
    const code = this.#code;
    let at = entry;
    while (at >= 0) {
      const argument = code[at + 1]!;
      let holds: boolean;
      switch (code[at]) {
        case TERM:
          holds = seen.present[argument] === 1;
          break;
        case ANY:
          holds = this.#someIsThere(argument, seen);
          break;
        case PHRASE:
          holds = this.#phraseHolds(argument, seen);
          break;
        case NEAR:
          holds = this.#nearHolds(argument, seen);
          break;
        case AT_LEAST:
          holds = this.#enoughHold(argument, seen, signal);
          break;
        default:
          holds = holdsLate(this.#late[argument]!, signal);
      }
      at = holds ? code[at + 2]! : code[at + 3]!;
    }
    return at === ACCEPT;
  }

  #someIsThere(address: number, { present }: Sighting): boolean {
    const data = this.#data;
    const end = address + 1 + data[address]!;
    for (let i = address + 1; i < end; i++) if (present[data[i]!] === 1) return true;
    return false;
  }

  #enoughHold(index: number, seen: Sighting, signal: Matchable): boolean {
    const { count, entries } = this.#lists[index]!;
    let missing = count;
    for (let i = 0; i < entries.length && missing <= entries.length - i; i++) {
      if (this.run(entries[i]!, seen, signal) && --missing === 0) return true;
    }
    return false;
  }

  #phraseHolds(address: number, seen: Sighting): boolean {
    const rarest = this.#data[address + 3 + this.#data[address + 1]!]!;
    if (seen.present[rarest] === 0) return false;
    for (let at = seen.last[rarest]!; at >= 0; at = seen.before[at]!) {
      if (this.#startsPhrase(address, seen.places[at]!, seen) >= 0) return true;
    }
    return false;
  }

  /** First place of the phrase around a place of its rarest word, -1 where it does not stand there. */
  #startsPhrase(address: number, place: number, seen: Sighting): number {
    const data = this.#data;
    const { words } = seen;
    const length = data[address + 2]!;
    const start = place - data[address + 1]!;
    if (start < 0 || start + length > seen.end || !isInZone(data[address]!, start, seen)) return -1;
    for (let i = 0; i < length; i++) if (words[start + i] !== data[address + 3 + i]) return -1;
    return start;
  }

  #nearHolds(address: number, seen: Sighting): boolean {
    const data = this.#data;
    const lefts = data[address + 2]!;
    const rights = data[address + 3]!;
    const left = this.#spans(address + 4, lefts, seen, this.#left);
    this.#left = left.spans;
    if (left.count === 0) return false;
    const right = this.#spans(address + 4 + lefts, rights, seen, this.#right);
    this.#right = right.spans;
    const distance = data[address]!;
    if (follows(left, right, distance)) return true;
    return data[address + 1] === 0 && follows(right, left, distance);
  }

  /** Spans of the operands, into an array that may be replaced by a longer one. */
  #spans(operands: number, count: number, seen: Sighting, into: Int32Array): Spans {
    let spans = into;
    let used = 0;
    for (let i = operands; i < operands + count; i++) {
      const operand = this.#data[i]!;
      const phrase = operand < 0 ? ~operand : -1;
      const term = phrase < 0 ? operand : this.#data[phrase + 3 + this.#data[phrase + 1]!]!;
      if (seen.present[term] === 0) continue;
      for (let at = seen.last[term]!; at >= 0; at = seen.before[at]!) {
        const from = phrase < 0 ? seen.places[at]! : this.#startsPhrase(phrase, seen.places[at]!, seen);
        if (from < 0) continue;
        if (2 * used + 2 > spans.length) spans = grown(spans, spans.length * 2);
        spans[2 * used] = from;
        spans[2 * used + 1] = phrase < 0 ? from : from + this.#data[phrase + 2]! - 1;
        used++;
      }
    }
    return { spans, count: used };
  }
}

/** Whether a clause holds that looks at the signal itself; of exact letters, their words have been found before. */
function holdsLate(clause: Query, signal: Matchable): boolean {
  return clause.kind === 'raw' ? rawHolds(clause, { signal }) : matches(clause, { signal } as Document);
}

interface Spans {
  readonly spans: Int32Array;
  readonly count: number;
}

export const isInZone = (zone: number, place: number, seen: Sighting): boolean =>
  zone === 0 || (zone === 1 ? place < seen.textFrom : place >= seen.textFrom && place < seen.textEnd);

/** Whether one of `after` begins at most `distance` places behind the end of one of `before`. */
function follows(before: Spans, after: Spans, distance: number): boolean {
  if (before.count * after.count > FEW_PAIRS) return followsSorted(before, after, distance);
  for (let i = 0; i < before.count; i++) {
    const end = before.spans[2 * i + 1]!;
    for (let j = 0; j < after.count; j++) {
      const gap = after.spans[2 * j]! - end - 1;
      if (gap >= 0 && gap <= distance) return true;
    }
  }
  return false;
}

function followsSorted(before: Spans, after: Spans, distance: number): boolean {
  const ends = ascending(before, 1);
  const starts = ascending(after, 0);
  let next = 0;
  for (const end of ends) {
    while (next < starts.length && starts[next]! <= end) next++;
    if (next < starts.length && starts[next]! - end - 1 <= distance) return true;
  }
  return false;
}

/** The first (0) or last (1) places of spans. Those of one operand come last to first, and need no sorting. */
function ascending({ spans, count }: Spans, side: 0 | 1): Int32Array {
  const places = new Int32Array(count);
  let isOrdered = true;
  for (let i = 0; i < count; i++) {
    const place = spans[2 * i + side]!;
    places[count - 1 - i] = place;
    if (i > 0 && place > places[count - i]!) isOrdered = false;
  }
  return isOrdered ? places : places.sort();
}
