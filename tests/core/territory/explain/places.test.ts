import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { signPlaces, wordPlaces } from '../../../../src/core/territory/explain/places.ts';
import { tokenize } from '../../../../src/core/text/tokens.ts';

const letters = "aZé 5œŒß\u0301½ﬁ𝗟Ａ#＃_'-🍫\u200d\ufe0fİıστς";
const written = fc.oneof(
  fc.string({ unit: fc.constantFrom(...letters), maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const cut = (text: string): string[] => wordPlaces(text).map(({ from, to }) => text.slice(from, to));

describe('places of words', () => {
  it('are those of the words the matcher sees, whatever is written', () => {
    fc.assert(
      fc.property(written, (text) => {
        const places = wordPlaces(text);
        expect(places.map(({ word }) => word)).toEqual(tokenize(text));
        // What is marked reads as the word; one sign such as ½ may hold several words.
        for (const { word, from, to } of places) expect(tokenize(text.slice(from, to))).toContain(word);
        for (let i = 1; i < places.length; i++) expect(places[i]!.from).toBeGreaterThanOrEqual(places[i - 1]!.from);
      }),
      { numRuns: 500 },
    );
  });

  it('show the word as it was written, its ligatures, accents and pairs of units whole', () => {
    expect(cut("L'ŒUVRE de cœur : 𝗟𝗜𝗩𝗘, e\u0301te\u0301 !")).toEqual([
      'L',
      'ŒUVRE',
      'de',
      'cœur',
      '𝗟𝗜𝗩𝗘',
      'e\u0301te\u0301',
    ]);
    expect(cut('½ ﬁn')).toEqual(['½', '½', 'ﬁn']);
    expect(cut('')).toEqual([]);
  });
});

describe('places of signs', () => {
  const marked = (text: string, sign: string): string[] =>
    signPlaces(text, sign).map(({ from, to }) => text.slice(from, to));

  it('are found in any case and never inside a longer one', () => {
    expect(marked('#Été, ＃ÉTÉ ! #etes #été_2', '#ete')).toEqual(['#Été', '＃ÉTÉ']);
    expect(marked('#Été.fr', '#ete')).toEqual(['#Été']);
    expect(marked('Merci @Brioche_Lune.', '@brioche_lune')).toEqual(['@Brioche_Lune']);
    expect(marked('@lune.fr, a@lune, @lune', '@lune')).toEqual(['@lune']);
  });
});
