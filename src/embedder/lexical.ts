import { closenessByWords } from '../core/territory/closeness.ts';
import type { Frequency } from '../core/territory/matcher/frequency.ts';
import type { Embedder } from '../ports/embedder.ts';

/** Closeness by words alone: nothing to install, nobody to ask. */
export function createLexicalEmbedder(frequency: Frequency): Embedder {
  return {
    closeness: (about, texts) => Promise.resolve({ of: closenessByWords(about, texts, frequency), by: 'words' }),
  };
}
