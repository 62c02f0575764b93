import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Territory } from '../../../src/contract/territory.ts';
import { diffTerritories } from '../../../src/core/territory/diff.ts';
import { printQuery } from '../../../src/core/territory/print.ts';
import type { Query } from '../../../src/core/territory/query.ts';
import { anyTree, LISTS } from './generated.ts';

const chocolate = (query: string, more: object = {}): Territory =>
  Territory.parse({ brand: 'cocoa', topics: [{ id: 'sweets', label: 'Sweets', query, ...more }] });

/** Clauses as a reader sees them: `+` or `-`, what it does there, its text. */
const clauses = (before: string, after: string): string[] =>
  diffTerritories(chocolate(before), chocolate(after)).topics.flatMap((topic) =>
    topic.clauses.map(({ change, role, text }) => `${change === 'added' ? '+' : '-'} ${role} ${text}`),
  );

describe('the difference between two versions of a territory', () => {
  it.each([
    ['chocolate OR cocoa', 'chocolate OR cocoa OR praline', ['+ alternative praline']],
    ['chocolate OR cocoa', 'chocolate', ['- alternative cocoa']],
    ['chocolate', 'chocolate AND NOT recipe', ['+ exception recipe']],
    ['chocolate NOT (hot OR milk)', 'chocolate NOT (hot OR recipe)', ['- exception milk', '+ exception recipe']],
    ['chocolate NOT hot', 'chocolate NOT (hot OR milk)', ['+ exception milk']],
    [
      '(chocolate OR cocoa) AND (paris OR lyon)',
      '(chocolate OR cocoa) AND (paris OR lyon OR nice) AND lang:fr',
      ['+ alternative nice', '+ condition lang:fr'],
    ],
    [
      '"hot chocolate" NEAR/3 winter',
      '"hot chocolate" NEAR/5 winter',
      ['- whole "hot chocolate" NEAR/3 winter', '+ whole "hot chocolate" NEAR/5 winter'],
    ],
    ['tea', 'coffee', ['- whole tea', '+ whole coffee']],
    [
      'Chocolat OR Éclair*',
      'Chocolat OR Éclairs OR "Religieuse au café"',
      ['- alternative Éclair*', '+ alternative Éclairs', '+ alternative "Religieuse au café"'],
    ],
    [
      'title:(cacao OR (Thé))',
      'title:(cacao OR (Café) OR MAÏS)',
      ['- alternative title:Thé', '+ alternative title:Café', '+ alternative title:MAÏS'],
    ],
    ['Thé', '("Pâte feuilletée" NEAR/3 Été) OR Thé', ['+ alternative "Pâte feuilletée" NEAR/3 Été']],
  ])('from %s to %s is told by clauses', (before, after, told) => {
    expect(clauses(before, after).sort()).toEqual([...told].sort());
  });

  it('tells a rule that cannot be read word by word, with a few words around what changed', () => {
    const long = 'one two three four five six seven eight nine ten';
    const [topic] = diffTerritories(
      chocolate(`chocolate OR (${long}) OR praline`),
      chocolate(`chocolate OR nougat OR (${long}  OR praline`),
    ).topics;
    expect(topic).toMatchObject({ change: 'changed', clauses: [], rewritten: false });
    expect(topic!.words).toEqual([
      { change: 'same', text: 'chocolate OR' },
      { change: 'added', text: 'nougat OR' },
      { change: 'same', text: '(one two three … seven eight nine ten' },
      { change: 'removed', text: ')' },
      { change: 'same', text: 'OR praline' },
    ]);
  });

  it('tells a rule that is only written differently as that', () => {
    const { topics } = diffTerritories(
      chocolate('cocoa OR chocolate'),
      chocolate('chocolate /* the word */ OR  Cocoa'),
    );
    expect(topics).toMatchObject([{ change: 'changed', clauses: [], rewritten: true }]);
  });

  it('tells topics, settings, lists and examples by their names', () => {
    const before = Territory.parse({
      ...chocolate('cocoa OR list:rivals', { weight: 0.5 }),
      lists: { rivals: ['Alder', 'Birch'] },
      examples: { miss: [{ title: 'Old' }] },
    });
    const after = Territory.parse({
      ...chocolate('cocoa OR list:rivals', { label: 'Sweet things', minimumAuthors: 5 }),
      noGo: [{ id: 'war', label: 'War', query: 'war' }],
      lists: { rivals: ['Birch', 'Cedar'] },
      minimumFollowers: 10,
      examples: { match: [{ title: 'New' }] },
    });
    expect(diffTerritories(before, after)).toMatchObject({
      topics: [
        {
          id: 'sweets',
          change: 'changed',
          settings: [
            { field: 'label', before: 'Sweets', after: 'Sweet things' },
            { field: 'weight', before: 0.5, after: 0.7 },
            { field: 'minimumAuthors', before: null, after: 5 },
          ],
          clauses: [],
        },
        { id: 'war', noGo: true, change: 'added' },
      ],
      lists: [{ name: 'rivals', change: 'changed', added: ['Cedar'], removed: ['Alder'] }],
      settings: [{ field: 'minimumFollowers', before: 0, after: 10 }],
      examples: [
        { kind: 'match', change: 'added' },
        { kind: 'miss', change: 'removed' },
      ],
    });
  });

  it('is nothing between a territory and itself, and names every topic whose rule means something else', () => {
    fc.assert(
      fc.property(anyTree, anyTree, (one, other) => {
        const lists = Object.fromEntries([...LISTS.keys()].map((name) => [name, ['word']]));
        const written = (query: Query): Territory => ({ ...chocolate(printQuery(query)), lists });
        const [before, after] = [written(one), written(other)];
        const same = diffTerritories(before, written(one));
        expect(same).toEqual({ topics: [], reordered: false, lists: [], settings: [], examples: [] });
        const { topics } = diffTerritories(before, after);
        expect(topics.length > 0).toBe(before.topics[0]!.query !== after.topics[0]!.query);
      }),
    );
  });
});
