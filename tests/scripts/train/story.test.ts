import { describe, expect, it } from '@jest/globals';
import { fitLogistic } from '../../../scripts/train/story-logistic.ts';
import { bCubed } from '../../../scripts/train/story-runs.ts';

describe('learning how stories are joined', () => {
  it('finds which measure tells, and gives the same for the same cases', () => {
    const cases = Array.from({ length: 400 }, (_, i) => ({
      measures: [1, (i % 20) / 20, (i % 7) / 7],
      isTrue: i % 20 > 9,
    }));
    const [, telling, idle] = fitLogistic(cases);
    expect(telling).toBeGreaterThan(2);
    expect(Math.abs(idle!)).toBeLessThan(0.5);
    expect(fitLogistic(cases)).toEqual(fitLogistic(cases));
  });

  it('is judged by B-cubed: 1 where all lie as people say, less where two events are one or one is two', () => {
    const events = ['a', 'a', 'b', 'b'];
    expect(bCubed(events, ['1', '1', '2', '2'])).toBe(1);
    expect(bCubed(events, ['1', '1', '1', '1'])).toBeCloseTo(2 / 3);
    expect(bCubed(events, ['1', '2', '3', '3'])).toBeCloseTo((2 * 0.75) / 1.75);
  });
});
