import { z } from 'zod';

/**
 * How common words are, as `config/frequencies.json` states it: numbers and single folded words, which say nothing of any
 * text. `npm run train -- frequencies` writes the file.
 */
export const Frequencies = z.strictObject({
  /** What wrote the file. */
  command: z.string(),
  /** Signals that were counted. */
  signals: z.number().int().min(0),
  /** Signals per 100,000 that have the word, by word as the query language folds it. Words that are not here are rarer. */
  words: z.record(
    z.string().regex(/^[\p{L}\p{Nd}]+$/u, { error: 'a word is letters and digits only' }),
    z.number().positive().max(100_000),
  ),
});
export type Frequencies = z.infer<typeof Frequencies>;

/** Nothing known. */
export const NO_FREQUENCIES: Frequencies = { command: '', signals: 0, words: {} };
