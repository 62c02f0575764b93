import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ScorePart } from '../../../src/contract/opportunity.ts';
import { Territory } from '../../../src/contract/territory.ts';
import { fitOf, joinFits, noteTopics, topicsOf, type FitState } from '../../../src/core/opportunity/fit.ts';
import { potentialOf, scoreOf } from '../../../src/core/opportunity/score.ts';
import { hit } from '../../support/signals.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const parts = (values: readonly number[]): ScorePart[] =>
  (['gate', 'fit', 'pulse', 'chance'] as const).map((name, i) => ({ name, value: values[i] as number, reasons: [] }));

describe('a score', () => {
  it('is a hundred times the product of its parts, from 0 to 100', () => {
    fc.assert(
      fc.property(fc.tuple(share, share, share, share), (values) => {
        const score = scoreOf(parts(values));
        expect(score).toBe(Math.round(100 * values[0] * values[1] * values[2] * values[3]));
        expect(potentialOf(parts(values))).toBeGreaterThanOrEqual(score);
      }),
    );
    expect([scoreOf(parts([1, 1, 1, 1])), scoreOf(parts([0, 1, 1, 1]))]).toEqual([100, 0]);
  });

  it('never falls when one of its parts grows', () => {
    fc.assert(
      fc.property(fc.tuple(share, share, share, share), fc.nat(3), share, (values, which, other) => {
        const [less, more] = [Math.min(values[which]!, other), Math.max(values[which]!, other)];
        expect(scoreOf(parts(values.with(which, more)))).toBeGreaterThanOrEqual(
          scoreOf(parts(values.with(which, less))),
        );
      }),
    );
  });
});

describe('the fit of a story', () => {
  const { topics } = Territory.parse({
    brand: 'b',
    topics: [
      { id: 'own', label: 'Own', query: 'x', weight: 1 },
      { id: 'near', label: 'Near', query: 'x', weight: 0.5 },
    ],
  });
  const fitted = (hits: readonly ReturnType<typeof hit>[][]): FitState => {
    const fit: FitState = new Map();
    for (const one of hits) noteTopics(fit, one, false);
    return fit;
  };

  it('weighs topics, share and place', () => {
    expect(fitOf(fitted([[hit('own', ['x'], true)]]), topics, 1, 0.8)).toBe(1);
    expect(fitOf(fitted([[hit('own')]]), topics, 1, 0.8)).toBeCloseTo(0.8);
    expect(fitOf(fitted([[hit('own')]]), topics, 4, 0.8)).toBeCloseTo(0.2);
    expect(fitOf(fitted([[hit('near')]]), topics, 1, 0.8)).toBeCloseTo(0.4);
    expect(fitOf(fitted([[hit('own'), hit('near')]]), topics, 2, 1)).toBeCloseTo(1 - 0.5 * 0.75);
    expect(fitOf(fitted([[hit('gone')]]), topics, 1, 1)).toBe(0);
  });

  it('is the same whether stories were one from the beginning or became one', () => {
    const some = fc.array(fc.subarray([hit('own', ['a']), hit('near', ['b'], true)]), { maxLength: 8 });
    fc.assert(
      fc.property(some, some, (one, other) => {
        const joined = fitted(one);
        joinFits(joined, fitted(other));
        expect(joined).toEqual(fitted([...one, ...other]));
        const items = Math.max(one.length + other.length, 1);
        expect(fitOf(joined, topics, items, 0.8)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('names the topics, most frequent first, with their words', () => {
    const fit = fitted([[hit('near', ['b'])], [hit('near', ['c'], true), hit('own', ['a'])], [hit('near', ['c'])]]);
    expect(topicsOf(fit, topics)).toEqual([
      { topic: 'near', label: 'Near', inTitle: true, words: ['c', 'b'] },
      { topic: 'own', label: 'Own', inTitle: false, words: ['a'] },
    ]);
  });
});
