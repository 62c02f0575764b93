import pLimit from 'p-limit';
import type { ChangeStore } from '../ports/newsroom.ts';

/** What a client reads to be brought up to date. */
export type MissedChanges = Omit<ChangeStore, 'watch'>;

/** Fewer than the store has connections: the others are for what is new. */
const AT_ONCE = 4;

/**
 * Hundreds may come at one moment, when the network is back. What they missed is read for a few at a time: all at once
 * they would stand before the store in the way of the changes that those who are there wait for.
 */
export function readInTurn({ epoch, last, since }: MissedChanges): MissedChanges {
  const inTurn = pLimit(AT_ONCE);
  return {
    epoch: () => inTurn(() => epoch()),
    last: (brand) => inTurn(() => last(brand)),
    since: (brand, seq, limit) => inTurn(() => since(brand, seq, limit)),
  };
}
