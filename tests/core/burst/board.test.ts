import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createBoard, emptyBoard, type Board, type BoardState } from '../../../src/core/burst/board.ts';
import { createLocalHours } from '../../../src/core/burst/local-hours.ts';
import { HOUR, MINUTE, NOON } from '../../support/signals.ts';

const DAY = 24 * HOUR;
const RATE = 1 / 60;
const hours = createLocalHours('UTC');
const newBoard = (state: BoardState = emptyBoard()): Board => createBoard(state, { hours });

/** Counts evenly spread over a span. */
function spread(board: Board, name: string, from: number, to: number, n: number): void {
  for (let i = 0; i < n; i++) board.count(name, from + Math.floor(((to - from) * i) / n), RATE);
}

describe('a series', () => {
  it('that runs as it always does never surges; one that takes off does within a minute and a half, and says how', () => {
    const board = newBoard();
    spread(board, 'tea', NOON, NOON + 3 * DAY, 3 * 24 * 60);
    expect(board.surge('tea', NOON + 3 * DAY).score).toBeLessThan(3);
    spread(board, 'tea', NOON + 3 * DAY, NOON + 3 * DAY + 90_000, 20);
    const surge = board.surge('tea', NOON + 3 * DAY + 90_000);
    expect(surge.score).toBeGreaterThan(11);
    expect(surge.count).toBeGreaterThan(5 * surge.usual);
    expect(surge.minutes).toBeLessThanOrEqual(3);
  });

  it('that is busy every evening is not surprising in the evening, and is at night', () => {
    const at = (hour: number): number => NOON + 10 * DAY + hour * HOUR;
    const played = (): Board => {
      const board = newBoard();
      for (let day = 0; day < 10; day++) {
        for (let hour = 0; hour < 24; hour++) {
          const from = NOON + day * DAY + hour * HOUR;
          spread(board, 'match', from, from + HOUR, hour === 8 ? 600 : 20);
        }
      }
      return board;
    };
    const evening = played();
    for (let hour = 0; hour < 8; hour++) spread(evening, 'match', at(hour), at(hour + 1), 20);
    spread(evening, 'match', at(8), at(8) + 20 * MINUTE, 200);
    const night = played();
    for (let hour = 0; hour < 14; hour++) spread(night, 'match', at(hour), at(hour + 1), hour === 8 ? 600 : 20);
    spread(night, 'match', at(14), at(14) + 20 * MINUTE, 200);
    const quiet = evening.surge('match', at(8) + 20 * MINUTE).score;
    const loud = night.surge('match', at(14) + 20 * MINUTE).score;
    expect(loud).toBeGreaterThan(11);
    expect(loud).toBeGreaterThan(quiet);
  });

  it('that is new needs five voices', () => {
    const board = newBoard();
    spread(board, 'lights', NOON, NOON + MINUTE, 4);
    expect(board.surge('lights', NOON + MINUTE).score).toBe(0);
    spread(board, 'lights', NOON + MINUTE, NOON + 2 * MINUTE, 4);
    expect(board.surge('lights', NOON + 2 * MINUTE).score).toBeGreaterThan(0);
  });

  it('that is busy from its first minute on is news for an hour or two, and then usual', () => {
    const board = newBoard();
    spread(board, 'vote', NOON, NOON + 4 * HOUR, 4 * 60 * 60);
    const later = createBoard(emptyBoard(), { hours });
    spread(later, 'vote', NOON, NOON + 30 * MINUTE, 30 * 60);
    expect(later.surge('vote', NOON + 30 * MINUTE).score).toBeGreaterThan(100);
    expect(board.surge('vote', NOON + 4 * HOUR).score).toBeLessThan(12);
    spread(board, 'vote', NOON + 4 * HOUR, NOON + 4 * HOUR + MINUTE, 300);
    expect(board.surge('vote', NOON + 4 * HOUR + MINUTE).score).toBeGreaterThan(12);
  });

  it('takes late counts into their own minute, and none older than an hour', () => {
    const board = newBoard();
    board.count('a', NOON, RATE);
    expect(board.count('a', NOON - 15 * MINUTE, RATE)).toBe(true);
    expect(board.count('a', NOON - 2 * HOUR, RATE)).toBe(false);
    spread(board, 'a', NOON - 10 * MINUTE, NOON - 9 * MINUTE, 8);
    expect(board.surge('a', NOON).count).toBeGreaterThanOrEqual(8);
    expect(board.surge('a', NOON).minutes).toBeGreaterThanOrEqual(8);
  });

  it('is let go once it has been silent, and the others stay as they are', () => {
    const board = newBoard();
    for (const name of ['a', 'b', 'c', 'd']) spread(board, name, NOON, NOON + HOUR, 30);
    for (const name of ['b', 'd']) spread(board, name, NOON + DAY, NOON + DAY + MINUTE, 12);
    const before = ['b', 'd'].map((name) => board.surge(name, NOON + DAY + MINUTE));
    board.forget(NOON + 12 * HOUR);
    expect(board.size).toBe(2);
    expect(['b', 'd'].map((name) => board.surge(name, NOON + DAY + MINUTE))).toEqual(before);
    expect(board.has('a')).toBe(false);
    board.count('e', NOON + DAY, RATE);
    expect(board.surge('e', NOON + DAY + MINUTE).score).toBe(0);
  });

  it('is not thrown by a silence of weeks', () => {
    const board = newBoard();
    spread(board, 'a', NOON, NOON + DAY, 500);
    spread(board, 'a', NOON + 30 * DAY, NOON + 30 * DAY + MINUTE, 1);
    expect(board.surge('a', NOON + 30 * DAY + MINUTE).score).toBe(0);
  });
});

describe('whatever is counted, and whenever', () => {
  const step = fc.record({
    name: fc.constantFrom('a', 'b', 'c'),
    seconds: fc.oneof(fc.nat(60), fc.nat(4_000), fc.integer({ min: -900, max: 0 })),
    n: fc.constantFrom(1, 1, 1, 5, 300),
  });

  it('scores are numbers from zero up, and a copy of the state goes on exactly the same', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), fc.nat(120), (steps, cut) => {
        const state = emptyBoard();
        const whole = newBoard(state);
        let copied: Board | null = null;
        let at = NOON;
        steps.forEach(({ name, seconds, n }, i) => {
          if (i === cut) copied = newBoard(structuredClone(state));
          at = Math.max(at + seconds * 1_000, NOON - HOUR);
          const surges = [whole, ...(copied ? [copied] : [])].map((board) => {
            board.count(name, at, RATE, n);
            return board.surge(name, at);
          });
          expect(surges[0]!.score).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(surges[0]!.score)).toBe(true);
          if (copied) expect(surges[1]).toEqual(surges[0]);
        });
      }),
    );
  });
});
