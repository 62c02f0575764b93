import { lengthOf, rarestOf, startOfPhrase } from './phrase.ts';
import type { Sighting } from './sighting.ts';

/**
 * A NEAR among other numbers: [distance, 1 where the left side must come first, number of operands on the left, on the
 * right, operands …]. An operand is a term, or the address of a phrase as a number below zero.
 */
export const codeOfNear = (
  distance: number,
  ordered: boolean,
  left: readonly number[],
  right: readonly number[],
): number[] => [distance, ordered ? 1 : 0, left.length, right.length, ...left, ...right];
const NEAR_HEAD = 4;

/** Up to so many pairs of operands that are there, each is walked through; the places of more are marked in a row of bits. */
const FEW_PAIRS = 16;

/** Looks whether the sides of a NEAR stand near one another in the signal at hand. */
export class Nearness {
  readonly #seen: Sighting;
  /** Operands of the NEAR at hand that are there. */
  readonly #left: number[] = [];
  readonly #right: number[] = [];
  /** One bit a place. */
  #marks: Int32Array = new Int32Array(1 << 7);

  constructor(seen: Sighting) {
    this.#seen = seen;
  }

  holds(numbers: Int32Array, near: number): boolean {
    const [left, right] = [this.#left, this.#right];
    const rights = near + NEAR_HEAD + numbers[near + 2]!;
    this.#collect(left, numbers, near + NEAR_HEAD, rights);
    if (left.length === 0) return false;
    this.#collect(right, numbers, rights, rights + numbers[near + 3]!);
    if (right.length === 0) return false;
    const distance = numbers[near]!;
    if (this.#someFollows(numbers, left, right, distance)) return true;
    return numbers[near + 1] === 0 && this.#someFollows(numbers, right, left, distance);
  }

  #collect(into: number[], numbers: Int32Array, from: number, to: number): void {
    const { present } = this.#seen;
    into.length = 0;
    for (let i = from; i < to; i++) if (present[termOf(numbers, numbers[i]!)] === 1) into.push(numbers[i]!);
  }

  /** Whether one of `after` begins at most `distance` places behind the end of one of `before`. */
  #someFollows(numbers: Int32Array, before: readonly number[], after: readonly number[], distance: number): boolean {
    if (before.length * after.length > FEW_PAIRS) return this.#someFollowsMarks(numbers, before, after, distance);
    for (const first of before) {
      for (const second of after) if (this.#follows(numbers, first, second, distance)) return true;
    }
    return false;
  }

  /** Both operands are walked through from their last places to their first, side by side. */
  #follows(numbers: Int32Array, before: number, after: number, distance: number): boolean {
    const { last, places, before: previous } = this.#seen;
    const length = spanOf(numbers, before);
    let next = last[termOf(numbers, after)]!;
    /** The first start of `after` behind the end at hand. */
    let start = Infinity;
    for (let at = last[termOf(numbers, before)]!; at >= 0; at = previous[at]!) {
      const from = this.#startOf(numbers, before, places[at]!);
      if (from < 0) continue;
      const end = from + length - 1;
      for (; next >= 0; next = previous[next]!) {
        const place = this.#startOf(numbers, after, places[next]!);
        if (place < 0) continue;
        if (place <= end) break;
        start = place;
      }
      if (start - end - 1 <= distance) return true;
    }
    return false;
  }

  /** The same for all operands at once: the starts of `after` are marked, the places behind each of `before` looked at. */
  #someFollowsMarks(
    numbers: Int32Array,
    before: readonly number[],
    after: readonly number[],
    distance: number,
  ): boolean {
    const { last, places, before: previous } = this.#seen;
    const marks = this.#clearMarks(distance);
    for (const operand of after) {
      for (let at = last[termOf(numbers, operand)]!; at >= 0; at = previous[at]!) {
        const start = this.#startOf(numbers, operand, places[at]!);
        if (start >= 0) marks[start >> 5]! |= 1 << start;
      }
    }
    for (const operand of before) {
      const length = spanOf(numbers, operand);
      for (let at = last[termOf(numbers, operand)]!; at >= 0; at = previous[at]!) {
        const start = this.#startOf(numbers, operand, places[at]!);
        if (start >= 0 && isMarked(marks, start + length, start + length + distance)) return true;
      }
    }
    return false;
  }

  #clearMarks(distance: number): Int32Array {
    const needed = ((this.#seen.end + distance) >> 5) + 1;
    if (needed > this.#marks.length) this.#marks = new Int32Array(2 * needed);
    else this.#marks.fill(0, 0, needed);
    return this.#marks;
  }

  /** First place of an operand around a place of its term, -1 where it does not stand there. */
  #startOf(numbers: Int32Array, operand: number, place: number): number {
    return operand >= 0 ? place : startOfPhrase(numbers, ~operand, place, this.#seen);
  }
}

/** The term by whose places an operand is found. */
const termOf = (numbers: Int32Array, operand: number): number => (operand >= 0 ? operand : rarestOf(numbers, ~operand));

const spanOf = (numbers: Int32Array, operand: number): number => (operand >= 0 ? 1 : lengthOf(numbers, ~operand));

/** Whether a place from the first to the last of these is marked. */
function isMarked(marks: Int32Array, first: number, last: number): boolean {
  for (let word = first >> 5; word <= last >> 5; word++) {
    let bits = marks[word]!;
    if (word === first >> 5) bits &= -1 << first;
    if (word === last >> 5) bits &= -1 >>> (31 - (last & 31));
    if (bits !== 0) return true;
  }
  return false;
}
