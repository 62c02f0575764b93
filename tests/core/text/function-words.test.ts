import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { languageByWords } from '../../../src/core/text/function-words.ts';

describe('the language by its function words', () => {
  it.each([
    ['The Final in the DARK, and what it was like to be there', 'en'],
    ["ILS SONT À LA FÊTE, ET L'ÉTÉ N'EST PAS ENCORE LÀ", 'fr'],
    ['der Abend und das Licht, aber nicht für uns', 'de'],
    ['the the the word word word word word word', 'en'],
    ['the the the word word word word word word word word word word', null],
    ['the the', null],
    ['t h e a n d o f t o', null],
    ['the and of to κόσμος', null],
    ['', null],
  ])('of %j is %s', (text, language) => expect(languageByWords(text)).toBe(language));

  it('is the same whatever stands between the words, and in capitals', () => {
    const words = fc.array(fc.constantFrom('the', 'and', 'of', 'le', 'été', 'est', 'und', 'goal', 'œuf', 'x', 'thea'));
    const between = fc.constantFrom(' ', ', ', '’', '×', '÷', '_', '1', ' #', '\n', '🍫');
    fc.assert(
      fc.property(words, between, (words, sign) => {
        const plain = languageByWords(words.join(' '));
        expect(languageByWords(words.join(sign))).toBe(plain);
        expect(languageByWords(`${sign}${words.join(sign).toUpperCase()}${sign}`)).toBe(plain);
      }),
    );
  });
});
