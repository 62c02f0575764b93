import { describe, expect, it } from '@jest/globals';
import {
  elides,
  frenchForm,
  frenchNoun,
  frenchThings,
  frenchType,
} from '../../../../src/core/draft/template/french.ts';

const say = (form: string, phrase: string, gender: 'm' | 'f' | null = null) =>
  frenchForm(form, frenchNoun(phrase, gender)!);

describe('French nouns', () => {
  it.each([
    ['le', 'la boîte', 'la boîte'],
    ['du', 'la boîte', 'de la boîte'],
    ['au', 'la boîte', 'à la boîte'],
    ['un', 'la boîte', 'une boîte'],
    ['du', 'le plaid', 'du plaid'],
    ['au', 'le plaid', 'au plaid'],
    ['du', 'les caramels', 'des caramels'],
    ['au', 'les caramels', 'aux caramels'],
    ['un', 'les caramels', 'des caramels'],
    ['ce', 'les caramels', 'ces caramels'],
    ['notre', 'les caramels', 'nos caramels'],
    ['notre', 'l’assiette', 'notre assiette'],
    ['le', 'une assiette', 'l’assiette'],
    ['du', 'une assiette', 'de l’assiette'],
    ['au', 'un éclair', 'à l’éclair'],
    ['ce', 'un éclair', 'cet éclair'],
    ['ce', 'une histoire', 'cette histoire'],
    ['du', 'un hérisson', 'du hérisson'],
    ['le', 'un haricot', 'le haricot'],
    ['le', 'un homard', 'le homard'],
    ['le', 'une huile', 'l’huile'],
    ['du', 'un hôtel', 'de l’hôtel'],
    ['le', 'un yaourt', 'le yaourt'],
    ['de', 'une assiette', 'd’assiette'],
    ['de', 'la boîte', 'de boîte'],
    ['il', 'la boîte', 'elle'],
    ['le', 'la Coupe du monde', 'la Coupe du monde'],
    ['du', 'le Tour de France', 'du Tour de France'],
    ['au', 'les Jeux olympiques', 'aux Jeux olympiques'],
  ])('%s + %s → %s', (form, phrase, expected) => expect(say(form, phrase)).toBe(expected));

  it('have no form where their gender is not known, rather than a wrong one', () => {
    expect(say('un', 'l’assiette')).toBeNull();
    expect(say('un', 'l’assiette', 'f')).toBe('une assiette');
    expect(say('il', 'les caramels')).toBeNull();
    expect(frenchNoun('chocolat')).toBeNull();
  });

  it('know which h is heard', () => {
    expect(['hôtel', 'histoire', 'huître', 'hiver', 'héroïne', 'yeux', 'œuf'].map(elides)).not.toContain(false);
    expect(['héros', 'hibou', 'hamster', 'haut', 'onze', 'yaourt', 'hockey'].map(elides)).not.toContain(true);
  });

  it('are read from posts with their gender', () => {
    expect(frenchThings('un crabe géant sur la pelouse')).toEqual(
      expect.arrayContaining([
        { text: 'crabe géant', gender: 'm', plural: false, bare: false },
        { text: 'pelouse', gender: 'f', plural: false, bare: false },
      ]),
    );
  });
});

describe('French typography', () => {
  it.each([
    ['Vous venez ?', 'Vous venez\u202f?'],
    ['Vous venez?', 'Vous venez\u202f?'],
    ['Trois choses: du thé', 'Trois choses\u202f: du thé'],
    ['« bonsoir »', '«\u202fbonsoir\u202f»'],
    ["l'heure", 'l’heure'],
    ['à 20:30, quoi !', 'à 20:30, quoi\u202f!'],
    ['72 % de cacao', '72\u202f% de cacao'],
    ['Voilà ; fin', 'Voilà\u202f; fin'],
    ['#LaFinale', '#LaFinale'],
  ])('%s → %s', (written, printed) => {
    expect(frenchType(written)).toBe(printed);
    expect(frenchType(printed)).toBe(printed);
  });
});
