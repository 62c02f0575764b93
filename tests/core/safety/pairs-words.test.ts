import { describe, expect, it } from '@jest/globals';
import type { Signal } from '../../../src/contract/signal.ts';
import { article, post, shippedReader } from '../../support/signals.ts';
import { ENGLISH_WORDS } from './pairs-words-en.ts';

const read = shippedReader();

const graveIn = (signal: Signal): readonly string[] =>
  read(signal)
    .grave.filter(({ severity, weight }) => severity === 3 || (severity === 2 && weight === 1))
    .map(({ type, word, weight }) => `${type}: ${word} ${weight}`);

describe('the same word in English', () => {
  it.each(ENGLISH_WORDS)('%s: “%s”, and “%s”', (_word, fine, grave) => {
    // One word alone in a post may be a manner of speaking; in the news it is meant.
    expect({ fine: graveIn(post(fine, { lang: 'en' })), grave: graveIn(article(grave, { lang: 'en' })) }).toEqual({
      fine: [],
      grave: expect.arrayContaining([expect.stringMatching(/ 1$/u)]),
    });
  });
});
