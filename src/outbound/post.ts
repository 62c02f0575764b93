import { fetch } from 'undici';
import type { Response } from 'undici';
import { type AddressRules, assertAllowedUrl, createGuardedAgent } from './guarded-agent.ts';
import { type Failure, sayFailure } from './say-failure.ts';

export interface PostOptions {
  readonly rules: AddressRules;
  readonly headers?: Readonly<Record<string, string>>;
  /** From connecting to the last byte; 10,000 unless told. */
  readonly timeoutMs?: number;
  /** What is read of the answer; the rest is not. 2,000 unless told. */
  readonly maxAnswerBytes?: number;
  /** Given up when it fires. */
  readonly signal?: AbortSignal;
}

/** A server's answer, whatever its status: a redirect is one too, for none is followed. */
export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  /** The beginning of the body, as text. */
  readonly body: string;
  /** What the server asks to wait before the next try; null where it does not say. */
  readonly retryAfterMs: number | null;
}

export type Posted = Answered | Failure;

const TIMEOUT_MS = 10_000;
const ANSWER_BYTES = 2_000;

/** Posts JSON, given as the very text that may have been signed. Follows no redirect. Never throws. */
export function postJson(url: string, body: string, options: PostOptions): Promise<Posted> {
  return post(url, body, { ...options, headers: { 'content-type': 'application/json', ...options.headers } });
}

/** Posts to a server that somebody named: addresses are judged where they are connected to. Never throws. */
export async function post(url: string, body: string | Uint8Array, options: PostOptions): Promise<Posted> {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const agent = createGuardedAgent(options.rules, timeoutMs);
  try {
    const target = new URL(url);
    assertAllowedUrl(target, options.rules);
    const deadline = AbortSignal.timeout(timeoutMs);
    const response = await fetch(target, {
      method: 'POST',
      dispatcher: agent,
      redirect: 'manual',
      signal: options.signal ? AbortSignal.any([deadline, options.signal]) : deadline,
      headers: { 'user-agent': 'Rebond', ...options.headers },
      body,
    });
    return {
      kind: 'answered',
      status: response.status,
      body: await readBeginning(response, options.maxAnswerBytes ?? ANSWER_BYTES),
      retryAfterMs: readRetryAfter(response.headers.get('retry-after')),
    };
  } catch (error) {
    return sayFailure(error, timeoutMs);
  } finally {
    // Also ends a server that goes on answering.
    void agent.destroy().catch(() => undefined);
  }
}

/** At most so many bytes. A body that breaks off changes nothing about the status that was given. */
async function readBeginning(response: Response, most: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      parts.push(part);
      bytes += part.byteLength;
      if (bytes >= most) break;
    }
  } catch {
    // What was read is what there is.
  }
  return new TextDecoder().decode(Buffer.concat(parts).subarray(0, most));
}

/** Seconds; a date is left alone, for the clock of the other side is not ours. */
const readRetryAfter = (value: string | null): number | null =>
  value !== null && /^\d{1,6}$/.test(value.trim()) ? Number(value) * 1000 : null;
