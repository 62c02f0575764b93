/**
 * Which changes a client still misses, and when it may go over from reading the table to listening.
 *
 * Backfill, cut over, stream, drop by number: a client reads the table until it has seen all that was published so far,
 * and only then listens. What is published while it reads is not kept for it: the table still holds it.
 */

/** How far one client has come in one brand's changes. */
export interface Follower {
  /** Number of the last change sent. */
  readonly seen: number;
  /** True once the client takes changes as they are published, instead of reading them from the table. */
  readonly live: boolean;
}

/** Longest backlog sent change by change; a snapshot says the same in less beyond it. */
export const LONGEST_BACKLOG = 10_000;

export type Start = { readonly kind: 'snapshot' } | { readonly kind: 'resume'; readonly after: number };

/** `cursor`: last number the client saw, where it gave one. `last`: newest number of the brand. */
export function whereToStart(known: {
  readonly cursor: number | undefined;
  readonly sameEpoch: boolean;
  readonly last: number;
}): Start {
  const { cursor, sameEpoch, last } = known;
  // A cursor ahead of us was given by another history, whatever its epoch says.
  if (cursor === undefined || !sameEpoch || cursor > last) return { kind: 'snapshot' };
  return last - cursor > LONGEST_BACKLOG ? { kind: 'snapshot' } : { kind: 'resume', after: cursor };
}

export type ReadStep<C> =
  | { readonly kind: 'send'; readonly changes: readonly C[]; readonly follower: Follower }
  /** The numbers do not go on from where the client is: only a snapshot is honest. */
  | { readonly kind: 'resync' };

/** Newest number published to live clients: when the reading of the table began, and at this very moment. */
export interface Head {
  readonly before: number;
  readonly now: number;
}

/**
 * Takes what the table held after `follower.seen`, null where it no longer reaches back so far. Once everything up to
 * `head.now` is seen, nothing can be missed any more.
 */
export function takeRead<C extends { readonly seq: number }>(
  follower: Follower,
  read: readonly C[] | null,
  head: Head,
): ReadStep<C> {
  if (read === null || !goesOn(follower.seen, read)) return { kind: 'resync' };
  // Published changes come from the table: one that ends before them was emptied or restored.
  if (read.length === 0 && follower.seen < head.before) return { kind: 'resync' };
  const seen = read.at(-1)?.seq ?? follower.seen;
  return { kind: 'send', changes: read, follower: { seen, live: seen >= head.now } };
}

/** What to do with a published change: send it, drop it as known, or go back to reading because one before it is missing. */
export function takePublished(follower: Follower, seq: number): 'send' | 'known' | 'behind' {
  if (seq <= follower.seen) return 'known';
  return follower.live && seq === follower.seen + 1 ? 'send' : 'behind';
}

/** Whether the changes follow `seen` and one another without a gap. */
export function goesOn(seen: number, changes: readonly { readonly seq: number }[]): boolean {
  return changes.every((change, index) => change.seq === seen + 1 + index);
}
