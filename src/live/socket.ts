import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { Context, Person } from '../context.ts';
import type { Change } from '../contract/change.ts';
import { createChannels } from './channels.ts';
import { createClient } from './client.ts';
import type { Client, ClientLimits, DropReason } from './client.ts';
import { OUT_OF_REACH, SIGNED_OUT, TOO_MANY, checkRequest, refuse } from './handshake.ts';

/** Told of what goes out, for the metrics. */
export interface LiveObserver {
  /** A change was written to a socket as soon as it was published; what clients catch up with is not told. */
  frameSent(change: Change, sentAtMs: number): void;
  /** How many sockets are open now. */
  socketsOpen(n: number): void;
  dropped(reason: DropReason): void;
}

export interface LiveLimits extends ClientLimits {
  readonly heartbeatMs: number;
  /** A peer that gave no sign of life for this long is dead. */
  readonly silenceMs: number;
  /** Session and roles are asked for again this often. */
  readonly recheckMs: number;
  /** A socket whose rights could not be confirmed for this long is closed. */
  readonly staleMs: number;
  readonly socketsPerPerson: number;
  /** Changes are looked for this often even when nobody says that there are any. */
  readonly pollMs: number;
  readonly retryMs: number;
}

export const LIVE_LIMITS: LiveLimits = {
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
/** How long closing sockets may take before they are destroyed. */
const STOP_MS = 2_000;

interface Session {
  readonly client: Client;
  readonly socket: WebSocket;
  readonly cookie: string;
  person: Person;
  /** When session and roles were last confirmed. */
  checkedAt: number;
}

/** The WebSocket side: numbered changes to every console that may read them. */
export async function attachLive(server: Server, context: Context, options: LiveOptions): Promise<Live> {
  const { clock, log, accounts } = context;
  const limits = { ...LIVE_LIMITS, ...options.limits };
  const origins = new Set(options.origins);
  const sessions = new Set<Session>();
  const channels = await createChannels({ ...limits, changes: context.changes, cards: context.cards, log });
  const wss = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: FRAME_BYTES,
  });
  let stopping = false;

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => undefined);
    const refusal = stopping ? OUT_OF_REACH : checkRequest(request, PATH, origins);
    if (refusal) {
      refuse(socket, refusal);
      return;
    }
    const cookie = request.headers.cookie ?? '';
    const person = await accounts.fromHeaders(new Headers({ cookie }));
    if (!person) refuse(socket, SIGNED_OUT);
    else if (!makeRoom(person)) refuse(socket, TOO_MANY);
    else if (stopping) refuse(socket, OUT_OF_REACH);
    else if (!socket.destroyed) {
      wss.handleUpgrade(request, socket, head, (opened) => {
        welcome(opened, person, cookie);
      });
    }
  }

  /** A person's sockets are counted; one that has fallen silent gives way to a new one. */
  function makeRoom(person: Person): boolean {
    const own = [...sessions].filter((session) => session.person.id === person.id);
    if (own.length < limits.socketsPerPerson) return true;
    const silent = own.find(({ client }) => clock() - client.seenAt() > limits.heartbeatMs * 1.25);
    silent?.client.drop('dead');
    return silent !== undefined;
  }

  function welcome(socket: WebSocket, person: Person, cookie: string): void {
    const client = createClient({
      ...{ socket, channels, clock, limits, changes: context.changes },
      readableBrands: () => readableBrands(context, session.person),
      onSent: (change) => {
        options.observer.frameSent(change, clock());
      },
      onFailure: (error) => {
        log.warn({ err: error }, 'a console could not be brought up to date');
      },
      onDrop: (reason) => {
        forget();
        options.observer.dropped(reason);
      },
    });
    const session: Session = { client, socket, cookie, person, checkedAt: clock() };
    const forget = () => {
      if (sessions.delete(session)) options.observer.socketsOpen(sessions.size);
    };
    sessions.add(session);
    socket.once('close', forget);
    options.observer.socketsOpen(sessions.size);
  }

  function beat(): void {
    for (const { client } of sessions) {
      if (clock() - client.seenAt() > limits.silenceMs) client.drop('dead');
      else client.ping();
    }
  }

  let rechecking = false;
  function recheck(): void {
    for (const { client, checkedAt } of sessions) {
      if (clock() - checkedAt > limits.staleMs) client.drop('out-of-reach');
    }
    if (rechecking) return;
    rechecking = true;
    recheckAll(context, sessions)
      .catch((error: unknown) => {
        log.warn({ err: error }, 'the rights of open consoles cannot be checked');
      })
      .finally(() => {
        rechecking = false;
      });
  }

  const timers = [setInterval(beat, limits.heartbeatMs), setInterval(recheck, limits.recheckMs)];
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    upgrade(request, socket, head).catch((error: unknown) => {
      log.warn({ err: error }, 'a console could not be let in');
      refuse(socket, OUT_OF_REACH);
    });
  };
  server.on('upgrade', onUpgrade);

  return {
    async stop() {
      stopping = true;
      for (const timer of timers) clearInterval(timer);
      await closeAll([...sessions]);
      server.off('upgrade', onUpgrade);
      await channels.stop();
    },
  };
}

async function readableBrands({ brands, accounts }: Context, person: Person): Promise<string[]> {
  const all = await brands.list();
  return all.map((brand) => brand.id).filter((brand) => accounts.may(person, brand, 'read'));
}

/** Sessions asked for at the same time. */
const CHECKS = 20;

/** Asks once per session cookie, however many sockets it opened. */
async function recheckAll(context: Context, sessions: ReadonlySet<Session>): Promise<void> {
  const byCookie = [...Map.groupBy(sessions, (session) => session.cookie)];
  for (let from = 0; from < byCookie.length; from += CHECKS) {
    await Promise.all(byCookie.slice(from, from + CHECKS).map(([cookie, own]) => recheckSession(context, cookie, own)));
  }
}

async function recheckSession(context: Context, cookie: string, own: readonly Session[]): Promise<void> {
  const at = context.clock();
  const person = await context.accounts.fromHeaders(new Headers({ cookie }));
  if (!person) {
    for (const { client } of own) client.drop('signed-out');
    return;
  }
  const readable = await readableBrands(context, person);
  for (const session of own) {
    session.person = person;
    session.checkedAt = at;
    const greeted = session.client.brands();
    // The client comes back with its cursors and is greeted with the brands it may read now.
    if (greeted && String(greeted) !== String(readable)) session.client.drop('rights-changed');
  }
}

async function closeAll(sessions: readonly Session[]): Promise<void> {
  const closed = sessions.map(({ socket }) => new Promise((resolve) => void socket.once('close', resolve)));
  for (const { client } of sessions) client.drop('stopping');
  const impatient = setTimeout(() => {
    for (const { socket } of sessions) socket.terminate();
  }, STOP_MS);
  await Promise.all(closed);
  clearTimeout(impatient);
}
