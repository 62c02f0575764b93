import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadRules } from '../../../src/app/load-rules.ts';
import { queryFaults } from '../../../src/app/query-remarks.ts';
import { FirstAnswers } from '../../../src/contract/first-territory.ts';
import type { Starters } from '../../../src/contract/first-territory.ts';
import type { Territory } from '../../../src/contract/territory.ts';
import { exampleSignal } from '../../../src/core/territory/examples.ts';
import { firstTerritory } from '../../../src/core/territory/first-territory.ts';
import { buildTerritoryIndex } from '../../../src/core/territory/index.ts';
import { listedFrequency, type Frequency } from '../../../src/core/territory/matcher/frequency.ts';
import { topicsWithout, withNoise } from '../../../src/core/territory/noise.ts';

describe('a first territory', () => {
  let starters: Starters;
  let frequency: Frequency;

  beforeAll(async () => {
    const config = await loadRules('config');
    starters = { ...config.starters, noise: [...config.noise] };
    frequency = listedFrequency(config.frequencies);
  });

  const begin = (given: object) =>
    firstTerritory('halden-hall', FirstAnswers.parse({ name: 'Halden Hall', ...given }), starters, frequency);
  const found = (territory: Territory, title: string): string[] =>
    buildTerritoryIndex([{ version: 1, territory }])
      .match(exampleSignal({ title, topics: [] }))
      .flatMap(({ topics, noGo }) => [...topics, ...noGo].map(({ topic }) => topic));

  it('can be read whatever is chosen in whatever language', () => {
    for (const sector of [...starters.sectors, null]) {
      for (const languages of [['en'], ['fr'], ['fr', 'en']]) {
        const { territory } = begin({
          ...{ languages, sector: sector?.id ?? null, otherNames: ['Sun', 'H&M', 'C++', 'AC/DC', '(RED)', 'OR'] },
          competitors: ['The', 'Marks AND Spencer', 'L’Œuvre', 'say "hello"', '«é»', '#tag', '123'],
          subjects: (sector?.subjects ?? []).map(({ label, words }) => ({ label: label.fr, words })),
          never: starters.never.map(({ id }) => id),
          neverWords: { en: ['not', 'looted art'], fr: ['thé', 'chef-d’œuvre'] },
          noise: starters.noise.map(({ id }) => id),
        });
        expect(queryFaults(territory)).toEqual([]);
      }
    }
  });

  it('finds subjects in the forms people write them in, keeps away from what must not be touched, and leaves noise out', () => {
    const culture = starters.sectors.find(({ id }) => id === 'culture')!;
    const { territory } = begin({
      ...{ languages: ['en', 'fr'], sector: 'culture', competitors: ['Marlowe Museum'], noise: ['jobs'] },
      subjects: culture.subjects.slice(0, 3).map(({ label, words }) => ({ label: label.en, words })),
      ...{ never: ['crime', 'own-trouble'], neverWords: { en: ['looted'], fr: [] } },
    });
    expect(found(territory, 'Two galleries share one painting')).toEqual(['art-and-artists']);
    expect(found(territory, 'Trois expositions rouvrent')).toEqual(['museums-and-exhibitions']);
    expect(found(territory, 'Roman villas found under a car park')).toEqual(['archaeology-and-finds']);
    expect(found(territory, 'A night at #haldenhall')).toEqual(['halden-hall']);
    expect(found(territory, 'Marlowe Museum reopens').sort()).toEqual(['competitors', 'museums-and-exhibitions']);
    expect(found(territory, 'Looted sculptures go home').sort()).toEqual(['art-and-artists', 'never-touch']);
    expect(found(territory, 'Boycott of Halden Hall')).toContain('trouble-about-ourselves');
    expect(found(territory, 'Museum curator: apply now, vacancies inside')).toEqual([]);
    expect(found(territory, 'Interest rates rise')).toEqual([]);
  });

  it('lets a word that is met everywhere count beside a word of the trade only, and says so', () => {
    const { territory, notes } = begin({
      ...{ languages: ['en'], sector: 'drinks', competitors: ['Sun', 'Palewater'] },
      subjects: [{ label: 'Records', words: { en: ['record', 'personal best'], fr: [] } }],
    });
    expect(notes.map(({ topic, code }) => [topic, code])).toEqual([
      ['records', 'beside-field'],
      ['competitors', 'common-name'],
    ]);
    expect(found(territory, 'Record house prices')).toEqual([]);
    expect(found(territory, 'Record for a runner')).toEqual(['records']);
    expect(found(territory, 'A personal best')).toEqual(['records']);
    expect(found(territory, 'The Sun sponsors a workout')).toEqual(['competitors']);
    expect(found(territory, 'sun over the workout')).toEqual([]);
  });

  it('takes noise away as it was put in', () => {
    const sport = starters.sectors.find(({ id }) => id === 'sport')!;
    const { territory } = begin({
      ...{ languages: ['en'], sector: 'sport' },
      subjects: sport.subjects.map(({ label, words }) => ({ label: label.en, words })),
    });
    const ids = territory.topics.map(({ id }) => id);
    const noisy = starters.noise.reduce((sum, pack) => withNoise(sum, pack, ids.slice(1)), territory);
    expect(queryFaults(noisy)).toEqual([]);
    for (const pack of starters.noise) expect(topicsWithout(noisy, pack.id)).toEqual(ids.slice(1));
    expect(starters.noise.reduce((sum, pack) => withNoise(sum, pack, []), noisy)).toEqual(territory);
  });
});
