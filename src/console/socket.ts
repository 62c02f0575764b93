import { WebSocket as ReconnectingSocket } from 'partysocket';
import { CloseCode } from '../contract/frame.ts';
import type { ClientFrame } from '../contract/frame.ts';
import { readFrame } from './read-frame.ts';
import type { LiveStore } from './state/store.ts';
import type { Attention } from './team/attention.ts';

/** The server pings every 20 s: after this long without a word the line is dead, whatever the browser believes. */
const SILENCE_MS = 45_000;
const RESYNC_MS = 5_000;

interface Options {
  readonly url: string;
  readonly store: LiveStore;
  readonly clock: () => number;
  /** What is before the person, which the server is told. */
  readonly attention: Attention;
  /** The session may be over: ask the server who we are. Answers whether we are still signed in. */
  readonly stillSignedIn: () => Promise<boolean>;
  readonly onSignedOut: () => void;
}

/** Keeps the live state fed: says hello with the cursors, answers pings, comes back when the line breaks. */
export function createLiveSocket({ url, store, clock, attention, stillSignedIn, onSignedOut }: Options): {
  stop(): void;
} {
  const socket = new ReconnectingSocket(url, [], {
    minReconnectionDelay: 500,
    maxReconnectionDelay: 8_000,
    connectionTimeout: 8_000,
    maxEnqueuedMessages: 0,
  });
  let lastWord = clock();
  let greeted = false;
  let lastResync = -Infinity;
  let resyncing: ReturnType<typeof setTimeout> | undefined;
  let asking = false;
  let stopped = false;
  const send = (frame: ClientFrame) => socket.send(JSON.stringify(frame));

  const tellWatching = () => {
    const draft = attention.writing();
    const at = { opportunity: attention.get(), ...(draft !== null && { draft }) };
    if (greeted && socket.readyState === socket.OPEN) send({ type: 'watching', ...at });
  };
  const unwatch = attention.subscribe(tellWatching);

  /** Once, however often the line breaks meanwhile: whoever stands at the door already may be typing. */
  async function askWhoWeAre() {
    if (asking || stopped) return;
    asking = true;
    const isHere = await stillSignedIn();
    asking = false;
    if (isHere || stopped) return;
    stop();
    store.send({ type: 'signed-out' });
    onSignedOut();
  }

  socket.addEventListener('open', () => {
    lastWord = clock();
    greeted = true;
    store.send({ type: 'connecting' });
    const { cursors, epoch } = store.get();
    send({ type: 'hello', cursors: { ...cursors }, ...(epoch ? { epoch } : {}) });
    if (attention.get() !== null) tellWatching();
  });

  socket.addEventListener('message', (event) => {
    lastWord = clock();
    const frame = readFrame(event.data);
    if (!frame) return;
    store.send({ type: 'frame', frame, at: clock() });
    if (frame.type === 'ping') send({ type: 'pong' });
    if (store.get().resync) resync();
  });

  /** At once the first time; a server that goes on leaving gaps is not asked more than every few seconds. */
  function resync() {
    if (resyncing) return;
    const delay = clock() - lastResync < RESYNC_MS ? RESYNC_MS : 0;
    resyncing = setTimeout(() => {
      resyncing = undefined;
      lastResync = clock();
      socket.reconnect();
    }, delay);
  }

  socket.addEventListener('close', (event) => {
    store.send({ type: 'closed', at: clock() });
    // A session that was changed for another has ended too; and a refused handshake tells a browser nothing, not even 401.
    if (!greeted || event.code === CloseCode.signedOut) void askWhoWeAre();
    greeted = false;
  });

  const watch = setInterval(() => {
    if (socket.readyState !== socket.OPEN || clock() - lastWord < SILENCE_MS) return;
    lastWord = clock();
    socket.reconnect();
  }, 5_000);
  const wake = () => socket.readyState !== socket.OPEN && socket.reconnect();
  window.addEventListener('online', wake);

  function stop() {
    stopped = true;
    clearInterval(watch);
    unwatch();
    clearTimeout(resyncing);
    window.removeEventListener('online', wake);
    socket.close();
  }
  return { stop };
}
