import { describe, expect, it } from '@jest/globals';
import { patternFault, readsAs } from '../../../src/core/territory/nlp.ts';

const text = (text: string, lang = 'en') => ({ lang, title: '', text });

describe('reading English', () => {
  it.each([
    ['#Person (wins|won)', 'Yesterday Emma Stone won the prize.', true],
    ['#person won', 'Yesterday Emma Stone won the prize.', true],
    ['#Person (wins|won)', 'The prize was won by nobody.', false],
    ['won #Determiner #Noun', 'They won the match', true],
    ['match #Verb', 'They won the match', false],
  ])('%s in %s: %s', (pattern, words, holds) => expect(readsAs(pattern, text(words))).toBe(holds));

  it('looks at title and text apart', () => {
    expect(readsAs('#Person won', { lang: 'en', title: 'Emma Stone won', text: '' })).toBe(true);
    expect(readsAs('#Person won', { lang: 'en', title: 'Emma Stone', text: 'won it all' })).toBe(false);
  });

  it('leaves texts in other languages alone, and reads those whose language nobody can tell', () => {
    const won = 'Emma Stone won';
    expect(['en', 'und', 'fr', 'de'].map((lang) => readsAs('#Person won', text(won, lang)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('reads the beginning of a long text', () => {
    expect(readsAs('#Person won', text(`${'the cup '.repeat(1_000)} Emma Stone won`))).toBe(false);
  });
});

describe('a pattern', () => {
  it.each([
    ['#Person (wins|won)'],
    ['[<who>#Person] won'],
    ['won{1,2}'],
    ['{win} .?'],
    ['#noun+ !lost'],
    ['a'.repeat(500)],
  ])('%s can be read', (pattern) => expect(patternFault(pattern)).toBeNull());

  it.each([
    ['(a|b', /The \( of/, /Le \( de/],
    ['a)', /The \) of/, /Le \) de/],
    ['(a]', /The \] of/, /Le \] de/],
    ['#Nope', /no tag #Nope/, /pas d'étiquette #Nope/],
    ['#constructor', /no tag #constructor/, /pas d'étiquette #constructor/],
    ['/(a+)+b/', /regular expressions/, /expressions régulières/],
    ['a'.repeat(501), /at most 500/, /au plus 500/],
  ])('%s cannot', (pattern, en, fr) => {
    expect(patternFault(pattern)).toEqual({ en: expect.stringMatching(en), fr: expect.stringMatching(fr) });
  });
});
