import { describe, expect, it } from '@jest/globals';
import { inflect } from '../../../src/core/territory/inflect.ts';

const FORMS: ['en' | 'fr', string, string[]][] = [
  ['en', 'city', ['city', 'cities']],
  ['en', 'children', ['children', 'child']],
  ['en', 'sing', ['sing', 'sings', 'sang', 'singing']],
  ['fr', 'cheval', ['cheval', 'chevaux']],
  ['fr', 'festival', ['festival', 'festivals']],
  ['fr', 'gâteau', ['gâteau', 'gâteaux']],
  ['fr', 'joueur', ['joueur', 'joueuse', 'joueuses']],
  ['fr', 'acteur', ['acteur', 'actrice']],
  ['fr', 'chanter', ['chanter', 'chante', 'chantent', 'chantait', 'chantera']],
  ['fr', 'manger', ['mangeons', 'mangeait', 'mangez']],
  ['fr', 'finir', ['finissent', 'finira']],
  ['fr', 'yeux', ['œil', 'yeux']],
  ['fr', 'panne', ['panne', 'pannes']],
];

describe('forms of a word', () => {
  it.each(FORMS)('%s: %s', (lang, word, forms) => {
    expect(inflect(word, lang)).toEqual(expect.arrayContaining(forms));
  });

  it('begin with the word, and have none twice where folding makes them one', () => {
    const forms = inflect('Grève', 'fr');
    expect(forms[0]).toBe('grève');
    expect(inflect('arriver', 'fr').filter((form) => form.startsWith('arrive') && form.length === 7)).toHaveLength(3);
    expect(new Set(forms).size).toBe(forms.length);
  });
});
