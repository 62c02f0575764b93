import { describe, expect, it } from '@jest/globals';
import { forecastPerDay } from '../../../../src/core/learning/replay/forecast.ts';
import { seeded } from '../../../support/random.ts';

describe('alerts on a day to come', () => {
  it('says nothing without a whole day', () => {
    expect(forecastPerDay([])).toBeNull();
  });

  it('is unsure after one day, and surer after many like it', () => {
    const [one, many] = [forecastPerDay([4])!, forecastPerDay(Array.from({ length: 14 }, () => 4))!];
    expect([one.perDay, many.perDay]).toEqual([4, 4]);
    expect(one.high - one.low).toBeGreaterThan(many.high - many.low);
    expect(one.low).toBeLessThanOrEqual(1);
    expect(one.high).toBeGreaterThanOrEqual(8);
  });

  it('widens where days differ by more than chance', () => {
    const [even, wavy] = [forecastPerDay([5, 5, 5, 5])!, forecastPerDay([0, 12, 1, 7])!];
    expect(wavy.perDay).toBe(even.perDay);
    expect(wavy.high).toBeGreaterThan(even.high);
    expect(wavy.low).toBeLessThanOrEqual(even.low);
  });

  it('promises nothing after quiet days, and leaves room upwards for what a sample hid', () => {
    const quiet = forecastPerDay([0, 0, 0, 0, 0, 0, 0])!;
    expect(quiet).toMatchObject({ perDay: 0, low: 0 });
    expect(quiet.high).toBeLessThanOrEqual(1);
    expect(forecastPerDay([3, 3, 3], 6)!.high).toBeGreaterThan(forecastPerDay([3, 3, 3])!.high + 4);
    expect(forecastPerDay([900, 950, 1_000])!.low).toBeGreaterThan(700);
  });

  it('holds nine days in ten where days are as it believes', () => {
    const random = seeded(7);
    let inside = 0;
    const rounds = 2_000;
    for (let round = 0; round < rounds; round++) {
      const days = Array.from({ length: 5 }, () => poisson(6, random));
      const { low, high } = forecastPerDay(days.slice(0, 4))!;
      if (days[4]! >= low && days[4]! <= high) inside += 1;
    }
    expect(inside / rounds).toBeGreaterThan(0.88);
  });
});

function poisson(mean: number, random: () => number): number {
  let [n, product] = [0, random()];
  for (; product > Math.exp(-mean); n++) product *= random();
  return n;
}
