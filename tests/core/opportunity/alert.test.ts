import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AlertLevel, VerdictLevel } from '../../../src/contract/opportunity.ts';
import { alertLevel, heldBack, type AlertLog } from '../../../src/core/opportunity/alert.ts';
import { MINUTE, NOON } from '../../support/signals.ts';

const LEVELS = ['quiet', 'alert', 'urgent'] as const;
const limits = { alertScore: 60, urgentScore: 80, chance: 0.5 };
const card = (score: number, inTime: number, verdict: VerdictLevel = 'go') => ({ score, inTime, verdict });

describe('an alert', () => {
  it.each([
    [card(60, 0.5), 'alert'],
    [card(79, 1), 'alert'],
    [card(80, 1), 'urgent'],
    [card(59, 1), 'quiet'],
    [card(100, 0.49), 'quiet'],
    [card(100, 1, 'review'), 'urgent'],
    [card(100, 1, 'block'), 'quiet'],
  ] as const)('for %j is %s', (given, level) => expect(alertLevel('quiet', given, limits)).toBe(level));

  it('never gets quieter, so that nobody is disturbed twice for the same, until the gate shuts', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LEVELS),
        fc.integer({ min: 0, max: 100 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (before, score, inTime) => {
          const after = alertLevel(before, card(score, inTime), limits);
          expect(LEVELS.indexOf(after)).toBeGreaterThanOrEqual(LEVELS.indexOf(before));
          expect(alertLevel(before, card(score, inTime, 'block'), limits)).toBe('quiet');
        },
      ),
    );
  });
});

describe('a card that wants to disturb', () => {
  const fatigue = { urgentStep: 20, coolDownMinutes: 10, siblingShare: 0.5 };
  const blackout = {
    topics: ['final'],
    words: ['blackout', 'final', 'stadium', 'dark'],
    voices: 90,
    title: 'Blackout',
  };
  const logged = (level: AlertLevel, minutesAgo: number): AlertLog =>
    new Map([['first', { ...blackout, level, at: NOON - minutesAgo * MINUTE }]]);
  const another = {
    id: 'second',
    topics: ['final'],
    words: ['mascot', 'walks'],
    voices: 80,
    title: 'Mascot',
    before: 'quiet',
    wanted: 'alert',
  } as const;

  it('waits while its topic cools down, and not longer', () => {
    expect(heldBack(logged('alert', 4), another, NOON, fatigue)).toEqual({
      code: 'held.cooling',
      data: { minutes: 6, title: 'Blackout' },
    });
    expect(heldBack(logged('alert', 10), another, NOON, fatigue)).toBeNull();
  });

  it('gets through at once where it is louder, or about something else', () => {
    expect(heldBack(logged('alert', 4), { ...another, wanted: 'urgent' }, NOON, fatigue)).toBeNull();
    expect(heldBack(logged('alert', 4), { ...another, topics: ['tea'] }, NOON, fatigue)).toBeNull();
  });

  it('keeps quiet beside the larger story that it is a part of, for as long as that one is open', () => {
    const part = { ...another, words: ['blackout', 'stadium', 'dark', 'phones'], voices: 12 };
    expect(heldBack(logged('alert', 300), part, NOON, fatigue)?.code).toBe('held.sibling');
    expect(heldBack(logged('alert', 300), { ...part, voices: 60 }, NOON, fatigue)).toBeNull();
    expect(heldBack(logged('alert', 300), { ...part, wanted: 'urgent' }, NOON, fatigue)).toBeNull();
    expect(heldBack(new Map(), part, NOON, fatigue)).toBeNull();
  });

  it('is never held back by itself, nor where it asks for nothing more', () => {
    expect(heldBack(logged('alert', 1), { ...another, id: 'first' }, NOON, fatigue)).toBeNull();
    expect(heldBack(logged('urgent', 1), { ...another, before: 'alert' }, NOON, fatigue)).toBeNull();
  });
});
