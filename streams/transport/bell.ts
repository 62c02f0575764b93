/** Wakes one waiter. Rung while nobody waits, it wakes the next one at once, so no ring is lost. */
export interface Bell {
  ring(): void;
  /** Resolves when rung, when `ms` have passed, or when the signal aborts. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

export function createBell(): Bell {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    wait(ms, signal) {
      return new Promise((resolve) => {
        const timer = setTimeout(done, ms);
        function done(): void {
          clearTimeout(timer);
          signal?.removeEventListener('abort', done);
          wake = null;
          rung = false;
          resolve();
        }
        wake = done;
        if (rung || signal?.aborted) return done();
        signal?.addEventListener('abort', done, { once: true });
      });
    },
  };
}
