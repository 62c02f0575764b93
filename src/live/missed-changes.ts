import pLimit from 'p-limit';
import type { ChangeStore } from '../ports/newsroom.ts';

/** What a client reads to be brought up to date. */
export type MissedChanges = Omit<ChangeStore, 'watch'>;

/** Lets a question to the store wait until it is its turn. */
export type Turns = <T>(ask: () => Promise<T>) => Promise<T>;

/** Of a kind of question. Together fewer than the store has connections: the others are for what is new. */
const AT_ONCE = 3;

/**
 * Hundreds may come at one moment, when the network is back. Who they are and what they missed is asked for a few at a
 * time: all at once they would stand before the store in the way of the changes that those who are there wait for.
 */
export const createTurns = (): Turns => pLimit(AT_ONCE);

export const readInTurn = ({ epoch, last, since }: MissedChanges, inTurn: Turns): MissedChanges => ({
  epoch: () => inTurn(() => epoch()),
  last: (brand) => inTurn(() => last(brand)),
  since: (brand, seq, limit) => inTurn(() => since(brand, seq, limit)),
});
