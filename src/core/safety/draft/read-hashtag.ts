import type { BadWords } from './bad-words.ts';
import type { WordPrice } from './vocabulary.ts';

/** Letters of a hashtag that are read; nobody reads longer ones. */
const MOST_LETTERS = 60;
const LONGEST_WORD = 16;
const SHORTEST_BAD = 4;
/** Shorter bad words that are seen where both sides of them are whole words. */
const SHORT_BAD = new Set(['sex', 'cum', 'kkk']);
/** Shorter slurs come about between words of all languages by chance. */
const SHORTEST_SLUR = 6;
/** So few letters at one end need not be a word of their own: the eye takes them for an ending, a name, a plural. */
const LOOSE_END = 3;
/** What an unknown letter costs, and another word. */
const UNKNOWN = 12;
const WORD = 2;

export interface Misreading {
  readonly word: string;
  /** Nobody has to misread it: the word is there. */
  readonly meant: boolean;
}

/** Reads hashtags as those do who do not know where their words end. */
export function createHashtagReader(bad: BadWords, priceOf: WordPrice): (letters: string) => Misreading | null {
  /**
   * The bad word that can be read in folded letters that run together, or null: where it lies inside a word that people
   * know as a whole (`grapefruit`), and where what is left beside it is nothing, they do not read it.
   */
  return function readHashtag(letters) {
    if (letters.length < SHORTEST_BAD || letters.length > MOST_LETTERS) return null;
    const meant = cheapestWords(letters, (word) => (bad.isPlainlyBad(word) ? Infinity : priceOf(word)));
    const fromStart = readableFrom(letters);
    const toEnd = readableTo(letters);
    for (let from = 0; from < letters.length; from++) {
      for (let to = from + 3; to <= Math.min(letters.length, from + LONGEST_WORD); to++) {
        const word = letters.slice(from, to);
        if (!isSeen(word) || isInside(meant, from, to)) continue;
        const sides = { left: from, right: letters.length - to };
        const isRead = fromStart[from]! && toEnd[to]!;
        // Many slurs are words of their own, or parts of names.
        if (isSlur(word) && !isRead) continue;
        if (standsOut(word, fromStart[from]!, toEnd[to]!, sides)) return { word, meant: isMeant(meant, from, to) };
      }
    }
    return null;
  };

  function isSlur(word: string): boolean {
    return bad.badnessOf(word) === 'slur';
  }

  function isSeen(word: string): boolean {
    if (word.length < SHORTEST_BAD) return SHORT_BAD.has(word);
    return bad.isPlainlyBad(word) && (!isSlur(word) || (word.length >= SHORTEST_SLUR && priceOf(word) === Infinity));
  }

  /** Which beginnings are words to the last letter, by their length. */
  function readableFrom(letters: string): boolean[] {
    const readable = [true];
    for (let to = 1; to <= letters.length; to++) {
      readable[to] = false;
      for (let from = Math.max(0, to - LONGEST_WORD); from < to && !readable[to]; from++) {
        readable[to] = readable[from]! && priceOf(letters.slice(from, to)) < Infinity;
      }
    }
    return readable;
  }

  function readableTo(letters: string): boolean[] {
    const readable: boolean[] = [];
    readable[letters.length] = true;
    for (let from = letters.length - 1; from >= 0; from--) {
      readable[from] = false;
      for (let to = from + 1; to <= Math.min(letters.length, from + LONGEST_WORD) && !readable[from]; to++) {
        readable[from] = readable[to]! && priceOf(letters.slice(from, to)) < Infinity;
      }
    }
    return readable;
  }

  function cheapestWords(letters: string, price: WordPrice): Part[] {
    const best: { cost: number; from: number; known: boolean }[] = [{ cost: 0, from: 0, known: true }];
    for (let to = 1; to <= letters.length; to++) {
      let choice = { cost: best[to - 1]!.cost + UNKNOWN, from: to - 1, known: false };
      for (let from = Math.max(0, to - LONGEST_WORD); from < to; from++) {
        const cost = best[from]!.cost + price(letters.slice(from, to)) + WORD;
        if (cost < choice.cost) choice = { cost, from, known: true };
      }
      best[to] = choice;
    }
    const words = [];
    for (let to = letters.length; to > 0; to = best[to]!.from) {
      words.push({ from: best[to]!.from, to, known: best[to]!.known });
    }
    return words.reverse();
  }
}

function standsOut(
  word: string,
  isLeftRead: boolean,
  isRightRead: boolean,
  { left, right }: { left: number; right: number },
): boolean {
  if (word.length < SHORTEST_BAD && [left, right].some((letters) => letters > 0 && letters < LOOSE_END)) return false;
  if (isLeftRead && isRightRead) return true;
  if (word.length < SHORTEST_BAD) return false;
  const other = isLeftRead ? left : right;
  const loose = isLeftRead ? right : left;
  return (isLeftRead || isRightRead) && loose <= LOOSE_END && other >= SHORTEST_BAD;
}

type Part = { readonly from: number; readonly to: number; readonly known: boolean };

/** Whether it is a part of a longer word that people know as a whole. */
const isInside = (words: readonly Part[], from: number, to: number): boolean =>
  words.some((word) => word.known && word.from <= from && to <= word.to && word.to - word.from > to - from);

const isMeant = (words: readonly Part[], from: number, to: number): boolean =>
  words.every((word) => word.to <= from || to <= word.from || !word.known);
