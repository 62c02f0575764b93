import { hashed, hashOn, mixed } from '../text/hash.ts';
import { PLAIN_SIGN, type SignOf } from './offence-lexicon.ts';
import { shortRuns } from './offence-tokens.ts';

/** Slots of the hashed features, a power of two. */
export const SLOTS = 1 << 17;

/** The features of a stretch of text: slots, and how much each counts there. */
export interface Features {
  readonly slots: number[];
  readonly values: number[];
}

/** Letters of a piece of a word. */
const PIECES = [3, 4, 5];
/** Words in a row, by their signs. */
const LONGEST_PATTERN = 5;
const CHARGED = /[a-z]/;
const LETTERS = /^\p{L}/u;

/**
 * What is read off words in a row: the words, two and three in a row, their pieces, and the patterns of their signs, near
 * (every word counts) and loose (plain words are passed over). Patterns tell `you are a …` from `they called me …` whatever
 * the word. Time grows with the number of letters alone.
 */
export function offenceFeatures(tokens: readonly string[], signOf: SignOf, seed: number): Features {
  const features: Features = { slots: [], values: [] };
  const seen = new Set<number>();
  const signs = tokens.map((token) => signOf(token));
  addWords(features, seen, tokens, signs, seed);
  addPatterns(features, seen, signs, hashOn(seed, 'near'), false);
  const loose = signs.filter((sign) => sign !== PLAIN_SIGN);
  addPatterns(features, seen, loose, hashOn(seed, 'loose'), true);
  addTotals(features, seen, tokens, signs, hashOn(seed, 'total'));
  return features;
}

function addWords(
  features: Features,
  seen: Set<number>,
  tokens: readonly string[],
  signs: readonly string[],
  seed: number,
): void {
  const share = 1 / Math.sqrt(Math.max(tokens.length, 8) / 8);
  const one = hashOn(seed, '1');
  const two = hashOn(seed, '2');
  const three = hashOn(seed, '3');
  const piece = hashOn(seed, 'p');
  const words = tokens.map(shortRuns);
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    add(features, seen, hashOn(one, word), share);
    if (at > 0) add(features, seen, hashOn(hashed(hashOn(two, words[at - 1]!), 32), word), 0.7 * share);
    if (at > 1) {
      const before = hashed(hashOn(three, words[at - 2]!), 32);
      add(features, seen, hashOn(hashed(hashOn(before, words[at - 1]!), 32), word), 0.5 * share);
    }
    // What a charged word is beside, by sign: a beast at the zoo, or one that somebody is called.
    if (CHARGED.test(signs[at]!)) {
      add(features, seen, hashOn(hashOn(one, word), `<${signs[at - 1] ?? '^'}`), share);
      add(features, seen, hashOn(hashOn(one, word), `>${signs[at + 1] ?? '^'}`), share);
    }
    if (word.length > 3 && word.length < 25 && LETTERS.test(word)) addPieces(features, seen, word, piece, 0.3 * share);
  }
}

function addPieces(features: Features, seen: Set<number>, word: string, seed: number, value: number): void {
  const whole = `^${word}$`;
  for (const size of PIECES) {
    for (let from = 0; from + size <= whole.length; from++) {
      add(features, seen, hashOn(seed, whole.slice(from, from + size)), value);
    }
  }
}

/** Patterns of two to five signs that hold a charged word or people by what they are. */
function addPatterns(
  features: Features,
  seen: Set<number>,
  signs: readonly string[],
  seed: number,
  loose: boolean,
): void {
  const edged = ['^', ...signs, '$'];
  const value = loose ? 0.6 : 0.8;
  for (let from = 0; from < edged.length; from++) {
    let state = seed;
    let telling = false;
    for (let at = from; at < Math.min(edged.length, from + LONGEST_PATTERN); at++) {
      const sign = edged[at]!;
      state = hashed(hashOn(state, sign), 32);
      telling ||= CHARGED.test(sign) || sign === 'G';
      if (telling && at > from) add(features, seen, state, value);
    }
  }
}

/** Which signs stand there at all, in pairs with the charged ones, and how many. */
function addTotals(
  features: Features,
  seen: Set<number>,
  tokens: readonly string[],
  signs: readonly string[],
  seed: number,
): void {
  // What texts in this language have before anything is read.
  add(features, seen, seed, 1);
  const counts = new Map<string, number>();
  for (const sign of signs) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  const present = [...counts.keys()].filter((sign) => sign !== PLAIN_SIGN).sort();
  for (const sign of present) {
    const charged = CHARGED.test(sign) || sign === 'G';
    if (!charged) continue;
    add(features, seen, hashOn(seed, sign), 1);
    if (counts.get(sign)! > 1) add(features, seen, hashOn(seed, `${sign}+`), 0.5);
    for (const other of present) if (other !== sign) add(features, seen, hashOn(seed, `${sign}&${other}`), 0.5);
    if (tokens.includes('"')) add(features, seen, hashOn(seed, `${sign}"`), 0.5);
  }
}

function add(features: Features, seen: Set<number>, state: number, value: number): void {
  const slot = mixed(state) & (SLOTS - 1);
  if (seen.has(slot)) return;
  seen.add(slot);
  features.slots.push(slot);
  features.values.push(value);
}
