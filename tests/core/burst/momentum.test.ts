import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MomentumTable } from '../../../src/contract/momentum.ts';
import type { Metrics } from '../../../src/contract/signal.ts';
import { emptyBook, promiseOf, watchPost } from '../../../src/core/burst/momentum-book.ts';
import { emptyPast, learnEnd, scaleOf } from '../../../src/core/burst/momentum-scale.ts';
import { momentumOf, noteMetrics, type PostMomentum } from '../../../src/core/burst/momentum.ts';
import '../../support/properties.ts';

const table = MomentumTable.parse(JSON.parse(readFileSync('config/momentum.json', 'utf8')));
const SOURCE = 'hackernews';
const scale = scaleOf(null, SOURCE, table)!;
const MINUTE = 60_000;
const START = Date.parse('2026-03-02T09:00:00Z');

type Figures = readonly (readonly [minute: number, likes: number, comments?: number])[];

const postOf = (figures: Figures): PostMomentum =>
  figures.reduce<PostMomentum | null>(
    (post, [minute, likes, comments]) => noteMetrics(post, { likes, comments }, START + minute * MINUTE),
    null,
  )!;
const chanceOf = (figures: Figures, later = 0, on = scale): number => {
  const post = postOf(figures);
  return momentumOf(post, post.last.at + later * MINUTE, on, table)!.chance;
};

/** Sightings some minutes apart with any likes. */
const figures = fc
  .array(
    fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 300 })),
    {
      minLength: 2,
      maxLength: 8,
    },
  )
  .map((steps) => {
    let minute = 0;
    return steps.map(([gap, likes, comments]) => [(minute += gap), likes, comments] as const);
  });

describe('momentum of a post', () => {
  it('calls a post whose likes race, and not one whose likes trickle', () => {
    const racing: Figures = [
      [0, 12],
      [30, 50, 8],
      [60, 105, 25],
    ];
    const trickling: Figures = [
      [0, 12],
      [30, 16, 2],
      [60, 21, 3],
    ];
    expect(chanceOf(racing)).toBeGreaterThan(table.hot);
    expect(chanceOf(trickling)).toBeLessThan(0.05);
    const { perMinute, usual, big } = momentumOf(postOf(racing), START + 60 * MINUTE, scale, table)!;
    expect(perMinute).toBeCloseTo(55 / 30);
    expect(perMinute).toBeGreaterThan(5 * usual);
    expect(big).toBe(300);
  });

  it('gives a post without growth no chance, however many likes it has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 8 }), (likes, sightings) => {
        const still = Array.from({ length: sightings }, (_, i) => [30 * i, likes] as const);
        expect(chanceOf(still)).toBe(0);
      }),
    );
  });

  it('never gives a lower chance for more likes at the same time', () => {
    fc.assert(
      fc.property(figures, fc.integer({ min: 0, max: 2_000 }), (less, extra) => {
        const [minute, likes, comments] = less.at(-1)!;
        const more: Figures = [...less.slice(0, -1), [minute, likes + extra, comments]];
        expect(chanceOf(more)).toBeGreaterThanOrEqual(chanceOf(less));
      }),
      { numRuns: 2_000 },
    );
  });

  it('never gives a higher chance because only time has passed', () => {
    fc.assert(
      fc.property(figures, fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 600 }), (seen, wait, more) => {
        expect(chanceOf(seen, wait + more)).toBeLessThanOrEqual(chanceOf(seen, wait));
      }),
    );
    const racing: Figures = [
      [0, 12],
      [30, 100],
    ];
    expect(chanceOf(racing, 24 * 60)).toBeLessThan(chanceOf(racing) / 2);
  });

  it('measures growth over at least ten minutes, however often it is told', () => {
    const often: Figures = Array.from({ length: 121 }, (_, i) => [i / 4, Math.floor(i / 4)]);
    const { perMinute } = momentumOf(postOf(often), START + 30 * MINUTE, scale, table)!;
    expect(perMinute).toBeCloseTo(1, 1);
    // One like a second after the first is not sixty a minute.
    const early = momentumOf(
      postOf([
        [0, 0],
        [1 / 60, 1],
      ]),
      START + MINUTE,
      scale,
      table,
    )!;
    expect(early.perMinute).toBeCloseTo(0.1);
  });

  it('bears figures that fall, jump, come late, are absent or absurd', () => {
    const likes = fc.option(fc.oneof(fc.double(), fc.integer({ min: -10, max: 1e12 })), { nil: undefined });
    const metrics: fc.Arbitrary<Metrics> = fc.record({ likes, comments: likes });
    const told = fc.array(fc.tuple(metrics, fc.integer({ min: -3 * MINUTE, max: 100 * MINUTE })), { maxLength: 12 });
    fc.assert(
      fc.property(told, (each) => {
        let post: PostMomentum | null = null;
        let at = START;
        for (const [figure, step] of each) post = noteMetrics(post, figure, (at += step));
        if (!post) return;
        const { chance, perMinute } = momentumOf(post, at, scale, table)!;
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1);
        expect(perMinute).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 1_000 },
    );
    // A figure that jumped by mistake and was put right leaves no growth behind.
    expect(
      chanceOf([
        [0, 10],
        [30, 90_000],
        [60, 11],
      ]),
    ).toBe(0);
  });

  it('goes on exactly from a restored state', () => {
    fc.assert(
      fc.property(figures, fc.nat(), (seen, cut) => {
        const until = 1 + (cut % seen.length);
        let restored = JSON.parse(JSON.stringify(postOf(seen.slice(0, until)))) as PostMomentum;
        for (const [minute, likes, comments] of seen.slice(until)) {
          restored = noteMetrics(restored, { likes, comments }, START + minute * MINUTE)!;
        }
        expect(restored).toEqual(postOf(seen));
      }),
    );
  });
});

describe('what is much on a source', () => {
  it('does not judge a source by the likes of another', () => {
    const seen: Figures = [
      [0, 12],
      [30, 50],
      [60, 105],
    ];
    const tenfold: Figures = seen.map(([minute, likes]) => [minute, 10 * likes]);
    expect(chanceOf(tenfold, 0, { ...scale, big: 10 * scale.big })).toBeCloseTo(chanceOf(seen), 9);
    expect(momentumOf(postOf(seen), START, scaleOf(null, 'elsewhere', table), table)).toBeNull();
  });

  it('learns from posts that ended which likes only few of them reach', () => {
    const past = emptyPast();
    // Each twice as rare as one with half its likes: 1 in 8 reaches 80 times 8.
    for (let i = 1; i <= 1_000; i++) {
      const peak = (80 * 1_000) / i;
      learnEnd(past, { peak, growth: peak, likeMinutes: 90 * peak, minutes: 180 }, { ...table, share: 0.125 });
    }
    const learnt = scaleOf(past, 'elsewhere', { ...table, share: 0.125 })!;
    expect(learnt.big / 640).toBeGreaterThan(0.85);
    expect(learnt.big / 640).toBeLessThan(1.15);
    expect(learnt.life).toBeCloseTo(90);
    expect(learnt.hours).toEqual([0, 0, 0, 0]);
  });

  it('is moved little by one absurd post', () => {
    const past = emptyPast();
    const ordinary = { peak: 40, growth: 30, likeMinutes: 1_800, minutes: 300 };
    for (let i = 0; i < 200; i++) learnEnd(past, ordinary, table);
    const before = scaleOf(past, 'elsewhere', table)!;
    learnEnd(past, { peak: 1e9, growth: 1e9, likeMinutes: 60e9, minutes: 300 }, table);
    const after = scaleOf(past, 'elsewhere', table)!;
    expect(after.big / before.big).toBeLessThan(1.05);
    expect(after.perMinute / before.perMinute).toBeLessThan(1.2);
  });

  it('outweighs the shipped numbers slowly', () => {
    const past = emptyPast();
    for (let i = 0; i < 50; i++) learnEnd(past, { peak: 30, growth: 20, likeMinutes: 900, minutes: 200 }, table);
    const { big } = scaleOf(past, SOURCE, table)!;
    expect(big).toBeLessThan(300);
    expect(big).toBeGreaterThan(200);
  });
});

describe('the book of posts under way', () => {
  const post = (id: string, likes?: number) => ({
    id,
    source: 'elsewhere',
    metrics: likes === undefined ? {} : { likes },
  });

  it('learns from posts that fell silent and forgets them', () => {
    const book = emptyBook();
    for (let i = 0; i < 60; i++) {
      watchPost(book, post(`p${i}`, 5), START, table);
      watchPost(book, post(`p${i}`, 20 + i), START + 60 * MINUTE, table);
    }
    watchPost(book, post('without figures'), START, table);
    expect(book.posts.size).toBe(60);
    expect(promiseOf(book, 'p1', START + 60 * MINUTE, table)).toBeNull();

    const nextDay = START + 26 * 60 * MINUTE;
    watchPost(book, post('new', 5), nextDay, table);
    watchPost(book, post('new', 70), nextDay + 30 * MINUTE, table);
    expect([...book.posts.keys()]).toEqual(['new']);
    const promise = promiseOf(book, 'new', nextDay + 30 * MINUTE, table)!;
    expect(promise.big).toBeGreaterThan(60);
    expect(promise.big).toBeLessThan(85);
    expect(promise.chance).toBeGreaterThan(table.hot);
    expect(promiseOf(book, 'never seen', nextDay, table)).toBeNull();
  });

  it('holds a bounded number of posts', () => {
    const book = emptyBook();
    for (let i = 0; i < 10_050; i++) watchPost(book, post(`p${i}`, 5), START + i, table);
    expect(book.posts.size).toBe(10_000);
    expect(book.posts.has('p0')).toBe(false);
  });
});

describe('config/momentum.json', () => {
  it('has curves that never fall where more likes must never lower the chance', () => {
    for (const name of ['likes', 'pace', 'perComment']) {
      const heights = table.curves[name]!.map(([, height]) => height);
      expect(heights).toEqual(heights.toSorted((a, b) => a - b));
    }
  });

  it('has curves whose points go from left to right', () => {
    for (const curve of Object.values(table.curves)) {
      const places = curve.map(([x]) => x);
      expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b));
    }
  });
});
