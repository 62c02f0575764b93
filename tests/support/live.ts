import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Change } from '../../src/contract/change.ts';
import { ServerFrame } from '../../src/contract/frame.ts';
import { attachLive } from '../../src/live/socket.ts';
import type { LiveLimits, LiveOptions } from '../../src/live/socket.ts';
import { cookieOf, createFakeContext } from './fake-context.ts';

export const ORIGIN = 'https://rebond.example';

/** Waits until something holds; fails after a while with what it waited for. */
export async function eventually(holds: () => boolean, what: string, withinMs = 15_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`waited in vain for: ${what}`);
    await sleep(5);
  }
}

/** Real sockets on a real port, over a context in memory. */
export async function startLive(limits: Partial<LiveLimits> = {}, fake = createFakeContext()) {
  const told = { sent: [] as Change[], dropped: [] as string[], open: 0 };
  const observer: LiveOptions['observer'] = {
    frameSent: (change) => void told.sent.push(change),
    socketsOpen: (n) => (told.open = n),
    dropped: (reason) => void told.dropped.push(reason),
  };
  const http = createServer();
  const live = await attachLive(http, fake.context, {
    origins: [ORIGIN],
    observer,
    limits: { recheckMs: 20, pollMs: 50, retryMs: 20, presenceMs: 50, ...limits },
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `ws://127.0.0.1:${String((http.address() as AddressInfo).port)}/api/live`;
  return {
    ...fake,
    fake,
    told,
    url,
    live,
    stop: async () => {
      await live.stop();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

export interface TestClient {
  readonly socket: WebSocket;
  readonly frames: ServerFrame[];
  /** Numbers of the changes received for a brand, in the order they came. */
  seqs(brand: string): number[];
  caughtUp(brand: string): Promise<void>;
  /** Close code, once closed. */
  readonly closed: Promise<number>;
}

/** A console: opens the socket, says hello, and writes down every frame. */
export async function openClient(
  url: string,
  who: string,
  hello: { cursors?: Record<string, number>; epoch?: string } | null = {},
): Promise<TestClient> {
  const socket = new WebSocket(url, { headers: { cookie: cookieOf(who) }, origin: ORIGIN });
  const frames: ServerFrame[] = [];
  socket.on('message', (data: Buffer) => frames.push(ServerFrame.parse(JSON.parse(data.toString()))));
  const closed = new Promise<number>((resolve) => void socket.once('close', resolve));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.on('error', () => undefined);
  if (hello) socket.send(JSON.stringify({ type: 'hello', cursors: {}, epoch: 'epoch-1', ...hello }));
  return {
    socket,
    frames,
    closed,
    seqs: (brand) =>
      frames.flatMap((frame) => (frame.type === 'change' && frame.change.brand === brand ? [frame.change.seq] : [])),
    caughtUp: (brand) =>
      eventually(
        () => frames.some((frame) => frame.type === 'caught-up' && frame.brand === brand),
        `caught-up of ${brand}`,
      ),
  };
}

/** The status an upgrade is answered with: 101, or the refusal. */
export function upgradeStatus(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { headers });
    socket.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    socket.once('open', () => {
      resolve(101);
      socket.close();
    });
    socket.on('error', reject);
  });
}
