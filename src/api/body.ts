import type { IncomingMessage } from 'node:http';
import { Readable, pipeline } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import type { Clock } from '../context.ts';
import { ProblemError } from './errors.ts';

export interface BodyLimits {
  /** Most bytes, both as sent and after decompression. */
  readonly mostBytes: number;
  readonly gzip: boolean;
  readonly clock: Clock;
  /** The body as it was sent, where it is here already. */
  readonly received?: Buffer | undefined;
}

/** A sender may keep us waiting this long in all, and one second more for each 16 KB it has sent. */
const PATIENCE_MS = 10_000;
const BYTES_PER_SECOND = 16 * 1024;

/** The bytes of a body as they arrive, decompressed. Throws 400, 408, 413 or 415 as a ProblemError. */
export function readBody(request: IncomingMessage, limits: BodyLimits): AsyncIterable<Buffer> {
  const raw = limits.received ? Readable.from([limits.received]) : readRaw(request, limits);
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity') return raw;
  if (encoding === 'gzip' && limits.gzip) return unzipped(raw, limits.mostBytes);
  throw new ProblemError('wrong-type', `Content-Encoding ${encoding} is not understood here.`);
}

/** The bytes of a body exactly as they were sent. Throws 400, 408 or 413 as a ProblemError. */
export function readRaw(request: IncomingMessage, limits: Omit<BodyLimits, 'gzip'>): AsyncIterable<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limits.mostBytes) throw tooLarge(limits.mostBytes);
  return patiently(request, limits);
}

/** A JSON body of at most `mostBytes`. */
export async function readJson(request: IncomingMessage, limits: BodyLimits): Promise<unknown> {
  const type = mediaType(request);
  if (type !== 'application/json') {
    throw new ProblemError('wrong-type', 'Send the body as Content-Type: application/json.');
  }
  const text = decodeUtf8(await collect(readBody(request, limits)));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ProblemError('bad-request', `The body is not JSON: ${(error as Error).message.slice(0, 200)}`);
  }
}

/** Media type without parameters, lower case; empty where none was sent. */
export const mediaType = (request: IncomingMessage): string =>
  (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

export async function collect(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ProblemError('bad-request', 'The body is not valid UTF-8.');
  }
}

async function* patiently(
  request: IncomingMessage,
  { mostBytes, clock }: Omit<BodyLimits, 'gzip'>,
): AsyncGenerator<Buffer> {
  // Left open when we stop early, so that the refusal can still be sent on the same socket.
  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  let bytes = 0;
  let waited = 0;
  for (;;) {
    const from = clock();
    const next = await within(chunks.next(), PATIENCE_MS + (bytes / BYTES_PER_SECOND) * 1_000 - waited);
    if (next.done) return;
    waited += clock() - from;
    bytes += next.value.length;
    if (bytes > mostBytes) throw tooLarge(mostBytes);
    yield next.value;
  }
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  const stop = new AbortController();
  const deadline = sleep(Math.max(ms, 0), undefined, { signal: stop.signal, ref: false }).then(
    () => {
      throw new ProblemError('too-slow', 'The body arrived too slowly. Send it again on a better line, or in parts.');
    },
    () => new Promise<never>(() => undefined),
  );
  try {
    return await Promise.race([promise, deadline]);
  } catch (error) {
    throw error instanceof ProblemError ? error : new ProblemError('bad-request', 'The connection broke off.');
  } finally {
    stop.abort();
  }
}

async function* unzipped(chunks: AsyncIterable<Buffer>, mostBytes: number): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  pipeline(Readable.from(chunks), gunzip, () => undefined);
  let bytes = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw tooLarge(mostBytes);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError('bad-request', 'The gzip data is damaged or ends too early.');
  } finally {
    gunzip.destroy();
  }
}

const tooLarge = (mostBytes: number) =>
  new ProblemError('too-large', `At most ${(mostBytes / 1024).toLocaleString('en')} KB, also after decompression.`);
