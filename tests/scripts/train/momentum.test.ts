import { describe, expect, it } from '@jest/globals';
import { fitLogistic, type Case } from '../../../scripts/train/fit-logistic.ts';
import { momentumTableOf } from '../../../scripts/train/momentum.ts';
import { inHalves, type RecordedPost } from '../../../scripts/train/recorded-posts.ts';

const HOUR = 3_600_000;

/** A post that gets so many likes every half an hour, for eight hours. */
function postOf(id: number, everyHalfHour: number, from = id * HOUR): RecordedPost {
  const sightings = Array.from({ length: 17 }, (_, i) => ({
    at: from + i * (HOUR / 2),
    metrics: { likes: 5 + i * everyHalfHour, comments: i + (id % 3) },
  }));
  return { id: String(id), source: 'somewhere', sightings };
}

describe('learning what growth promises', () => {
  const posts = Array.from({ length: 400 }, (_, i) => postOf(i, i % 40));

  it('gives the same table for the same posts, hot where posts do become big', () => {
    const table = momentumTableOf(posts);
    expect(momentumTableOf(posts)).toEqual(table);
    expect(table.unit.big).toBe(300);
    expect(table.share).toBeGreaterThan(0.4);
    expect(table.hot).toBeGreaterThan(0.5);
    expect(table.sources['somewhere']!.life).toBeGreaterThan(200);
    const pace = table.curves['pace']!.map(([, height]) => height);
    expect(pace).toEqual(pace.toSorted((a, b) => a - b));
  });

  it('says so where nothing can be learnt', () => {
    expect(() => momentumTableOf([])).toThrow('nothing to learn from');
  });

  it('halves a recording by time and leaves out what was not seen to its end', () => {
    const { dev, held } = inHalves(posts);
    const begins = (part: readonly RecordedPost[]) => part.map(({ sightings }) => sightings[0]!.at / HOUR);
    expect(Math.max(...begins(dev))).toBeLessThan(204 - 48);
    expect(Math.min(...begins(held))).toBeGreaterThanOrEqual(203);
    expect(Math.max(...begins(held))).toBeLessThan(407 - 48);
  });
});

describe('logistic regression', () => {
  const cases = (hits: readonly (readonly [x: number, hits: number, of: number])[]): Case[] =>
    hits.flatMap(([x, hit, of]) => Array.from({ length: of }, (_, i) => ({ values: [1, x], hit: i < hit })));

  it('finds the odds of two groups', () => {
    const [base, weight] = fitLogistic(
      cases([
        [0, 2_000, 10_000],
        [1, 5_000, 10_000],
      ]),
      [false, false],
    );
    expect(base).toBeCloseTo(Math.log(1 / 4), 2);
    expect(weight).toBeCloseTo(Math.log(4), 2);
  });

  it('holds a rising weight at zero where the odds fall', () => {
    const [base, weight] = fitLogistic(
      cases([
        [0, 5_000, 10_000],
        [1, 2_000, 10_000],
      ]),
      [false, true],
    );
    expect(weight).toBe(0);
    expect(base).toBeCloseTo(Math.log(7 / 13), 2);
  });
});
