import type { RawData, WebSocket } from 'ws';
import type { Clock } from '../context.ts';
import type { Change } from '../contract/change.ts';
import { ClientFrame, CloseCode } from '../contract/frame.ts';
import { encode } from './channels.ts';
import type { Channels, Frame } from './channels.ts';
import { createFeeder } from './feeder.ts';
import type { Sink } from './feeder.ts';
import type { MissedChanges } from './missed-changes.ts';

export type Watching = Pick<ClientFrame & { type: 'watching' }, 'opportunity' | 'draft'>;

/** Why the server closed a socket. */
export type DropReason = 'bad-frame' | 'out-of-reach' | 'rights-changed' | 'signed-out' | 'slow' | 'dead' | 'stopping';

export interface ClientLimits {
  /** Time to say hello. */
  readonly helloMs: number;
  /** Bytes that may wait for a client that reads slowly. */
  readonly bufferedBytes: number;
  /** Time a client may take over one batch of what it missed. */
  readonly batchMs: number;
  readonly messagesPerSecond: number;
}

export interface ClientOptions {
  readonly socket: WebSocket;
  readonly channels: Channels;
  readonly changes: MissedChanges;
  readonly clock: Clock;
  readonly limits: ClientLimits;
  /** The brands this person may read now. */
  readableBrands(): Promise<string[]>;
  /** It was greeted, and may be told of its brands. */
  onGreeted(): void;
  /** It says what is before the person. Only after it was greeted. */
  onWatching(at: Watching): void;
  /** A change was written to the socket as soon as it was published. */
  onSent(change: Change): void;
  onFailure(error: unknown): void;
  onDrop(reason: DropReason): void;
}

/** One console's socket. */
export interface Client {
  /** When it last showed that it is there. */
  seenAt(): number;
  /** The brands it was greeted with; null before hello. */
  brands(): readonly string[] | null;
  /** Written unless too much waits already: for what is worth something only now. */
  mention(bytes: Buffer): void;
  ping(): void;
  drop(reason: DropReason): void;
}

const CLOSING: Record<DropReason, readonly [code: number, sentence: string]> = {
  'bad-frame': [CloseCode.badFrame, 'the frame is not understood'],
  'out-of-reach': [CloseCode.goingAway, 'out of reach: come back with your cursors'],
  'rights-changed': [CloseCode.goingAway, 'your rights have changed: come back with your cursors'],
  'signed-out': [CloseCode.signedOut, 'the session has ended: sign in again'],
  slow: [CloseCode.tooSlow, 'too slow: come back with your cursors'],
  dead: [CloseCode.goingAway, 'no sign of life'],
  stopping: [CloseCode.goingAway, 'the server is stopping: come back with your cursors'],
};

/** A closed socket whose peer does not answer is destroyed after this long. */
const CLOSE_MS = 5_000;

export function createClient(options: ClientOptions): Client {
  const { socket, clock, limits, changes } = options;
  const sink = createSink(options, () => {
    drop('slow');
  });
  const feeder = createFeeder({ channels: options.channels, changes, sink, onFailure: fail });
  const allowMessage = createMessageCount(clock, limits.messagesPerSecond);
  let brands: readonly string[] | null = null;
  let watching: Watching | undefined;
  let greeted = false;
  let dropped = false;
  let seenAt = clock();

  const impatient = setTimeout(() => {
    drop('bad-frame');
  }, limits.helloMs);

  function drop(reason: DropReason): void {
    if (dropped) return;
    dropped = true;
    options.onDrop(reason);
    const [code, sentence] = CLOSING[reason];
    feeder.stop();
    socket.close(code, sentence);
    setTimeout(() => {
      socket.terminate();
    }, CLOSE_MS).unref();
  }

  function fail(error: unknown): void {
    options.onFailure(error);
    drop('out-of-reach');
  }

  async function greet(hello: ClientFrame & { type: 'hello' }): Promise<void> {
    const [epoch, readable] = await Promise.all([changes.epoch(), options.readableBrands()]);
    if (!sink.open()) return;
    brands = readable;
    sink.write(encode({ type: 'hello', epoch, at: new Date(clock()).toISOString(), brands: readable }));
    options.onGreeted();
    if (watching !== undefined) options.onWatching(watching);
    // A map: the names come from outside, and `__proto__` is one of them.
    await feeder.start(readable, new Map(Object.entries(hello.cursors)), hello.epoch === epoch);
  }

  socket.on('message', (data, isBinary) => {
    if (dropped) return;
    seenAt = clock();
    const frame = isBinary || !allowMessage() ? null : readFrame(data);
    if (!frame || (frame.type === 'hello' && greeted) || (frame.type === 'watching' && !greeted)) drop('bad-frame');
    else if (frame.type === 'watching') {
      watching = frame;
      if (brands) options.onWatching(watching);
    } else if (frame.type === 'hello') {
      greeted = true;
      clearTimeout(impatient);
      greet(frame).catch(fail);
    }
  });
  socket.on('pong', () => {
    seenAt = clock();
  });
  socket.once('close', () => {
    clearTimeout(impatient);
    feeder.stop();
  });
  // What ws finds wrong with a frame closes the socket by itself; the close event follows.
  socket.on('error', () => undefined);

  return {
    seenAt: () => seenAt,
    brands: () => brands,
    mention(bytes) {
      if (sink.open() && socket.bufferedAmount < limits.bufferedBytes / 4) sink.write(bytes);
    },
    ping() {
      if (!sink.open()) return;
      // Both kinds: a page cannot see the protocol's own ping, a plain client does not know ours.
      socket.ping();
      if (brands) sink.write(encode({ type: 'ping', at: new Date(clock()).toISOString() }));
    },
    drop,
  };
}

/** What is written waits for the client up to a limit; one that is slower than that is `tooSlow`. */
function createSink(options: ClientOptions, tooSlow: () => void): Sink {
  const { socket, limits } = options;
  const closed = new Promise<void>((resolve) => void socket.once('close', resolve));
  let last = Promise.resolve();
  return {
    open: () => socket.readyState === socket.OPEN,
    write(bytes) {
      last = new Promise((resolve) => {
        socket.send(bytes, { binary: false }, () => {
          resolve();
        });
      });
    },
    async flushed() {
      const impatient = setTimeout(tooSlow, limits.batchMs);
      await Promise.race([last, closed]);
      clearTimeout(impatient);
    },
    push(frame: Frame) {
      if (socket.bufferedAmount > limits.bufferedBytes) {
        tooSlow();
        return;
      }
      socket.send(frame.bytes, { binary: false }, (error) => {
        if (!error) options.onSent(frame.change);
      });
    },
  };
}

function createMessageCount(clock: Clock, perSecond: number): () => boolean {
  let second = 0;
  let count = 0;
  return function allowMessage() {
    const now = Math.floor(clock() / 1_000);
    count = now === second ? count + 1 : 1;
    second = now;
    return count <= perSecond;
  };
}

/** `data` is one buffer: the socket’s binary type is left as it is. */
function readFrame(data: RawData): ClientFrame | null {
  try {
    return ClientFrame.parse(JSON.parse((data as Buffer).toString()));
  } catch {
    return null;
  }
}
