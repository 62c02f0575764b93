import type { Clock } from '../context.ts';

/** The wall clock and the means to wait by it. Tests bring their own. */
export interface Time {
  readonly now: Clock;
  /** Resolves after so many milliseconds, or at once when the signal says stop. Never rejects. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** A timer cannot be set further than this, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

export function createTime(now: Clock): Time {
  return {
    now,
    wait(ms, signal) {
      return new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const done = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          resolve();
        };
        const timer = setTimeout(done, Math.min(Math.max(ms, 0), LONGEST_TIMER));
        signal.addEventListener('abort', done, { once: true });
      });
    },
  };
}
