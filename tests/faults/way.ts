import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** What becomes of the bytes on the way. A delay lies on what comes back, a rate on each direction. */
export type Passage =
  | 'open'
  /** Connections end and none is made. */
  | 'cut'
  /** Connections are there and nothing arrives: a cable pulled, a machine gone. */
  | 'silent'
  | { readonly delayMs: number; readonly bytesPerSecond: number };

/** A way from clients to a server on this machine, on which things can go wrong. */
export interface Way {
  readonly port: number;
  become(passage: Passage): void;
  close(): Promise<void>;
}

const MOST_WAITING = 1024 * 1024;

/** @param towards port of the server; it may come and go */
export async function openWay(towards: number, port = 0): Promise<Way> {
  let passage: Passage = 'open';
  const open = new Set<Socket>();
  const server = createServer((near) => {
    if (passage === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(towards, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('close', () => {
        open.delete(one);
        // A peer that vanished does not say so.
        if (passage !== 'silent') other.destroy();
      });
      one.on('error', () => undefined);
      carry(one, other, () => (typeof passage === 'object' && one === near ? { ...passage, delayMs: 0 } : passage));
    }
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const cutAll = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    become(next) {
      // What was lost in silence does not arrive later: those connections are dead.
      if (next === 'cut' || (passage === 'silent' && next !== 'silent')) cutAll();
      passage = next;
    },
    async close() {
      cutAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function carry(from: Socket, to: Socket, passage: () => Passage): void {
  let arrivesAt = 0;
  let waiting = 0;
  from.on('data', (chunk: Buffer) => {
    const now = passage();
    if (now === 'silent' || now === 'cut') return;
    if (now === 'open' && waiting === 0) {
      if (!to.write(chunk)) pauseUntilDrained(from, to);
      return;
    }
    const { delayMs, bytesPerSecond } = now === 'open' ? { delayMs: 0, bytesPerSecond: Infinity } : now;
    const at = performance.now();
    arrivesAt = Math.max(arrivesAt + (1_000 * chunk.length) / bytesPerSecond, at + delayMs);
    waiting += chunk.length;
    if (waiting > MOST_WAITING) from.pause();
    setTimeout(() => {
      waiting -= chunk.length;
      if (waiting <= MOST_WAITING) from.resume();
      if (!to.destroyed) to.write(chunk);
    }, arrivesAt - at);
  });
}

function pauseUntilDrained(from: Socket, to: Socket): void {
  from.pause();
  to.once('drain', () => from.resume());
}
