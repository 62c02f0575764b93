import { describe, expect, it } from '@jest/globals';
import type { Signal } from '../../../src/contract/signal.ts';
import { article, post, shippedReader } from '../../support/signals.ts';
import { FRENCH_SENTENCES } from './sentence-pairs-fr.ts';

const read = shippedReader();

/** The words of a French sentence that ask for a person by themselves; hints are left out. */
const sureIn = (signal: Signal): string[] =>
  read(signal)
    .grave.filter(({ severity, weight }) => severity >= 2 && weight === 1)
    .map(({ word }) => word);

describe('the French lexicon', () => {
  it.each(FRENCH_SENTENCES)('%s: nothing sure in "%s"', (_word, harmless) => {
    expect(sureIn(post(harmless, { lang: 'fr' }))).toEqual([]);
  });

  it.each(FRENCH_SENTENCES.map(([word, , grave]) => [word, grave] as const))('%s: grave in "%s"', (_word, grave) => {
    expect(sureIn(article(grave, { lang: 'fr' }))).not.toEqual([]);
  });
});
