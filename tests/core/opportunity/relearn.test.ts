import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EndedLife } from '../../../src/contract/life.ts';
import { LearntBands, LEVELS } from '../../../src/contract/window-model.ts';
import { learnBands, minutesAt, minutesAtLevel, shareAt } from '../../../src/core/opportunity/bands.ts';
import { endedLife } from '../../../src/core/opportunity/ended.ts';
import { relearnBands, withLearnt } from '../../../src/core/opportunity/relearn.ts';
import { newPhase } from '../../../src/core/story/phase.ts';
import { iso, MINUTE, NOON, shippedWindow } from '../../support/signals.ts';

const shipped = shippedWindow();

/** A story that rises for some steps, stands for some, and is gone. */
const life = (story: number, up: number, high: number): EndedLife => ({
  brand: 'b',
  story: `${story}`,
  kind: 'posts',
  endedAt: iso(NOON),
  stepMinutes: 5,
  counts: [
    ...Array.from({ length: up }, (_, i) => i + 1),
    ...new Array<number>(high).fill(up + 1),
    ...new Array<number>(20).fill(0),
  ],
});

const anyLives = fc.array(
  fc.tuple(fc.nat(6), fc.integer({ min: 1, max: 30 })).map(([up, high]) => life(0, up, high)),
  { minLength: 1, maxLength: 30 },
);

describe('windows learnt from own stories', () => {
  it('are longer where stories lived longer, the more the more stories there were', () => {
    const median = (n: number, high: number): number => {
      const lives = Array.from({ length: n }, (_, i) => life(i, 3, high));
      const { bands } = withLearnt(shipped, relearnBands(shipped, lives)).kinds.posts;
      return bands.reduce((sum, { minutes }) => sum + minutesAtLevel(minutes, 0.5), 0);
    };
    expect(median(40, 30)).toBeGreaterThan(median(40, 4));
    expect(median(200, 30)).toBeGreaterThan(median(10, 30));
  });

  it('are bands as the contract says, the same for the same lives in any order of stories', () => {
    fc.assert(
      fc.property(anyLives, (lives) => {
        const learnt = relearnBands(shipped, lives);
        expect(LearntBands.parse(JSON.parse(JSON.stringify(learnt)))).toEqual(learnt);
        expect(relearnBands(shipped, lives)).toEqual(learnt);
        expect(learnt.kinds.news).toBeUndefined();
      }),
      { numRuns: 20 },
    );
  });

  it('hardly move where a single story was seen', () => {
    const [before, after] = [shipped, withLearnt(shipped, relearnBands(shipped, [life(1, 3, 6)]))];
    const { bands } = before.kinds.posts;
    bands.forEach(({ score, minutes }) => {
      const moved = minutesAtLevel(minutesAt(after.kinds.posts.bands, score), 0.5) - minutesAtLevel(minutes, 0.5);
      expect(Math.abs(moved)).toBeLessThan(10);
    });
  });

  it('count for nothing under other scorecards', () => {
    const learnt = relearnBands(shipped, [life(1, 3, 20)]);
    const posts = shipped.kinds.posts;
    const other = { ...shipped, kinds: { ...shipped.kinds, posts: { ...posts, left: { ...posts.left, base: 9 } } } };
    expect(withLearnt(other, learnt)).toBe(other);
    expect(withLearnt(shipped, null)).toBe(shipped);
  });
});

describe('bands', () => {
  it('give more time to a higher score, and their shares answer their minutes', () => {
    const cases = fc.array(
      fc.record({ score: fc.double({ min: 0, max: 5, noNaN: true }), minutes: fc.nat(50), weight: fc.constant(1) }),
      { minLength: 5, maxLength: 60 },
    );
    fc.assert(
      fc.property(cases, fc.double({ min: 0, max: 5, noNaN: true }), (all, score) => {
        const bands = learnBands([0, 1, 2, 3, 4, 5], all, 5);
        const minutes = minutesAt(bands, score);
        minutesAt(bands, score + 0.5).forEach((more, i) => expect(more).toBeGreaterThanOrEqual(minutes[i]! - 1e-9));
        LEVELS.forEach((level, i) => expect(shareAt(minutes, minutes[i]!)).toBeGreaterThanOrEqual(level - 1e-9));
      }),
    );
  });
});

describe('a story that ended', () => {
  const story = (minutes: readonly number[]) => ({
    id: 's',
    lastAt: NOON,
    posts: minutes.length,
    news: 0,
    minutes: new Map(minutes.map((minute) => [NOON / MINUTE + minute, 2])),
    phase: newPhase(NOON),
  });

  it('is told around its peak, with the quiet after it', () => {
    const told = endedLife(story([0, 500, 502, 504, 506, 510, 600]), 'b', NOON, shipped)!;
    expect(EndedLife.parse(told)).toEqual(told);
    expect(told.counts).toHaveLength(60);
    expect(told.counts.reduce((sum, n) => sum + n, 0)).toBe(12);
  });

  it('is not told where only few spoke', () => expect(endedLife(story([0, 1, 2]), 'b', NOON, shipped)).toBeNull());
});
