import { type Agent, fetch, type FormData, type Response } from 'undici';
import { type AddressRules, assertAllowedUrl, createGuardedAgent } from '../outbound/guarded-agent.ts';
import { type Failure, sayFailure } from '../outbound/say-failure.ts';

export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  readonly body: string;
  readonly headers: Headers;
}

export interface Question {
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | FormData;
}

/** Asks a server that somebody named. Follows no redirect, never throws, and repeats nothing. */
export type Ask = (url: string, question: Question) => Promise<Answered | Failure>;

/** For one attempt: all its questions together end by then (ms since the attempt began). */
export interface Asking {
  readonly ask: Ask;
  close(): void;
}

/** Bytes of an answer that are read; no answer that we ask for is longer. */
const MOST_BYTES = 256 * 1024;

export function createAsking(rules: AddressRules, timeoutMs: number): Asking {
  const agent = createGuardedAgent(rules, timeoutMs);
  const deadline = AbortSignal.timeout(timeoutMs);
  return {
    async ask(url, question) {
      try {
        const target = new URL(url);
        assertAllowedUrl(target, rules);
        // Nothing leaves any more, so nothing can have arrived.
        if (deadline.aborted) return { ...sayFailure(deadline.reason, timeoutMs), arrived: 'no' };
        return await answer(target, question, agent, deadline);
      } catch (error) {
        return sayFailure(error, timeoutMs);
      }
    },
    close: () => void agent.destroy().catch(() => undefined),
  };
}

async function answer(url: URL, question: Question, agent: Agent, signal: AbortSignal): Promise<Answered> {
  const response = await fetch(url, {
    method: question.method,
    dispatcher: agent,
    redirect: 'manual',
    signal,
    headers: { 'user-agent': 'Rebond', accept: 'application/json', ...question.headers },
    ...(question.body !== undefined && { body: question.body }),
  });
  const { status } = response;
  return { kind: 'answered', status, body: await beginning(response), headers: response.headers as unknown as Headers };
}

/** A body that breaks off changes nothing about the status that was given. */
async function beginning(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      parts.push(part);
      bytes += part.byteLength;
      if (bytes >= MOST_BYTES) break;
    }
  } catch {
    // What was read is what there is.
  }
  return new TextDecoder().decode(Buffer.concat(parts).subarray(0, MOST_BYTES));
}
