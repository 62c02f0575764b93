import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ScorePart, VerdictLevel } from '../../../src/contract/opportunity.ts';
import { Territory } from '../../../src/contract/territory.ts';
import { alertLevel } from '../../../src/core/opportunity/alert.ts';
import { fitOf, joinFits, noteTopics, topicsOf, type FitState } from '../../../src/core/opportunity/fit.ts';
import { potentialOf, scoreOf } from '../../../src/core/opportunity/score.ts';
import { chanceInTime, closingOf, viewWindow } from '../../../src/core/opportunity/window.ts';
import type { StoryState } from '../../../src/core/story/group.ts';
import { newPhase } from '../../../src/core/story/phase.ts';
import { hit, MINUTE, NOON, shippedScoring } from '../../support/signals.ts';

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

describe('an alert', () => {
  const limits = { alertScore: 60, chance: 0.5 };
  const card = (score: number, inTime: number, verdict: VerdictLevel = 'go') => ({ score, inTime, verdict });

  it.each([
    [card(60, 0.5), 'alert'],
    [card(59, 1), 'quiet'],
    [card(100, 0.49), 'quiet'],
    [card(100, 1, 'review'), 'alert'],
    [card(100, 1, 'block'), 'quiet'],
  ] as const)('for %j is %s', (given, level) => expect(alertLevel('quiet', given, limits)).toBe(level));

  it('once given stays, so that nobody is disturbed twice, until the gate shuts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), share, (score, inTime) => {
        expect(alertLevel('alert', card(score, inTime), limits)).toBe('alert');
        expect(alertLevel('alert', card(score, inTime, 'block'), limits)).toBe('quiet');
      }),
    );
  });
});

const scoring = shippedScoring();
const PHASES = ['emerging', 'rising', 'peaking', 'fading'] as const;
const storyOf = (phase: (typeof PHASES)[number], posts: number, news: number, lastAt = NOON): StoryState =>
  ({ posts, news, lastAt, firstAt: NOON, phase: { ...newPhase(lastAt), phase, candidate: phase } }) as StoryState;

describe('a window', () => {
  const anyStory = fc
    .tuple(fc.constantFrom(...PHASES), fc.nat(50), fc.nat(50))
    .filter(([, posts, news]) => posts + news > 0)
    .map(([phase, posts, news]) => ({ phase, posts, news }));

  it('has its three moments in order, after the last item', () => {
    fc.assert(
      fc.property(anyStory, ({ phase, posts, news }) => {
        const closing = closingOf(storyOf(phase, posts, news), scoring);
        const { p10, p50, p90 } = closing;
        expect([NOON, p10, p50, p90]).toEqual([NOON, p10, p50, p90].toSorted((a, b) => a - b));
        expect(Object.values(viewWindow(closing)).every((moment) => moment.endsWith('Z'))).toBe(true);
      }),
    );
  });

  it('is longer for news than for posts, and moves with the last item', () => {
    fc.assert(
      fc.property(anyStory, fc.nat(600), ({ phase, posts, news }, minutes) => {
        const mixed = closingOf(storyOf(phase, posts, news), scoring);
        expect(mixed.p50).toBeGreaterThanOrEqual(closingOf(storyOf(phase, 1, 0), scoring).p50);
        expect(mixed.p50).toBeLessThanOrEqual(closingOf(storyOf(phase, 0, 1), scoring).p50);
        const later = closingOf(storyOf(phase, posts, news, NOON + minutes * MINUTE), scoring);
        expect(later.p50 - mixed.p50).toBe(minutes * MINUTE);
      }),
    );
  });

  it('of a fading story is counted from when it began to fade: one more item makes it live no longer', () => {
    const story = storyOf('fading', 5, 0, NOON + 10 * MINUTE);
    story.phase.candidateSince = NOON;
    expect(closingOf(story, scoring)).toEqual(closingOf(storyOf('fading', 5, 0), scoring));
  });
});

describe('the chance to answer in time', () => {
  const anyClosing = fc
    .tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 900 }))
    .map(([p10, more, most]) => ({
      p10: NOON + p10 * MINUTE,
      p50: NOON + (p10 + more) * MINUTE,
      p90: NOON + (p10 + more + most) * MINUTE,
      spread: Math.log((p10 + more + most) / p10) / 2.563,
    }));
  const minutes = fc.integer({ min: 1, max: 300 });

  it('is a probability', () => {
    fc.assert(
      fc.property(anyClosing, fc.integer({ min: 0, max: 2_000 }), minutes, (closing, at, reactivity) => {
        const chance = chanceInTime(closing, NOON + at * MINUTE, reactivity, 0.5);
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is larger for a faster team', () => {
    fc.assert(
      fc.property(anyClosing, minutes, minutes, (closing, one, other) => {
        const [fast, slow] = [one, other]
          .toSorted((a, b) => a - b)
          .map((each) => chanceInTime(closing, NOON, each, 0.5));
        expect(fast).toBeGreaterThanOrEqual(slow!);
      }),
    );
  });

  it('is one half when just as much time is left as the team usually needs', () => {
    const closing = { p10: NOON + 10 * MINUTE, p50: NOON + 30 * MINUTE, p90: NOON + 90 * MINUTE, spread: 1 };
    expect(chanceInTime(closing, NOON, 30, 0.5)).toBeCloseTo(0.5, 6);
  });

  it('never grows by waiting', () => {
    fc.assert(
      fc.property(anyClosing, minutes, minutes, minutes, (closing, one, other, reactivity) => {
        const [sooner, later] = [one, other]
          .toSorted((a, b) => a - b)
          .map((at) => chanceInTime(closing, NOON + at * MINUTE, reactivity, 0.5));
        expect(later).toBeLessThanOrEqual(sooner!);
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
