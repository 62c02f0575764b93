import type { Field } from '../query.ts';
import type { Sighting } from './sighting.ts';

/** Zones by their number. */
export const ZONES: readonly Field[] = ['any', 'title', 'body'];

export const isInZone = (zone: number, place: number, seen: Sighting): boolean =>
  zone === 0 || (zone === 1 ? place < seen.textFrom : place >= seen.textFrom && place < seen.textEnd);

/** A phrase among other numbers: [zone, index of its rarest word, number of words, words …]. */
export const codeOfPhrase = (zone: Field, rarest: number, words: readonly number[]): number[] => [
  ZONES.indexOf(zone),
  rarest,
  words.length,
  ...words,
];
export const PHRASE_HEAD = 3;

/** The word around whose places a phrase is looked for. */
export const rarestOf = (numbers: Int32Array, phrase: number): number =>
  numbers[phrase + PHRASE_HEAD + numbers[phrase + 1]!]!;

export const lengthOf = (numbers: Int32Array, phrase: number): number => numbers[phrase + 2]!;

/** First place of the phrase around a place of its rarest word, -1 where it does not stand there. */
export function startOfPhrase(numbers: Int32Array, phrase: number, place: number, seen: Sighting): number {
  const { words } = seen;
  const length = numbers[phrase + 2]!;
  const start = place - numbers[phrase + 1]!;
  if (start < 0 || start + length > seen.end || !isInZone(numbers[phrase]!, start, seen)) return -1;
  const first = phrase + PHRASE_HEAD;
  for (let i = 0; i < length; i++) if (words[start + i] !== numbers[first + i]) return -1;
  return start;
}

/** Whether the phrase stands around one of the places of its rarest word. */
export function phraseStands(numbers: Int32Array, phrase: number, seen: Sighting): boolean {
  const { places, before } = seen;
  const rarest = rarestOf(numbers, phrase);
  if (seen.present[rarest] === 0) return false;
  for (let at = seen.last[rarest]!; at >= 0; at = before[at]!) {
    if (startOfPhrase(numbers, phrase, places[at]!, seen) >= 0) return true;
  }
  return false;
}
