/** One partition's way through the turnstile, for the length of one fetched batch. */
export interface Lane {
  /**
   * Resolves when it is this lane's turn to handle what begins at `at` (milliseconds since 1970); asking again gives the
   * turn back first. False where the lane had better leave and come again: another partition has more to give that is
   * older.
   */
  turn(at: number): Promise<boolean>;
  /** Gives the turn back for good. `unread`: where this partition goes on, if more of it waits in the log. */
  leave(unread?: number): void;
}

export interface Turnstile {
  enter(partition: number): Lane;
}

interface Waiting {
  readonly partition: number;
  readonly at: number;
  readonly pass: (mayGo: boolean) => void;
}

/**
 * Lets partitions through one slice at a time, the earliest event first, so that what one process reads from several
 * partitions comes out in the order of event time, as far as what has been fetched tells.
 *
 * A partition that was read to the end of its batch with more behind it turns the others away once, when they are past
 * its place: batches are fetched together, so a partition whose batch covers less time would otherwise fall behind
 * further with every fetch. Once only, because its next batch may be long in coming.
 */
export function createTurnstile(defer: (work: () => void) => unknown = setImmediate): Turnstile {
  let waiting: Waiting[] = [];
  let holder: number | null = null;
  let choosing = false;
  const places = new Map<number, { readonly at: number; readonly turnedAway: Set<number> }>();

  const isPastAnother = ({ partition, at }: Waiting): boolean => {
    for (const place of places.values()) {
      if (at > place.at && !place.turnedAway.has(partition)) {
        place.turnedAway.add(partition);
        return true;
      }
    }
    return false;
  };

  const choose = (): void => {
    choosing = false;
    while (holder === null) {
      const first = waiting.reduce<Waiting | null>(
        (best, one) => (best === null || one.at < best.at ? one : best),
        null,
      );
      if (first === null) return;
      waiting = waiting.filter((one) => one !== first);
      const mayGo = !isPastAnother(first);
      if (mayGo) holder = first.partition;
      first.pass(mayGo);
    }
  };

  /** Later in the same round of the event loop, so that all who are about to ask have asked. */
  const chooseSoon = (): void => {
    if (choosing || holder !== null) return;
    choosing = true;
    defer(choose);
  };

  const giveBack = (partition: number): void => {
    if (holder === partition) holder = null;
    chooseSoon();
  };

  return {
    enter(partition) {
      places.delete(partition);
      return {
        turn(at) {
          const { promise, resolve } = Promise.withResolvers<boolean>();
          waiting.push({ partition, at, pass: resolve });
          giveBack(partition);
          return promise;
        },
        leave(unread) {
          if (unread !== undefined) places.set(partition, { at: unread, turnedAway: new Set() });
          giveBack(partition);
        },
      };
    },
  };
}
