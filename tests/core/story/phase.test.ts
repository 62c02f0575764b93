import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readAttention } from '../../../src/core/story/attention.ts';
import { lifeKind, movePhase, newPhase, noteLikes, stepsUntil } from '../../../src/core/story/phase.ts';
import { MINUTE, NOON, shippedWindow } from '../../support/signals.ts';

const life = shippedWindow().kinds.posts;
const SECOND = 1_000;

/** Looks at a curve, step after step, every ten seconds; answers the phases by their moments. */
function phases(counts: readonly number[]): { at: number; phase: string }[] {
  const state = newPhase(NOON);
  return counts.flatMap((_, step) =>
    Array.from({ length: 30 }, (__, tick) => {
      const at = NOON + step * 5 * MINUTE + tick * 10 * SECOND;
      movePhase(state, at, readAttention(counts, step + 1), life);
      return { at, phase: state.phase };
    }),
  );
}

const order = (counts: readonly number[]): string[] =>
  phases(counts)
    .map(({ phase }) => phase)
    .filter((phase, i, all) => phase !== all[i - 1]);

describe('the phase of a story', () => {
  it('changes only after a new one has held for a minute', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 40 }), (counts) => {
        const seen = phases(counts);
        const changes = seen.filter(({ phase }, i) => phase !== (seen[i - 1]?.phase ?? 'emerging'));
        changes.forEach(({ at }, i) =>
          expect(at - (changes[i - 1]?.at ?? NOON - MINUTE)).toBeGreaterThanOrEqual(MINUTE),
        );
      }),
    );
  });

  it('begins as emerging, and ends as fading', () => {
    const phases = order([2, 3, 5, 9, 14, 20, 24, 24, 20, 12, 6, 3, 2, 1, 1, 0, 0, 0]);
    expect([phases[0], phases.at(-1)]).toEqual(['emerging', 'fading']);
    expect(phases).toContain('peaking');
    expect(order([30, 25, 10, 4, 2, 1, 0, 0, 0]).at(-1)).toBe('fading');
  });

  it('is fading for ever where it stays quiet, and rises again where people speak again', () => {
    const quiet = new Array<number>(40).fill(0);
    expect(order([20, 30, 20, ...quiet]).at(-1)).toBe('fading');
    expect(order([20, 30, 20, ...quiet.slice(0, 12), 20, 40, 60, 80]).at(-1)).not.toBe('fading');
  });
});

describe('the steps of a story', () => {
  it('hold every voice of the last steps once, and none of the future', () => {
    const minutes = fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 9 })), { maxLength: 30 });
    fc.assert(
      fc.property(minutes, fc.nat(500), (voices, now) => {
        const map = new Map(voices.map(([minute, n]) => [NOON / MINUTE + minute, n]));
        const at = NOON + now * MINUTE + 20 * SECOND;
        const told = [...map].filter(([minute]) => minute <= Math.floor(at / MINUTE));
        const counts = stepsUntil(map, at, 5, 1_000);
        const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
        expect(sum(counts)).toBe(sum(told.map(([, n]) => n)));
        const short = stepsUntil(map, at, 5, 7);
        expect(short).toEqual(counts.slice(-7));
      }),
    );
  });

  it('end with the minute that runs', () => {
    const minutes = new Map([0, 4, 5, 9].map((minute) => [NOON / MINUTE + minute, 1]));
    expect(stepsUntil(minutes, NOON + 9.9 * MINUTE, 5, 60)).toEqual([2, 2]);
  });
});

describe('the kind of a life', () => {
  const story = (posts: number, news: number) => ({ posts, news, minutes: new Map(), phase: newPhase(NOON) });

  it('is that of the larger part, or that of the likes where a single item gathers them', () => {
    expect([lifeKind(story(2, 1)), lifeKind(story(1, 2))]).toEqual(['posts', 'news']);
    const liked = story(1, 0);
    noteLikes(liked.phase, 50, NOON);
    noteLikes(liked.phase, -9, NOON);
    expect([liked.phase.gained, lifeKind(liked)]).toEqual([50, 'item']);
  });
});
