import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { STATUS_CODES } from 'node:http';
import type { Clock } from '../context.ts';

export interface Refusal {
  readonly status: number;
  readonly sentence: string;
  readonly retryAfterSeconds?: number;
}

/** Answers an upgrade with a plain HTTP refusal: the peer never sees a 101. */
export function refuse(socket: Duplex, { status, sentence, retryAfterSeconds }: Refusal): void {
  if (socket.destroyed) return;
  const headers = [
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${String(Buffer.byteLength(sentence))}`,
    ...(retryAfterSeconds === undefined ? [] : [`Retry-After: ${String(retryAfterSeconds)}`]),
  ];
  socket.once('finish', () => socket.destroy());
  socket.end(`${headers.join('\r\n')}\r\n\r\n${sentence}`);
}

/** What can be refused from the request alone; null where it may go on to the question who is asking. */
export function checkRequest(request: IncomingMessage, path: string, origins: ReadonlySet<string>): Refusal | null {
  if ((request.url ?? '').split('?', 1)[0] !== path) return { status: 404, sentence: 'There is no socket here.' };
  // A cookie travels with every page's request; the origin alone says whose page it is.
  if (!origins.has(request.headers.origin ?? '')) {
    return { status: 403, sentence: 'The socket is open to this site’s own pages only.' };
  }
  return null;
}

export const SIGNED_OUT: Refusal = { status: 401, sentence: 'Sign in first.' };
export const TOO_MANY: Refusal = { status: 429, sentence: 'Too many open consoles: close one.', retryAfterSeconds: 30 };
export const OUT_OF_REACH: Refusal = { status: 503, sentence: 'Out of reach: try again soon.', retryAfterSeconds: 5 };

const MINUTE_MS = 60_000;
const MOST_KEPT = 10_000;

/** How often addresses were refused, so that one that goes on is not asked who it is: that costs a look into the database. */
export function createRefusals(clock: Clock, perMinute: number) {
  let counts = new Map<string, number>();
  let minute = 0;

  /** Of this minute. Where too many addresses came in it, counting starts anew. */
  function current(): Map<string, number> {
    const now = Math.floor(clock() / MINUTE_MS);
    if (now !== minute || counts.size > MOST_KEPT) counts = new Map();
    minute = now;
    return counts;
  }

  return {
    tooMany: (address: string): boolean => (current().get(address) ?? 0) >= perMinute,
    /** What is our own fault is not counted. */
    count(address: string, { status }: Refusal): void {
      if (status < 500) current().set(address, (counts.get(address) ?? 0) + 1);
    },
  };
}
