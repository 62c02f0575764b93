import { describe, expect, it } from '@jest/globals';
import { estimateFrom } from '../../../../src/core/territory/lookback/estimate.ts';
import { seeded } from '../../../support/random.ts';

describe('how many there are, told from a sample', () => {
  it('is exact where nothing was left out', () => {
    expect(estimateFrom([1, 1, 1], 1)).toEqual({ count: 3, low: 3, high: 3, exact: true });
    expect(estimateFrom([], 1)).toEqual({ count: 0, low: 0, high: 0, exact: true });
  });

  it('says how many there may be where none was found', () => {
    expect(estimateFrom([], 0.25)).toEqual({ count: 0, low: 0, high: 12, exact: false });
  });

  it('holds the true number in its interval about 19 times in 20, kept for certain or by chance', () => {
    const random = seeded(7);
    let held = 0;
    for (let run = 0; run < 400; run++) {
      const chances = Array.from({ length: 600 }, (_, i) => (i < 40 ? 1 : 0.125));
      const found = chances.filter((p) => random() < p);
      const { low, high } = estimateFrom(found, 0.125);
      if (low <= 600 && 600 <= high) held += 1;
    }
    expect(held / 400).toBeGreaterThan(0.92);
  });
});
