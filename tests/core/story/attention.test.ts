import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readAttention } from '../../../src/core/story/attention.ts';
import { judgeLife } from '../../../src/core/story/hindsight.ts';

const counts = fc.array(fc.nat(40), { minLength: 1, maxLength: 80 });

describe('reading a curve of attention', () => {
  it('says where it stands against its peak', () => {
    const reading = readAttention([0, 3, 6, 9, 6, 3, 0, 0]);
    expect(reading).toMatchObject({ age: 6, sincePeak: 3, below: 2, high: 3, last: 0 });
    expect(reading.level).toBeCloseTo(3 / 21, 9);
    expect(reading.trend).toBeLessThan(0);
    expect(readAttention([1, 2, 4, 8]).trend).toBeGreaterThan(0);
    expect(readAttention([0, 0])).toMatchObject({ level: 0, below: 2 });
  });

  it('takes heights in proportion: ten times the voices live no longer', () => {
    fc.assert(
      fc.property(counts, (curve) => {
        const { size, ...one } = readAttention(curve);
        const { size: larger, ...ten } = readAttention(curve.map((n) => 10 * n));
        expect(larger).toBeGreaterThanOrEqual(size);
        for (const [name, value] of Object.entries(one)) expect(ten[name as keyof typeof ten]).toBeCloseTo(value, 9);
      }),
    );
  });

  it('of a past moment is not touched by what came later', () => {
    fc.assert(
      fc.property(counts, counts, (past, future) => {
        expect(readAttention([...past, ...future], past.length)).toEqual(readAttention(past));
      }),
    );
  });
});

describe('hindsight', () => {
  it('knows the end: below half of the peak for good, however often it seemed over before', () => {
    const { moments } = judgeLife([0, 0, 9, 9, 0, 0, 0, 0, 0, 0, 30, 30, 30, 30, 0, 0, 0, 0, 0, 0, 0, 0, 0], 5);
    expect(moments.map(({ stage }) => stage).filter((stage, i, all) => stage !== all[i - 1])).toEqual([
      'emerging',
      'peaking',
      'over',
    ]);
    expect(moments.find(({ end }) => end === 4)!.minutesLeft).toBe(60);
    expect(moments.find(({ stage }) => stage === 'over')).toMatchObject({ end: 16, minutesLeft: 0 });
  });

  it('counts down to the end, step by step', () => {
    fc.assert(
      fc.property(counts, (curve) => {
        const left = judgeLife(curve, 5).moments.map(({ minutesLeft }) => minutesLeft);
        left.slice(1).forEach((minutes, i) => expect(minutes).toBe(Math.max(left[i]! - 5, 0)));
      }),
    );
  });
});
