import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { Context, Person } from '../context.ts';
import type { Change } from '../contract/change.ts';
import { createChannels } from './channels.ts';
import { createClient } from './client.ts';
import type { ClientLimits, DropReason } from './client.ts';
import { OUT_OF_REACH, SIGNED_OUT, TOO_MANY, checkRequest, refuse } from './handshake.ts';
import { createSessions, readableBrands } from './sessions.ts';
import type { Session, SessionLimits } from './sessions.ts';

/** Told of what goes out, for the metrics. */
export interface LiveObserver {
  /** A change was written to a socket as soon as it was published; what clients catch up with is not told. */
  frameSent(change: Change, sentAtMs: number): void;
  /** How many sockets are open now. */
  socketsOpen(n: number): void;
  dropped(reason: DropReason): void;
}

export interface LiveLimits extends ClientLimits, SessionLimits {
  /** Session and roles are asked for again this often. */
  readonly recheckMs: number;
  /** Changes are looked for this often even when nobody says that there are any. */
  readonly pollMs: number;
  readonly retryMs: number;
}

const LIVE_LIMITS: LiveLimits = {
  helloMs: 10_000,
  bufferedBytes: 1024 * 1024,
  batchMs: 30_000,
  messagesPerSecond: 20,
  heartbeatMs: 20_000,
  silenceMs: 35_000,
  recheckMs: 2_000,
  staleMs: 5_000,
  socketsPerPerson: 5,
  pollMs: 3_000,
  retryMs: 1_000,
};

export interface LiveOptions {
  /** Origins whose pages may open the socket, exactly as browsers send them. */
  readonly origins: readonly string[];
  readonly observer: LiveObserver;
  readonly limits?: Partial<LiveLimits>;
}

export interface Live {
  /** Closes every socket with a code that asks to come back, and takes no more. */
  stop(): Promise<void>;
}

const PATH = '/api/live';
const FRAME_BYTES = 64 * 1024;

/** The WebSocket side: numbered changes to every console that may read them. */
export async function attachLive(server: Server, context: Context, options: LiveOptions): Promise<Live> {
  const limits = { ...LIVE_LIMITS, ...options.limits };
  const sessions = createSessions(context, limits, (open) => {
    options.observer.socketsOpen(open);
  });
  const channels = await createChannels({ ...context, ...limits });
  const wss = new WebSocketServer({
    ...{ noServer: true, clientTracking: false, perMessageDeflate: false, maxPayload: FRAME_BYTES },
  });
  const origins = new Set(options.origins);
  let stopping = false;

  /** Nobody sees a 101 before origin and session are known to be good. */
  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => undefined);
    const refusal = stopping ? OUT_OF_REACH : checkRequest(request, PATH, origins);
    if (refusal) {
      refuse(socket, refusal);
      return;
    }
    const cookie = request.headers.cookie ?? '';
    const person = await context.accounts.fromHeaders(new Headers({ cookie }));
    if (!person) refuse(socket, SIGNED_OUT);
    else if (stopping) refuse(socket, OUT_OF_REACH);
    else if (!sessions.makeRoom(person)) refuse(socket, TOO_MANY);
    else if (!socket.destroyed) {
      wss.handleUpgrade(request, socket, head, (opened) => {
        open(opened, person, cookie);
      });
    }
  }

  function open(socket: WebSocket, person: Person, cookie: string): void {
    const client = createClient({
      ...{ socket, channels, limits, clock: context.clock, changes: context.changes },
      readableBrands: () => readableBrands(context, session.person),
      onSent: (change) => {
        options.observer.frameSent(change, context.clock());
      },
      onFailure: (error) => {
        context.log.warn({ err: error }, 'a console could not be brought up to date');
      },
      onDrop: (reason) => {
        sessions.remove(session);
        options.observer.dropped(reason);
      },
    });
    const session: Session = { client, socket, cookie, person, checkedAt: context.clock() };
    sessions.add(session);
    socket.once('close', () => {
      sessions.remove(session);
    });
  }

  function onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    upgrade(request, socket, head).catch((error: unknown) => {
      context.log.warn({ err: error }, 'a console could not be let in');
      refuse(socket, OUT_OF_REACH);
    });
  }

  server.on('upgrade', onUpgrade);
  const timers = [
    setInterval(sessions.beat, limits.heartbeatMs).unref(),
    setInterval(sessions.recheck, limits.recheckMs).unref(),
  ];
  return {
    async stop() {
      stopping = true;
      for (const timer of timers) clearInterval(timer);
      await sessions.closeAll();
      server.off('upgrade', onUpgrade);
      await channels.stop();
    },
  };
}
