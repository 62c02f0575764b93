import { describe, expect, it } from '@jest/globals';
import { Territory } from '../../../src/contract/territory.ts';
import { createNearness } from '../../../src/core/moment/nearness.ts';
import { moment } from './moments.ts';
import { SHIPPED } from './shipped.ts';

const shipped = (id: string) => SHIPPED.find((moment) => moment.id === id)!;

function nearest(query: string, languages: readonly string[] = ['en'], rest: object = {}) {
  const territory = Territory.parse({ brand: 'lumo', topics: [{ id: 'topic', label: 'Topic', query }], ...rest });
  const nearness = createNearness(territory, languages);
  return (id: string) => nearness(shipped(id)).topics.flatMap(({ words }) => words);
}

describe('a moment is near a topic', () => {
  it('whose words it says in its name or beside it, in a language of the brand', () => {
    expect(nearest('wine OR vin', ['en'])('beaujolais-nouveau')).toEqual(['wine']);
    expect(nearest('wine OR vin', ['fr'])('beaujolais-nouveau')).toEqual(['vin']);
    expect(nearest('wine OR vin', ['fr', 'en'])('beaujolais-nouveau')).toEqual(['wine', 'vin']);
    expect(nearest('chocolat*', ['fr'])('easter')).toEqual(['chocolat*']);
    expect(nearest('"mardi gras"', ['fr'])('mardi-gras')).toEqual(['mardi gras']);
    expect(nearest('wine')('black-friday')).toEqual([]);
  });

  it('by its hashtag, and by a noun in the other number', () => {
    expect(nearest('#saintvalentin', ['fr'])('valentines-day')).toEqual(['#saintvalentin']);
    expect(nearest('cats')('cat-day')).toEqual(['cats']);
  });

  it('that asks beside its subject for what a moment cannot say', () => {
    const ways = [
      'wine AND (tasting OR harvest OR glass)',
      '(wine OR spirits) NEAR/3 (new OR young)',
      'title:wine AND kind:news AND followers:>=1000',
      'wine AND NOT (crime OR theft)',
      '(tasting OR harvest) AND wine',
      'list:drinks',
    ];
    for (const query of ways)
      expect(nearest(query, ['en'], { lists: { drinks: ['wine'] } })('beaujolais-nouveau')).toEqual(['wine']);
  });

  it('but not by what only stands beside the subject, nor where it says what the topic leaves out', () => {
    expect(nearest('(tasting OR harvest) AND (wine OR glass)')('beaujolais-nouveau')).toEqual([]);
    expect(nearest('rain AND (walk OR dog OR umbrella)')('dog-day')).toEqual([]);
    expect(nearest('football AND NOT "world cup"')('world-cup-2026')).toEqual([]);
    expect(nearest('ATLEAST/2 (football, goal, offside)')('world-cup-2026')).not.toEqual([]);
    expect(nearest('ATLEAST/2 (football, stadium, offside)')('world-cup-2026')).toEqual([]);
    expect(nearest('followers:>=1000 OR nlp:"#Verb"')('dog-day')).toEqual([]);
  });

  it('of a topic in another language only by its words of that language', () => {
    const only = (language: string) =>
      createNearness(
        Territory.parse({
          brand: 'lumo',
          topics: [{ id: 'topic', label: 'Topic', query: 'chocolat OR chocolate', languages: [language] }],
        }),
        ['en', 'fr'],
      )(shipped('chocolate-day')).topics.flatMap(({ words }) => words);
    expect(only('fr')).toEqual(['chocolat']);
    expect(only('en')).toEqual(['chocolate']);
    expect(nearest('chocolat OR chocolate', ['de'])('chocolate-day')).toEqual(['chocolate', 'chocolat']);
  });
});

describe('a no-go topic', () => {
  const nearness = (action: 'block' | 'review') =>
    createNearness(
      Territory.parse({
        brand: 'lumo',
        topics: [{ id: 'drinks', label: 'Drinks', query: 'beer OR wine' }],
        noGo: [{ id: 'alcohol', label: 'Alcohol', query: 'beer AND NOT alcohol-free', action }],
      }),
      ['en'],
    );

  it('bars a moment that lies in it, where it must never be touched', () => {
    expect(nearness('block')(shipped('beer-day'))).toMatchObject({ barred: true });
    expect(nearness('review')(shipped('beer-day'))).toMatchObject({ barred: false });
    expect(nearness('block')(shipped('beaujolais-nouveau'))).toMatchObject({ barred: false });
  });
});

it('a query that cannot be read is near nothing, and keeps no other from it', () => {
  const territory = Territory.parse({
    brand: 'lumo',
    topics: [
      { id: 'broken', label: 'Broken', query: '(wine' },
      { id: 'wine', label: 'Wine', query: 'wine' },
    ],
  });
  const wine = moment({ name: { en: 'Wine', fr: 'Vin' } });
  expect(createNearness(territory, ['en'])(wine).topics).toEqual([
    { topic: 'wine', label: 'Wine', words: ['wine'], inTitle: true },
  ]);
});
