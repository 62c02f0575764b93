import type { Time } from '../time.ts';

/** One request at a time to a host, and a pause between two. */
export interface HostGate {
  pass<T>(host: string, signal: AbortSignal, request: () => Promise<T>): Promise<T>;
}

export function createHostGate(time: Time, pauseMs = 1_000): HostGate {
  const last = new Map<string, Promise<unknown>>();

  return {
    async pass(host, signal, request) {
      const before = last.get(host);
      const turn = (async () => {
        await before?.catch(() => {});
        if (before) await time.wait(pauseMs, signal);
        signal.throwIfAborted();
        return request();
      })();
      last.set(host, turn);
      try {
        return await turn;
      } finally {
        if (last.get(host) === turn) {
          void time.wait(pauseMs, signal).then(() => last.get(host) === turn && last.delete(host));
        }
      }
    },
  };
}
