import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { Context } from '../context.ts';
import type { Person } from '../ports/people.ts';
import type { Change } from '../contract/change.ts';
import { createChannels } from './channels.ts';
import { createClient } from './client.ts';
import type { ClientLimits, DropReason, Watching } from './client.ts';
import { OUT_OF_REACH, SIGNED_OUT, TOO_MANY, checkRequest, createRefusals, refuse } from './handshake.ts';
import type { Refusal } from './handshake.ts';
import { createTurns, readInTurn } from './missed-changes.ts';
import { createPresence } from './presence.ts';
import type { Onlooker, Presence } from './presence.ts';
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
  /** Refused openings of one address a minute; after them nobody is asked who it is. */
  readonly refusalsPerMinute: number;
  /** Who looks at what is said again this often, for processes that came later. */
  readonly presenceMs: number;
}

const LIVE_LIMITS: LiveLimits = {
  helloMs: 10_000,
  // With the frame that is one too many, and what the socket holds, below a megabyte.
  bufferedBytes: 900_000,
  batchMs: 30_000,
  messagesPerSecond: 20,
  heartbeatMs: 20_000,
  silenceMs: 35_000,
  recheckMs: 2_000,
  staleMs: 5_000,
  socketsPerPerson: 5,
  pollMs: 3_000,
  retryMs: 1_000,
  presenceMs: 10_000,
  refusalsPerMinute: 120,
};

export interface LiveOptions {
  /** Origins whose pages may open the socket, exactly as browsers send them. */
  readonly origins: readonly string[];
  /** Where a request comes from; the address of the connection unless told. */
  readonly addressOf?: (request: IncomingMessage) => string;
  readonly observer: LiveObserver;
  readonly limits?: Partial<LiveLimits>;
}

export interface Live {
  /** Closes every socket with a code that asks to come back, and takes no more. */
  stop(): Promise<void>;
}

const PATH = '/api/live';
const FRAME_BYTES = 64 * 1024;
const SERVER = { noServer: true, clientTracking: false, perMessageDeflate: false, maxPayload: FRAME_BYTES };

/** The WebSocket side: numbered changes to every console that may read them. */
export async function attachLive(server: Server, context: Context, options: LiveOptions): Promise<Live> {
  const limits = { ...LIVE_LIMITS, ...options.limits };
  const sessions = createSessions(context, limits, (open) => {
    options.observer.socketsOpen(open);
  });
  const channels = await createChannels({ ...context, ...limits });
  // Not the same turns: nobody stands before the door because others have much to catch up with.
  const atTheDoor = createTurns();
  const catchingUp = createTurns();
  const missed = readInTurn(context.changes, catchingUp);
  const presence = await createPresence({ ...context, bus: context.presence, repeatMs: limits.presenceMs });
  const wss = new WebSocketServer(SERVER);
  const origins = new Set(options.origins);
  const refusals = createRefusals(context.clock, limits.refusalsPerMinute);
  const addressOf = options.addressOf ?? (({ socket }: IncomingMessage) => socket.remoteAddress ?? '');
  let stopping = false;

  /** Nobody sees a 101 before origin and session are known to be good. */
  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => undefined);
    const address = addressOf(request);
    const send = (refusal: Refusal): void => {
      refusals.count(address, refusal);
      refuse(socket, refusal);
    };
    const known = stopping ? OUT_OF_REACH : checkRequest(request, PATH, origins);
    if (refusals.tooMany(address)) return refuse(socket, TOO_MANY);
    if (known) return send(known);
    const cookie = request.headers.cookie ?? '';
    const person = await atTheDoor(() => context.accounts.fromHeaders(new Headers({ cookie })));
    if (!person) send(SIGNED_OUT);
    else if (stopping) send(OUT_OF_REACH);
    else if (!sessions.makeRoom(person)) send(TOO_MANY);
    else if (!socket.destroyed) {
      wss.handleUpgrade(request, socket, head, (opened) => {
        open(opened, person);
      });
    }
  }

  function open(socket: WebSocket, person: Person): void {
    const client = createClient({
      ...{ socket, channels, limits, clock: context.clock, changes: missed },
      readableBrands: () => catchingUp(() => readableBrands(context, session.person)),
      onGreeted: () => presence.join(onlooker),
      onWatching: (at) => {
        watch(at).catch((error: unknown) => context.log.debug({ err: error }, 'who looks where is not known'));
      },
      onSent: (change) => {
        options.observer.frameSent(change, context.clock());
      },
      onFailure: (error) => {
        context.log.warn({ err: error }, 'a console could not be brought up to date');
      },
      onDrop: (reason) => {
        sessions.remove(session);
        presence.leave(onlooker);
        options.observer.dropped(reason);
      },
    });
    const session: Session = { client, socket, person, checkedAt: context.clock() };
    const onlooker = toOnlooker(session);
    const watch = createWatch(context, presence, onlooker);
    sessions.add(session);
    socket.once('close', () => {
      sessions.remove(session);
      presence.leave(onlooker);
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
      await presence.stop();
      server.off('upgrade', onUpgrade);
      await channels.stop();
    },
  };
}

const toOnlooker = ({ client, person }: Session): Onlooker => ({
  person,
  brands: () => client.brands() ?? [],
  tell: (bytes) => {
    client.mention(bytes);
  },
});

/** Says what is before somebody once it is known whose it is; of several looks at once the last one counts. */
function createWatch({ cards }: Context, presence: Presence, onlooker: Onlooker) {
  let looks = 0;
  return async function watch({ opportunity, draft }: Watching): Promise<void> {
    const look = (looks += 1);
    const brand = opportunity === null ? null : await cards.brandOf(opportunity);
    if (look !== looks) return;
    const mayRead = brand !== null && onlooker.brands().includes(brand);
    presence.watch(onlooker, mayRead && opportunity !== null ? { brand, opportunity, draft } : null);
  };
}
