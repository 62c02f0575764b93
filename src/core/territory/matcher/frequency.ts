/** How often a word is met: share of signals that have it, above 0. */
export type Frequency = (word: string) => number;

/** Without anything known: long words are rarer. */
export const guessFrequency: Frequency = (word) => 0.05 / 2 ** Math.min(word.length, 12);
