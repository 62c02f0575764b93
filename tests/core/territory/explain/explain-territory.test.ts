import { describe, expect, it } from '@jest/globals';
import { Territory } from '../../../../src/contract/territory.ts';
import type { Matchable } from '../../../../src/core/territory/document.ts';
import { explainTerritory } from '../../../../src/core/territory/explain/explain-territory.ts';
import { buildTerritoryIndex } from '../../../../src/core/territory/index.ts';

const topic = (id: string, query: string, more = {}) => ({ id, label: id.toUpperCase(), query, ...more });

const territory = (more = {}) =>
  Territory.parse({
    brand: 'b',
    topics: [topic('sweets', 'chocolat* OR list:brands'), topic('fetes', 'noël OR chocolat', { languages: ['fr'] })],
    noGo: [topic('health', 'sucre AND danger')],
    lists: { brands: ['Otterbeck', '#otter'] },
    ...more,
  });

const signal = (text: string, more: Partial<Matchable> = {}): Matchable => ({
  ...{ title: '', text, tags: [], source: 's', lang: 'fr', kind: 'post' },
  ...more,
});

describe('an explained territory', () => {
  it.each([
    ['du chocolat', {}, {}],
    ['du chocolat', { lang: 'en' }, {}],
    ['du chocolat', { lang: 'und' }, {}],
    ['Otterbeck, sucre, danger', {}, {}],
    ['rien', {}, {}],
    ['du chocolat', {}, { sources: ['other'] }],
    ['du chocolat', {}, { sources: ['s'], minimumFollowers: 9 }],
    ['du chocolat', {}, { topics: [topic('deaf', 'chocolat', { sources: ['other'] }), topic('open', 'chocolat')] }],
    ['du chocolat', { author: { id: '1', followers: 8 } }, { minimumFollowers: 9 }],
    ['du chocolat', { author: { id: '1', followers: 8 }, kind: 'news' as const }, { minimumFollowers: 9 }],
  ])('says what the index says of %j %j %j', (text, of, rules) => {
    const [one, given] = [territory(rules), signal(text, of)];
    const hit = buildTerritoryIndex([{ version: 1, territory: one }]).match(given)[0];
    const lies = [...explainTerritory(one, given)].filter(({ query, barriers }) => query?.holds && !barriers.length);
    expect(lies.map(({ topic: id }) => id)).toEqual([...(hit?.topics ?? []), ...(hit?.noGo ?? [])].map((h) => h.topic));
  });

  it('explains one topic a step, and leaves out what cannot be read or would take too long', () => {
    const broken = territory({ topics: [topic('broken', '(cacao'), topic('fine', 'cacao')] });
    expect([...explainTerritory(broken, signal('cacao'))].map(({ query }) => query?.holds)).toEqual([
      undefined,
      true,
      false,
    ]);
    expect([...explainTerritory(broken, signal('cacao'), 1)].map(({ query }) => query)).toEqual([null, null, null]);
  });

  it('names the smallest change as it would be typed, with the names of lists', () => {
    const [sweets] = explainTerritory(
      territory({ topics: [topic('t', 'cacao AND list:brands')] }),
      signal('Otterbeck dit'),
    );
    expect(sweets?.query?.change?.query).toBe('list:brands');
  });
});
