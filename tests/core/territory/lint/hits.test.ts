import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countHits } from '../../../../src/core/territory/lint/hits.ts';
import { expandLists } from '../../../../src/core/territory/lists.ts';
import { matches, prepareDocument } from '../../../../src/core/territory/match.ts';
import { childrenOf, type Query } from '../../../../src/core/territory/query.ts';
import { LISTS, anySignal, anyTree } from '../generated.ts';

const all = (query: Query): Query[] => [query, ...childrenOf(query).flatMap(all)];
const has = (query: Query, kind: Query['kind']): boolean => all(query).some((part) => part.kind === kind);

describe('hits of every clause', () => {
  it('are those that trying each clause on each signal would count', () => {
    fc.assert(
      fc.property(anyTree, fc.array(anySignal, { minLength: 6, maxLength: 6 }), (query, signals) => {
        const docs = signals.map(prepareDocument);
        const hits = countHits(query, docs, LISTS);
        for (const clause of all(query)) {
          const { certain, possible } = hits.get(clause)!;
          if (has(clause, 'nlp')) {
            expect(certain).toBeLessThanOrEqual(possible);
            continue;
          }
          const expanded = expandLists(clause, LISTS);
          const true_ = docs.filter((doc) => matches(expanded, doc)).length;
          expect([clause, certain, possible]).toEqual([clause, true_, true_]);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('of what a NOT takes away are counted where the rest of its AND holds', () => {
    fc.assert(
      fc.property(anyTree, fc.array(anySignal, { minLength: 6, maxLength: 6 }), (query, signals) => {
        fc.pre(!has(query, 'nlp'));
        const docs = signals.map(prepareDocument);
        const hits = countHits(query, docs, LISTS);
        for (const clause of all(query)) {
          if (clause.kind !== 'and') continue;
          const must = clause.children.filter(({ kind }) => kind !== 'not').map((child) => expandLists(child, LISTS));
          const before = docs.filter((doc) => must.every((child) => matches(child, doc)));
          for (const not of clause.children) {
            if (not.kind !== 'not') continue;
            const child = expandLists(not.child, LISTS);
            const removed = before.filter((doc) => matches(child, doc)).length;
            expect(hits.get(not)).toMatchObject({ before: before.length, removed });
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are open where a list or grammar is not counted', () => {
    const at = { from: 0, to: 0 };
    const goal: Query = { kind: 'term', field: 'any', word: 'goal', ...at };
    const list: Query = { kind: 'list', field: 'any', name: 'rivals', ...at };
    const both: Query = { kind: 'and', children: [goal, list], ...at };
    const near: Query = { kind: 'near', distance: 1, ordered: false, left: goal, right: list, ...at };
    const query: Query = { kind: 'or', children: [both, near], ...at };
    const signal = { title: '', text: 'goal goalie', tags: [], source: '', lang: 'en', kind: 'post' as const };
    const docs = [signal, { ...signal, text: 'goalie' }].map(prepareDocument);
    const without = countHits(query, docs);
    expect(without.get(both)).toMatchObject({ certain: 0, possible: 1 });
    expect(without.get(near)).toMatchObject({ certain: 0, possible: 1 });
    const hits = countHits(query, docs, LISTS);
    expect(hits.get(list)).toMatchObject({ certain: 2, possible: 2 });
    expect(hits.get(near)).toMatchObject({ certain: 1, possible: 1 });
  });
});
