import { describe, expect, it } from '@jest/globals';
import {
  englishForm,
  englishNoun,
  englishType,
  indefinite,
  isPlural,
} from '../../../../src/core/draft/template/english.ts';
import { fillTurn } from '../../../../src/core/draft/template/fill-turn.ts';

describe('English nouns', () => {
  it.each([
    ['flask', 'a'],
    ['umbrella', 'an'],
    ['hour of rain', 'an'],
    ['honest answer', 'an'],
    ['uniform', 'a'],
    ['useful bag', 'a'],
    ['one-off', 'a'],
    ['European final', 'a'],
    ['FA Cup tie', 'an'],
    ['inflatable crab', 'an'],
    ['unusual evening', 'an'],
    ['8-minute wait', 'an'],
  ])('%s takes %s… %s', (noun, article) => expect(indefinite(noun)).toBe(article));

  it.each([
    ['wool blanket', false],
    ['enamel mugs', true],
    ['box of biscuits', false],
    ['boxes of tea', true],
  ])('%s is plural: %s', (noun, plural) => expect(isPlural(noun)).toBe(plural));

  it('keep or change their article', () => {
    const pot = englishNoun('a pot of breakfast tea');
    expect(['a', 'the', 'our', 'it'].map((form) => englishForm(form, pot))).toEqual([
      ...['a pot of breakfast tea', 'the pot of breakfast tea', 'our pot of breakfast tea', 'it'],
    ]);
    expect(englishForm('the', { text: 'Wimbledon', gender: null, plural: false, bare: true })).toBe('Wimbledon');
  });

  it('agree with their verb, and begin a sentence with a capital', () => {
    const turn = '{The product} {product?is|are} ready. {Tag}'.replace(' {Tag}', ' {tag}');
    const filled = (name: string) => {
      const product = {
        product: { name, goesWith: [] },
        noun: englishNoun(name),
        moods: new Set<string>(),
        goes: null,
      };
      return fillTurn(turn, 'en', { name: null, thing: null, tag: null, product }, { address: 'formal' });
    };
    expect(filled('a wool blanket')).toBe('The wool blanket is ready.');
    expect(filled('enamel mugs')).toBe('The enamel mugs are ready.');
  });

  it('stand in typographic quotation marks', () => {
    expect(englishType(`"One more", said somebody's cat`)).toBe('“One more”, said somebody’s cat');
  });
});

describe('a turn', () => {
  const empty = { name: null, thing: null, tag: null, product: null };

  it('is not said where something for a slot is missing; a hashtag may be', () => {
    expect(fillTurn('Where do you watch {the name}?', 'en', empty, { address: 'formal' })).toBeNull();
    expect(fillTurn('Where do you watch? {tag}', 'en', empty, { address: 'formal' })).toBe('Where do you watch?');
  });

  it('addresses people as the brand does', () => {
    const turn = '[Vous venez|Tu viens] ?';
    expect(fillTurn(turn, 'fr', empty, { address: 'formal' })).toBe('Vous venez\u202f?');
    expect(fillTurn(turn, 'fr', empty, { address: 'familiar' })).toBe('Tu viens\u202f?');
  });
});
