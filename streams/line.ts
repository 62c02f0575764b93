/** Whether records are let through to a processor. */
export interface Line {
  /** Resolves when the next records may be handled: at once, or, while the line is stopped, at the next try. */
  pass(): Promise<void>;
  /** Tells what became of records, in their order: whether each was refused. */
  handled(refused: readonly boolean[]): void;
  /** Why nothing goes through now; null while all does. */
  stopped(): string | null;
  /** Lets everybody pass at once and from now on: the processor is to end. */
  end(): void;
}

interface LineOptions {
  readonly processor: string;
  readonly clock: () => number;
  /** Resolves after so many milliseconds, or once the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Told when the line stops, and with null when it goes on. */
  readonly changed: (why: string | null) => void;
}

/** So many refused without a good one between stop the line. */
const IN_A_ROW = 100;
/** And more than this share of the last so many do. */
const WINDOW = 1_000;
const MOST_REFUSED = 0.9;
/** A try goes well where no more than this share of it is refused. */
const GOOD_TRY = 0.5;
/** Between two tries, milliseconds. */
const TRY_EVERY_MS = 30_000;

/**
 * Stops a processor that refuses nearly everything: then the fault is more likely ours, or a producer's whose records
 * would push out of `signals.rejected` what matters there. Nothing is lost meanwhile, the records wait in the log. Every
 * half minute one batch is tried; once most of one can be read the line goes on by itself.
 */
export function createLine({ processor, clock, wait, changed }: LineOptions): Line {
  const ending = new AbortController();
  const recent = createWindow();
  let why: string | null = null;
  let nextTryAt = 0;

  function stop(sentence: string): void {
    why = sentence;
    nextTryAt = clock() + TRY_EVERY_MS;
    changed(why);
  }

  function goOn(): void {
    why = null;
    recent.clear();
    changed(null);
  }

  return {
    async pass() {
      while (why !== null && !ending.signal.aborted) {
        const left = nextTryAt - clock();
        if (left > 0) await wait(left, ending.signal);
        else {
          // Of several partitions one tries.
          nextTryAt = clock() + TRY_EVERY_MS;
          return;
        }
      }
    },

    handled(refused) {
      if (refused.length === 0) return;
      if (why !== null) {
        if (refused.filter(Boolean).length <= refused.length * GOOD_TRY) goOn();
        return;
      }
      for (const one of refused) recent.add(one);
      const { inARow, count } = recent.figures();
      if (inARow >= IN_A_ROW) stop(`${processor} refused ${inARow} records in a row`);
      else if (count > WINDOW * MOST_REFUSED) stop(`${processor} refused ${count} of the last ${WINDOW} records`);
    },

    stopped: () => why,
    end: () => ending.abort(),
  };
}

/** The last records: how many of them were refused, and how many without a good one since. */
function createWindow() {
  let flags: boolean[] = [];
  let at = 0;
  let count = 0;
  let inARow = 0;
  return {
    add(refused: boolean): void {
      if (flags[at]) count -= 1;
      if (refused) count += 1;
      inARow = refused ? inARow + 1 : 0;
      flags[at] = refused;
      at = (at + 1) % WINDOW;
    },
    clear(): void {
      flags = [];
      [at, count, inARow] = [0, 0, 0];
    },
    figures: () => ({ inARow, count }),
  };
}
