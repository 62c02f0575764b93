import type { Clock } from '../../context.ts';

/** Wrong passwords of one account, from wherever they come: the limit per address does not stop many addresses. */
export interface Tries {
  /** Seconds to wait before the next try; 0 where it may be made now. */
  wait(account: string): number;
  wrong(account: string): void;
  right(account: string): void;
}

export interface TriesOptions {
  readonly clock: Clock;
  /** Wrong ones in a row before there is a pause. */
  readonly most: number;
  readonly pauseMs: number;
}

/** More accounts than that are never counted at once; the oldest gives way. */
const MOST_KEPT = 10_000;

/** Counted in this process. A pause ends by itself, and a sign-in link works meanwhile: nobody can lock somebody else out. */
export function createTries({ clock, most, pauseMs }: TriesOptions): Tries {
  const counts = new Map<string, { readonly wrong: number; readonly last: number }>();

  function countOf(account: string): { readonly wrong: number; readonly last: number } {
    const count = counts.get(account);
    return count && clock() - count.last < pauseMs ? count : { wrong: 0, last: 0 };
  }

  return {
    wait(account) {
      const { wrong, last } = countOf(account);
      return wrong < most ? 0 : Math.ceil((last + pauseMs - clock()) / 1000);
    },
    wrong(account) {
      const { wrong } = countOf(account);
      counts.delete(account);
      const [oldest] = counts.keys();
      if (counts.size >= MOST_KEPT && oldest !== undefined) counts.delete(oldest);
      counts.set(account, { wrong: wrong + 1, last: clock() });
    },
    right: (account) => void counts.delete(account),
  };
}
