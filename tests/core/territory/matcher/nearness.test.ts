import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Query } from '../../../../src/core/territory/query.ts';
import { article } from '../../../support/signals.ts';
import { ascending, definitionOf, matcherOf } from './dense.ts';

const at = { from: 0, to: 0 };
const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const letter = fc.constantFrom(...LETTERS);
const field = fc.constantFrom('any' as const, 'any' as const, 'title' as const, 'body' as const);
const operand = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ field, word: letter }).map((given): Query => ({ kind: 'term', ...given, ...at })),
  },
  fc
    .record({ field, words: fc.array(letter, { minLength: 2, maxLength: 3 }) })
    .map((given): Query => ({ kind: 'phrase', ...given, ...at })),
);
const side = (most: number) =>
  fc.array(operand, { minLength: 1, maxLength: most }).map((children): Query => ({ kind: 'or', children, ...at }));
const near = fc.constantFrom(1, 2, 9).chain((most) =>
  fc
    .record({
      distance: fc.constantFrom(0, 1, 3, 30, 31, 32, 50),
      ordered: fc.boolean(),
      left: side(most),
      right: side(most),
    })
    .map((given): Query => ({ kind: 'near', ...given, ...at })),
);
/** Words with stretches between them as long as NEAR reaches, and a little longer. */
const text = fc
  .array(fc.oneof({ weight: 3, arbitrary: letter }, fc.constantFrom(1, 2, 29, 31, 32, 33, 50, 51)), { maxLength: 24 })
  .map((pieces) => pieces.map((piece) => (typeof piece === 'string' ? piece : 'x '.repeat(piece))).join(' '));

describe('NEAR', () => {
  it('finds what the definition finds, however many operands its sides have', () => {
    const nears = fc.array(near, { minLength: 1, maxLength: 5 });
    const signal = fc.record({ title: text, text, tags: fc.array(letter, { maxLength: 2 }) });
    fc.assert(
      fc.property(nears, fc.array(signal, { minLength: 1, maxLength: 4 }), (queries, signals) => {
        const matcher = matcherOf(queries);
        for (const { title, text, tags } of signals) {
          const given = { ...article(title, { text }), tags };
          expect(ascending(matcher.match(given))).toEqual(definitionOf(queries, given));
        }
      }),
      { numRuns: 600 },
    );
  });

  it('is not misled where a text is read again because one of its letters is several', () => {
    const [a, b] = ['a', 'b'].map((word): Query => ({ kind: 'term', field: 'any', word, ...at })) as [Query, Query];
    const query: Query = { kind: 'near', distance: 50, ordered: true, left: a, right: b, ...at };
    const text = `a ${'x '.repeat(54)} b x x a œ`;
    expect(matcherOf([query]).match(article('x', { text }))).toEqual([]);
  });

  it.each([0, 1, 31, 32, 50])('reaches %i words and no further, at every place of a text', (distance) => {
    const many = LETTERS.map((word): Query => ({ kind: 'term', field: 'any', word, ...at }));
    const left: Query = { kind: 'or', children: many.slice(0, 5), ...at };
    const right: Query = { kind: 'or', children: many.slice(3), ...at };
    const queries = [true, false].map((ordered): Query => ({ kind: 'near', distance, ordered, left, right, ...at }));
    const matcher = matcherOf(queries);
    // All operands are there, so far from one another that nothing is near.
    const apart = LETTERS.map((word) => `${word} ${'x '.repeat(51)}`).join('');
    for (let before = 0; before < 70; before++) {
      const pair = (between: number): string => `${apart} ${'x '.repeat(before)} a ${'x '.repeat(between)} h`;
      expect(matcher.match(article('x', { text: pair(distance) }))).toHaveLength(2);
      expect(matcher.match(article('x', { text: pair(distance + 1) }))).toHaveLength(0);
    }
  });
});
