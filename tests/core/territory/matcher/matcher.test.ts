import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Matchable } from '../../../../src/core/territory/document.ts';
import { expandLists } from '../../../../src/core/territory/lists.ts';
import type { Matcher } from '../../../../src/core/territory/matcher/matcher.ts';
import type { Query } from '../../../../src/core/territory/query.ts';
import { anySignal, anyTree, LISTS } from '../generated.ts';
import { anyFrequency, ascending, definitionOf, denseQuery, denseSignal, matcherOf } from './dense.ts';

const treeQuery = anyTree.map((tree) => expandLists(tree, LISTS));
const some = <T>(arbitrary: fc.Arbitrary<T>, most: number) => fc.array(arbitrary, { minLength: 1, maxLength: most });

function expectDefinition(matcher: Matcher, queries: readonly Query[], signals: readonly Matchable[]): void {
  for (const signal of signals) {
    expect(ascending(matcher.match(signal))).toEqual(definitionOf(queries, signal));
    expect(matcher.broken).toEqual([]);
  }
}

describe('the matcher', () => {
  it('finds what the definition finds, for any query of the whole language and any signal', () => {
    const property = fc.property(
      some(treeQuery, 8),
      some(anySignal, 4),
      fc.nat(8),
      anyFrequency,
      (queries, signals, early, frequency) =>
        expectDefinition(matcherOf(queries, { early, frequency }), queries, signals),
    );
    fc.assert(property, { numRuns: 400 });
  });

  it('finds what the definition finds where words are few, and overlap, glue and fold', () => {
    const property = fc.property(
      some(denseQuery, 8),
      some(denseSignal, 6),
      fc.nat(8),
      anyFrequency,
      (queries, signals, early, frequency) =>
        expectDefinition(matcherOf(queries, { early, frequency }), queries, signals),
    );
    fc.assert(property, { numRuns: 600 });
  });

  it('answers the same whatever was read before, laid out or not', () => {
    const property = fc.property(some(denseQuery, 5), some(denseSignal, 8), (queries, signals) => {
      const used = matcherOf(queries, { early: 2 });
      const answers = signals.map((signal) => ascending(used.match(signal)));
      const fresh = signals.map((signal) => ascending(matcherOf(queries).match(signal)));
      expect(answers).toEqual(fresh);
      expect([...signals].reverse().map((signal) => ascending(used.match(signal)))).toEqual(fresh.reverse());
    });
    fc.assert(property, { numRuns: 200 });
  });

  it('finds each query from the signal on before which it was added, and never after it was taken out', () => {
    const step = fc.oneof(
      { weight: 2, arbitrary: denseQuery.map((add) => ({ add })) },
      { weight: 3, arbitrary: denseSignal.map((match) => ({ match })) },
      fc.nat(20).map((remove) => ({ remove })),
    );
    const property = fc.property(some(denseQuery, 3), fc.array(step, { maxLength: 20 }), (first, steps) => {
      const queries = [...first];
      const gone = new Set<number>();
      const matcher = matcherOf(queries);
      for (const step of steps) {
        if ('add' in step) matcher.add(queries.push(step.add) - 1, step.add);
        else if ('remove' in step) {
          matcher.remove(step.remove % queries.length);
          gone.add(step.remove % queries.length);
        } else {
          const wanted = definitionOf(queries, step.match).filter((number) => !gone.has(number));
          expect(ascending(matcher.match(step.match))).toEqual(wanted);
        }
      }
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('finds the same with frequencies learnt from many signals', () => {
    const [query] = fc.sample(fc.array(denseQuery, { minLength: 30, maxLength: 30 }), { seed: 1, numRuns: 1 });
    const signals = fc.sample(denseSignal, { seed: 2, numRuns: 500 });
    const queries = query!;
    const matcher = matcherOf(queries);
    // Eight signals are read for each that is counted, and 2,000 counted before the counts are believed.
    for (let i = 0; i < 16_100; i++) matcher.match(signals[i % signals.length]!);
    const successor = matcher.successor(() => 0.001);
    queries.forEach((each, number) => successor.add(number, each));
    for (const _ of successor.layOut());
    expectDefinition(successor, queries, signals);
  });
});
