/** Seconds over which volume is measured: long enough that a burst does not change what is kept. */
const MEMORY_S = 3_600;
const DAY_S = 86_400;
/** Nobody keeps less: it is nothing. */
const LEAST = 2 ** -40;

/**
 * Which share of all signals is kept, so that no more than so many a day are: all while they are few, then half, a quarter
 * and so on, so that what is kept at one share is part of what is kept at any larger.
 */
export interface Keeping {
  /** Counts signals that arrived at a moment (ms), and answers the share that holds from now on. */
  arrived(count: number, at: number): number;
}

/** @param perDay the most that are to be kept a day, on average */
export function createKeeping(perDay: number): Keeping {
  /** Signals a second, fading with the hour. */
  let rate = 0;
  let last = -Infinity;
  return {
    arrived(count, at) {
      const gone = Math.max(0, (at - last) / 1_000);
      if (gone > 0) {
        rate *= Math.exp(-gone / MEMORY_S);
        last = at;
      }
      rate += count / MEMORY_S;
      return shareFor(rate * DAY_S, perDay);
    },
  };
}

function shareFor(expected: number, most: number): number {
  let share = 1;
  while (expected * share > most && share > LEAST) share /= 2;
  return share;
}
