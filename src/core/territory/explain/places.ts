import { fold } from '../../text/fold.ts';
import type { Span } from '../match.ts';

/** A piece of a text as it was written, `from`–`to` in UTF-16 units. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** A word of a text: folded, and where it was written. */
export interface WordPlace extends Place {
  readonly word: string;
}

const WORD = /^[\p{L}\p{Nd}]$/u;
const GOES_ON = /^[\p{L}\p{Nd}_]/u;
/** @name may go on behind a dot, a hyphen or its server. */
const NAME_GOES_ON = /^[.@-]?[\p{L}\p{Nd}_]/u;
/** A name inside a word or an address is none. */
const BEGUN = /[\p{L}\p{Nd}_/.@$]$/u;

/**
 * The same words in the same order as `tokenize`, each with its place in the unfolded text. Folding changes lengths
 * (œ gives two letters, a combining accent none), so the text is folded one code point at a time.
 */
export function wordPlaces(text: string): WordPlace[] {
  const found: WordPlace[] = [];
  let word = '';
  let from = 0;
  let to = 0;
  const close = (): void => {
    if (word !== '') found.push({ word, from, to });
    word = '';
  };
  for (const { folded, at, end } of foldedPoints(text)) {
    // An accent written on its own belongs to the letter before it.
    if (folded === '' && word !== '') to = end;
    for (const char of folded) {
      if (!WORD.test(char)) {
        close();
        continue;
      }
      if (word === '') from = at;
      word += char;
      to = end;
    }
  }
  close();
  return found;
}

/** Where a folded #tag, @name or $CASH is written and does not go on as a longer one. */
export function signPlaces(text: string, sign: string): Place[] {
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = '';
  for (const point of foldedPoints(text)) {
    for (let i = 0; i < point.folded.length; i++) {
      starts.push(point.at);
      ends.push(point.end);
    }
    folded += point.folded;
  }
  const found: Place[] = [];
  for (let at = folded.indexOf(sign); at >= 0; at = folded.indexOf(sign, at + sign.length)) {
    const end = at + sign.length;
    if ((sign[0] === '@' ? NAME_GOES_ON : GOES_ON).test(folded.slice(end, end + 4))) continue;
    if (sign[0] !== '#' && BEGUN.test(folded.slice(Math.max(0, at - 2), at))) continue;
    found.push({ from: starts[at]!, to: ends[end - 1]! });
  }
  return found;
}

function* foldedPoints(text: string): Generator<{ folded: string; at: number; end: number }> {
  let at = 0;
  for (const char of text) {
    const end = at + char.length;
    yield { folded: fold(char), at, end };
    at = end;
  }
}

export interface Closest {
  /** Words strictly between the two; Infinity where none of the second stands behind one of the first. */
  readonly distance: number;
  readonly spans: readonly [] | readonly [before: Span, after: Span];
}

/** The closest of `before` and `after` that follow one another in this order and do not overlap. */
export function closest(before: readonly Span[], after: readonly Span[]): Closest {
  const ending = before.toSorted((a, b) => a[1] - b[1]);
  let best: Closest = { distance: Infinity, spans: [] };
  let next = 0;
  for (const span of after.toSorted((a, b) => a[0] - b[0])) {
    while (next < ending.length && ending[next]![1] < span[0]) next++;
    const last = ending[next - 1];
    const distance = last ? span[0] - last[1] - 1 : Infinity;
    if (last && distance < best.distance) best = { distance, spans: [last, span] };
  }
  return best;
}
