import { initialLive, reduceLive } from './live.ts';
import type { LiveEvent, LiveState } from './live.ts';

/** Holds the live state. Listeners hear of a burst of events once, not once an event. */
export interface LiveStore {
  get(): LiveState;
  send(event: LiveEvent): void;
  subscribe(listener: () => void): () => void;
}

/** Milliseconds. `settle`: what comes within it is one burst; `gap`: listeners are left alone at least as long. */
interface Rhythm {
  readonly settle: number;
  readonly gap: number;
}

/** What comes after a quiet while is told almost at once; under a stream of events there is time to draw in between. */
export function createLiveStore({ settle, gap }: Rhythm, clock: () => number): LiveStore {
  let state = initialLive;
  let toldAt = -Infinity;
  let waiting = false;
  const listeners = new Set<() => void>();
  const tell = () => {
    waiting = false;
    toldAt = clock();
    for (const listener of listeners) listener();
  };
  return {
    get: () => state,
    send(event) {
      const next = reduceLive(state, event);
      if (next === state) return;
      state = next;
      if (waiting) return;
      waiting = true;
      setTimeout(tell, Math.min(gap, Math.max(settle, toldAt + gap - clock())));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
