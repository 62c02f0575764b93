import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { mkdtemp, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PushSignals } from '../../src/context.ts';
import type { RawSignal } from '../../src/contract/signal.ts';
import type { SourceCursors } from '../../src/sources/source.ts';
import type { Time } from '../../src/sources/time.ts';

export interface FakeTime extends Time {
  /** Moves the clock, waking what waits in the order of its time. */
  advance(ms: number): Promise<void>;
  /** Moments at which something wants to wake. */
  waiting(): number[];
}

export function createFakeTime(start = Date.UTC(2026, 10, 22, 20, 0)): FakeTime {
  let now = start;
  const timers = new Set<{ at: number; wake: () => void }>();
  return {
    now: () => now,
    waiting: () => [...timers].map(({ at }) => at),
    wait(ms, signal) {
      return new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const timer = { at: now + Math.max(ms, 0), wake };
        function wake() {
          timers.delete(timer);
          resolve();
        }
        timers.add(timer);
        signal.addEventListener('abort', wake, { once: true });
      });
    },
    async advance(ms) {
      await settled();
      const target = now + ms;
      for (;;) {
        const next = [...timers].filter(({ at }) => at <= target).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = Math.max(now, next.at);
        next.wake();
        await settled();
      }
      now = target;
      await settled();
    },
  };
}

/** Lets everything that can go on without time or the outside world go on. */
async function settled() {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** Resolves as soon as the condition holds; fails after ten seconds. */
export async function until(condition: () => boolean | undefined): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`still not so: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export function memoryCursors(): SourceCursors & { values: Map<string, unknown> } {
  const values = new Map<string, unknown>();
  return {
    values,
    load: async (id) => structuredClone(values.get(id)),
    save: async (id, value) => void values.set(id, JSON.parse(JSON.stringify(value))),
  };
}

export function collector(): { push: PushSignals; pushed: { raw: RawSignal; receivedAt: number }[] } {
  const pushed: { raw: RawSignal; receivedAt: number }[] = [];
  return { pushed, push: async (signals) => void pushed.push(...signals) };
}

export async function temporaryFile(name: string, content: string | Uint8Array): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'sources-')), name);
  await writeFile(file, content);
  return file;
}

/** An HTTP server on a free port of this machine. */
export async function serve(listener: RequestListener): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
