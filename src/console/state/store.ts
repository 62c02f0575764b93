import { initialLive, reduceLive } from './live.ts';
import type { LiveEvent, LiveState } from './live.ts';

/** Holds the live state. Listeners hear of a burst of events once, after `settleMs`, not once an event. */
export interface LiveStore {
  get(): LiveState;
  send(event: LiveEvent): void;
  subscribe(listener: () => void): () => void;
}

export function createLiveStore(settleMs: number): LiveStore {
  let state = initialLive;
  let waiting = false;
  const listeners = new Set<() => void>();
  const tell = () => {
    waiting = false;
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
      setTimeout(tell, settleMs);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
