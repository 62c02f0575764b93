import { setTimeout as sleep } from 'node:timers/promises';
import type { Alone } from './alone.ts';

/** How one kind of request was answered since the last time somebody asked. */
interface Kind {
  readonly count: number;
  /** Not answered, or with a status of 500 or more. */
  readonly failed: number;
  readonly longestMs: number;
  readonly statuses: Readonly<Record<number, number>>;
}

export type Tour = Readonly<Record<'read' | 'write' | 'alive' | 'ready', Kind>>;

/** Somebody who uses the product all the time, and writes down how it answers. */
export interface Patrol {
  /** What was seen since the last time. */
  tour(): Tour;
  /** Readiness now, and what it says of the disk where that is short. */
  look(): Promise<{ ready: boolean; disk: string | null }>;
  close(): Promise<void>;
}

const EVERY_MS = 500;
const PATIENCE_MS = 20_000;

/** @param brand whose cards are read, and which is frozen and let go again: a write of a person */
export function openPatrol({ product: { url }, person }: Pick<Alone, 'product' | 'person'>, brand: string): Patrol {
  const headers = { cookie: person.cookie, origin: url, 'content-type': 'application/json' };
  let writes = 0;
  const ask = {
    read: () => fetch(`${url}/api/brands/${brand}/cards`, { headers, signal: AbortSignal.timeout(PATIENCE_MS) }),
    write: () =>
      fetch(`${url}/api/brands/${brand}/${(writes++ % 2 === 0 && 'freeze') || 'unfreeze'}`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ reason: 'a fault is tried' }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      }),
    alive: () => fetch(`${url}/healthz`, { signal: AbortSignal.timeout(PATIENCE_MS) }),
    ready: () => fetch(`${url}/readyz`, { signal: AbortSignal.timeout(PATIENCE_MS) }),
  };
  const kinds = Object.keys(ask) as (keyof Tour)[];
  let seen = anew(kinds);
  let over = false;

  async function go(kind: keyof Tour): Promise<void> {
    while (!over) {
      const begun = performance.now();
      const status = await ask[kind]().then(
        async (answer) => {
          await answer.arrayBuffer();
          return answer.status;
        },
        () => 0,
      );
      const own = seen[kind];
      own.count += 1;
      // Readiness that is red is an answer.
      if (status === 0 || (status >= 500 && kind !== 'ready')) own.failed += 1;
      own.longestMs = Math.max(own.longestMs, Math.round(performance.now() - begun));
      own.statuses[status] = (own.statuses[status] ?? 0) + 1;
      await sleep(EVERY_MS);
    }
  }
  const going = kinds.map(go);
  return {
    tour() {
      const before = seen;
      seen = anew(kinds);
      return before;
    },
    async look() {
      try {
        const answer = await ask.ready();
        const { checks } = (await answer.json()) as { checks?: { name: string; ok: boolean; detail: string }[] };
        const disk = checks?.find(({ name, ok }) => name === 'disk' && !ok);
        return { ready: answer.status === 200, disk: disk?.detail ?? null };
      } catch {
        return { ready: false, disk: null };
      }
    },
    async close() {
      over = true;
      await Promise.all(going);
    },
  };
}

type Noted = { -readonly [K in keyof Kind]: Kind[K] } & { statuses: Record<number, number> };

const anew = (kinds: readonly (keyof Tour)[]): Record<keyof Tour, Noted> =>
  Object.fromEntries(
    kinds.map((kind) => [kind, { count: 0, failed: 0, longestMs: 0, statuses: {} }]),
  ) as unknown as Record<keyof Tour, Noted>;
