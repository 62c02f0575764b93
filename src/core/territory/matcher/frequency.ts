import type { Frequencies } from '../../../contract/frequencies.ts';

/** How often a word is met: share of signals that have it, above 0. */
export type Frequency = (word: string) => number;

/** Letters from which on a longer word is not taken for a rarer one. */
const LONGEST_GUESS = 12;

/** Without anything known: long words are rarer. */
export const guessFrequency: Frequency = (word) => 0.05 / 2 ** Math.min(word.length, LONGEST_GUESS);

/**
 * What is listed, as it is listed; what is not is rarer than the rarest listed word, the longer the rarer. The slope is
 * that of the unlisted words of 10,000 queries: half as common as the rarest listed at 3 letters, a quarter at 12.
 */
export function listedFrequency({ words }: Pick<Frequencies, 'words'>): Frequency {
  const shares = new Map(Object.entries(words).map(([word, of100000]) => [word, of100000 / 100_000]));
  if (shares.size === 0) return guessFrequency;
  const rarest = shares.values().reduce((least, share) => Math.min(least, share));
  return (word) => shares.get(word) ?? rarest * (0.6 - 0.03 * Math.min(word.length, LONGEST_GUESS));
}
