import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { conceptsOf } from '../../../../src/core/story/words/concepts.ts';
import { skeletonOf, stemOf } from '../../../../src/core/story/words/stem.ts';
import { createWordReader, NAME, NUMBER } from '../../../../src/core/story/words/read-words.ts';
import { fold } from '../../../../src/core/text/fold.ts';
import { article, post } from '../../../support/signals.ts';

const concepts = conceptsOf();
const read = createWordReader(concepts);
const keysOf = (...words: readonly string[]): string[] => words.map((word) => stemOf(fold(word)));

describe('the key of a word', () => {
  it('is the same for the forms of a word and for words that languages share', () => {
    expect(new Set(keysOf('Floodlight', 'floodlights')).size).toBe(1);
    expect(new Set(keysOf('Stadium', 'stadiums')).size).toBe(1);
    expect(new Set(keysOf('Norvik', 'Норвик')).size).toBe(1);
    expect(new Set(keysOf('2026', '2027')).size).toBe(2);
  });

  it('has consonants by which a name is found in an alphabet without vowels', () => {
    expect(new Set(['Brisbane', 'Брисбен', 'بريسبان'].map((name) => skeletonOf(fold(name)))).size).toBe(1);
    expect(skeletonOf('ana')).toBe('');
  });

  it('is short, whatever the word', () => {
    const word = fc.stringMatching(/^[a-zа-я]{1,40}$/);
    fc.assert(fc.property(word, (one) => stemOf(fold(one)).length <= 6));
  });
});

describe('concepts', () => {
  it('are one for the words of several languages, and for the names of a country', () => {
    const concept = (word: string): string | undefined => concepts.get(fold(word)) ?? concepts.get(stemOf(fold(word)));
    expect(new Set(['wins', 'gagne', 'gewinnt', 'победа'].map(concept))).toEqual(new Set(['=win']));
    expect(new Set(['Guinea', 'Guinée', 'Guiné', 'Гвинея', 'غينيا'].map(concept)).size).toBe(1);
    expect(concept('mascot')).toBeUndefined();
  });

  it('leave out words that mean several things', () => {
    // French says so of what is late, English of what is told; German of what burns, English of who sells.
    expect(['report', 'brand', 'odstop'].map((word) => concepts.has(word))).toEqual([false, false, false]);
  });
});

describe('the words of an item', () => {
  it('are stronger in the title, as a name and as a tag; numbers are known as such', () => {
    const words = read(
      article('Floodlights fail at Norvik stadium after 83 minutes', { text: 'A quiet harbour evening' }),
    );
    const weight = (word: string): number => words.weights[words.forms.indexOf(word)] ?? 0;
    const kind = (word: string): number => words.kinds[words.forms.indexOf(word)] ?? 0;
    expect(weight('norvik')).toBeGreaterThan(weight('fail'));
    expect(weight('fail')).toBeGreaterThan(weight('harbour'));
    expect(kind('norvik') & NAME).toBe(NAME);
    expect(kind('83') & NUMBER).toBe(NUMBER);
    const tagged = read(post('Lights out #NorvikCup'));
    expect(tagged.forms).toContain('norvikcup');
  });

  it('hardly count in what an outlet puts behind its headline', () => {
    const words = read(article('Floodlights fail at the Lighthouse Cup final - The Harbour Gazette'));
    const weight = (word: string): number => words.weights[words.forms.indexOf(word)] ?? 0;
    expect(weight('gazette')).toBeLessThan(0.3 * weight('floodlights'));
  });

  it('tell no names where every word is capitalised', () => {
    const { kinds } = read(article('Floodlights Fail At Norvik Stadium After Long Night'));
    expect(kinds.every((kind) => (kind & NAME) === 0)).toBe(true);
  });

  it('come each once, whatever is said', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.string({ maxLength: 200 }), (title, text) => {
        const { keys, forms, weights, kinds } = read(article(title || 'x', { text }));
        expect(new Set(keys).size).toBe(keys.length);
        expect([forms.length, weights.length, kinds.length]).toEqual([keys.length, keys.length, keys.length]);
        expect(weights.every((weight) => weight > 0)).toBe(true);
      }),
    );
  });

  it('of a script without spaces are its letters two by two', () => {
    expect(read(article('東京オリンピック', { lang: 'ja' })).keys).toContain('東京');
  });

  it('come with the pages it speaks of, but no front pages', () => {
    const { links } = read(post('Look: https://example.org/cup/floodlights-fail. and https://example.org/'));
    expect(links).toEqual(['https://example.org/cup/floodlights-fail']);
  });
});
