import type { Frequencies } from '../contract/frequencies.ts';
import { listedFrequency } from '../core/territory/matcher/frequency.ts';
import { createLexicalEmbedder } from '../embedder/lexical.ts';
import { createModelEmbedder } from '../embedder/model.ts';
import type { Settings } from '../settings/env.ts';
import type { Closeness } from './rank-by-closeness.ts';

interface Given {
  readonly frequencies: Frequencies;
  /** Null: closeness is told by words. */
  readonly embedder?: Settings['embedder'];
  /** Told why the endpoint was not used. */
  failed?(why: string): void;
}

/** How closeness is told here: by words, or by the model that the operator named. */
export function createCloseness({ frequencies, embedder, failed }: Given): Closeness {
  const byWords = createLexicalEmbedder(listedFrequency(frequencies));
  const closer = embedder
    ? createModelEmbedder({ ...embedder, otherwise: byWords, ...(failed && { failed }) })
    : byWords;
  return { byWords, closer };
}
