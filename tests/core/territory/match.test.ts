import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matches, prepareDocument } from '../../../src/core/territory/match.ts';
import { cleaned } from '../../support/signals.ts';
import { anyQuery, anySample, holds, typed } from './generated.ts';
import { queryOf } from './query-of.ts';

describe('matching', () => {
  it('agrees with the definition on any query and any text', () => {
    fc.assert(
      fc.property(anyQuery, fc.array(anySample, { minLength: 4, maxLength: 4 }), (query, samples) => {
        const parsed = queryOf(typed(query));
        for (const sample of samples) {
          expect(matches(parsed, prepareDocument(cleaned(sample.raw)))).toBe(holds(query, sample));
        }
      }),
      { numRuns: 1_500 },
    );
  });
});
