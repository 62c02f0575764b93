import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LEVELS } from '../../../src/contract/window-model.ts';
import { chanceInTime, closingOf, followLife, viewWindow, type Closing } from '../../../src/core/opportunity/window.ts';
import { newPhase, type Living } from '../../../src/core/story/phase.ts';
import { MINUTE, NOON, shippedWindow } from '../../support/signals.ts';

const model = shippedWindow();

interface Told {
  posts: number;
  news: number;
  minutes: Map<number, number>;
  phase: Living['phase'];
}

const untold = (): Told => ({ posts: 0, news: 0, minutes: new Map(), phase: newPhase(NOON) });

function hear(story: Told, at: number, kind: 'posts' | 'news' = 'posts'): void {
  const minute = Math.floor(at / MINUTE);
  story.minutes.set(minute, (story.minutes.get(minute) ?? 0) + 1);
  story[kind] += 1;
}

/** A story with voices so many minutes after noon, looked at at each of them. */
function told(voices: readonly number[], kind: 'posts' | 'news' = 'posts'): Told {
  const story = untold();
  for (const minute of voices) {
    hear(story, NOON + minute * MINUTE, kind);
    followLife(story, NOON + minute * MINUTE, model);
  }
  return story;
}

const anyVoices = fc.array(fc.nat(300), { minLength: 1, maxLength: 60 }).map((all) => all.toSorted((a, b) => a - b));
const anyKind = fc.constantFrom('posts' as const, 'news' as const);
const burst = (n: number, over: number): number[] => Array.from({ length: n }, (_, i) => (i * over) / n);

describe('a window', () => {
  it('has its three moments in order, none before the last look at something new', () => {
    fc.assert(
      fc.property(anyVoices, anyKind, (voices, kind) => {
        const closing = closingOf(told(voices, kind), model);
        const { p10, p50, p90 } = closing;
        expect([p10, p50, p90]).toEqual([p10, p50, p90].toSorted((a, b) => a - b));
        expect(closing.moments).toEqual(closing.moments.toSorted((a, b) => a - b));
        expect(Object.values(viewWindow(closing)).every((moment) => moment.endsWith('Z'))).toBe(true);
      }),
    );
  });

  it('never moves later by time alone', () => {
    fc.assert(
      fc.property(anyVoices, anyKind, fc.array(fc.nat(900), { maxLength: 20 }), (voices, kind, waits) => {
        const story = told(voices, kind);
        let [at, before] = [NOON + voices.at(-1)! * MINUTE, closingOf(story, model).moments];
        for (const wait of waits) {
          at += wait * MINUTE;
          followLife(story, at, model);
          const now = closingOf(story, model).moments;
          now.forEach((moment, i) => expect(moment).toBeLessThanOrEqual(before[i]!));
          before = now;
        }
      }),
    );
  });

  it('is longer for news than for posts, and longest while a story rises', () => {
    const last = (story: Told): number => Math.max(...story.minutes.keys()) * MINUTE;
    const rising = told([0, 4, 7, 9, 11, 12, 13, 14, 15, 16, 16, 17, 17, 18, 18, 18, 19, 19, 19]);
    const left = (story: Told): number => closingOf(story, model).p50 - last(story);
    const articles = told(
      burst(20, 300).map((minute) => Math.floor(minute)),
      'news',
    );
    expect(left(articles)).toBeGreaterThan(left(rising));
    const gone = told([...burst(40, 15), 40, 45, 50]);
    expect(left(gone)).toBeLessThan(left(rising));
  });

  it('runs out where a story stays quiet; a late word does not bring it back, a second rise does', () => {
    const story = told(burst(40, 15));
    for (let minute = 16; minute < 90; minute++) followLife(story, NOON + minute * MINUTE, model);
    const quiet = closingOf(story, model);
    expect(story.phase.phase).toBe('fading');
    hear(story, NOON + 90 * MINUTE);
    followLife(story, NOON + 90 * MINUTE, model);
    expect(closingOf(story, model)).toEqual(quiet);
    for (let i = 0; i < 60; i++) {
      hear(story, NOON + (91 + i / 6) * MINUTE);
      followLife(story, NOON + (91 + i / 6) * MINUTE, model);
    }
    expect(closingOf(story, model).p50).toBeGreaterThan(NOON + 100 * MINUTE);
  });

  it('follows from the story as it is written down', () => {
    fc.assert(
      fc.property(anyVoices, fc.nat(200), (voices, later) => {
        const story = told(voices);
        const copy = structuredClone(story);
        const at = NOON + (voices.at(-1)! + later) * MINUTE;
        for (const one of [story, copy]) followLife(one, at, model);
        expect(copy).toEqual(story);
      }),
    );
  });
});

const ascending = (minutes: readonly number[]): Closing => {
  const moments = minutes.toSorted((a, b) => a - b).map((minute) => NOON + minute * MINUTE);
  return { p10: moments[2]!, p50: moments[8]!, p90: moments[13]!, moments };
};

describe('the chance to answer in time', () => {
  const anyClosing = fc
    .array(fc.nat(900), { minLength: LEVELS.length, maxLength: LEVELS.length })
    .map((minutes) => ascending(minutes));
  const minutes = fc.integer({ min: 1, max: 300 });

  it('is a probability', () => {
    fc.assert(
      fc.property(anyClosing, fc.nat(2_000), minutes, (closing, at, reactivity) => {
        const chance = chanceInTime(closing, NOON + at * MINUTE, reactivity, 0.5);
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is no smaller for a faster team', () => {
    fc.assert(
      fc.property(anyClosing, minutes, minutes, (closing, one, other) => {
        const [fast, slow] = [one, other]
          .toSorted((a, b) => a - b)
          .map((each) => chanceInTime(closing, NOON, each, 0.5));
        expect(fast).toBeGreaterThanOrEqual(slow!);
      }),
    );
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

  it('comes from both spreads: certain where all ends are far, none where all are past, half where they meet', () => {
    const chance = (closing: Closing, spread = 0.5): number => chanceInTime(closing, NOON, 30, spread);
    expect(chance(ascending(LEVELS.map((level) => 600 + level)))).toBeCloseTo(1, 6);
    expect(chance(ascending(LEVELS.map((level) => level)))).toBeCloseTo(0, 2);
    expect(chance(ascending(LEVELS.map((level) => 60 * level)))).toBeCloseTo(0.47, 1);
    const soon = ascending(LEVELS.map((level) => 60 + level));
    expect(chance(soon, 0.1)).toBeGreaterThan(chance(soon, 1));
  });
});
