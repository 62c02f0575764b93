import { fetch } from 'undici';
import type { Agent, Response } from 'undici';
import { assertAllowedUrl, createGuardedAgent } from '../../outbound/guarded-agent.ts';
import type { AddressRules } from '../../outbound/guarded-agent.ts';
import type { HostGate } from './host-gate.ts';
import { BodyTooLargeError, sayFetchError, TooManyRedirectsError } from './say-fetch-error.ts';

/** What a feed said about itself last time. */
export interface Validators {
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

export type Fetched =
  | {
      readonly kind: 'fresh';
      readonly body: Uint8Array;
      readonly contentType: string;
      /** Where the document was found after redirects. */
      readonly url: string;
      readonly validators: Validators;
      readonly maxAgeMs: number | null;
    }
  | { readonly kind: 'unchanged'; readonly maxAgeMs: number | null }
  /** It will not come back (410). */
  | { readonly kind: 'gone'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly retryAfterMs: number | null };

export interface FetchLimits {
  /** Bytes after decompression. */
  readonly bytes: number;
  /** From the first request to the last byte, over all redirects; without the waiting for the host's turn. */
  readonly totalMs: number;
  readonly redirects: number;
}

const FETCH_LIMITS: FetchLimits = { bytes: 5_000_000, totalMs: 20_000, redirects: 5 };

export interface FetcherOptions {
  readonly userAgent: string;
  readonly gate: HostGate;
  readonly rules: AddressRules;
  readonly clock: () => number;
  readonly limits?: FetchLimits;
}

export interface Fetcher {
  fetch(url: string, validators: Validators, signal: AbortSignal): Promise<Fetched>;
  close(): Promise<void>;
}

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5';

/** Fetches documents politely and within limits; every failure is a value with a reason in words. */
export function createFetcher(options: FetcherOptions): Fetcher {
  const limits = options.limits ?? FETCH_LIMITS;
  const agent = createGuardedAgent(options.rules, limits.totalMs);

  async function fetchOnce(url: URL, validators: Validators, signal: AbortSignal): Promise<Response> {
    assertAllowedUrl(url, options.rules);
    return fetch(url, {
      dispatcher: agent satisfies Agent,
      redirect: 'manual',
      signal,
      headers: {
        accept: ACCEPT,
        'user-agent': options.userAgent,
        ...(validators.etag ? { 'if-none-match': validators.etag } : {}),
        ...(validators.lastModified ? { 'if-modified-since': validators.lastModified } : {}),
      },
    });
  }

  async function follow(start: string, validators: Validators, signal: AbortSignal): Promise<Fetched> {
    let url = new URL(start);
    let left = limits.totalMs;
    for (let hop = 0; hop <= limits.redirects; hop++) {
      const answer = await options.gate.pass(url.host, signal, async () => {
        const began = options.clock();
        const deadline = AbortSignal.any([signal, AbortSignal.timeout(Math.max(left, 1))]);
        const response = await fetchOnce(url, validators, deadline);
        const next = await redirectTarget(response, url);
        const fetched = next ? null : await read(response, url, deadline);
        left -= options.clock() - began;
        return { next, fetched };
      });
      if (answer.fetched) return answer.fetched;
      url = answer.next!;
    }
    throw new TooManyRedirectsError(limits.redirects);
  }

  async function read(response: Response, url: URL, deadline: AbortSignal): Promise<Fetched> {
    const { status, headers } = response;
    const maxAgeMs = readMaxAge(headers.get('cache-control'));
    if (status !== 200) await response.body?.cancel();
    if (status === 304) return { kind: 'unchanged', maxAgeMs };
    if (status === 410) return { kind: 'gone', reason: 'the feed has been taken down for good (410)' };
    if (status !== 200) {
      const retryAfterMs = readRetryAfter(headers.get('retry-after'), options.clock());
      return { kind: 'failed', reason: sayStatus(status), retryAfterMs };
    }
    const body = await readBody(response, limits.bytes, deadline);
    return {
      kind: 'fresh',
      body,
      contentType: headers.get('content-type') ?? '',
      url: documentUrl(url, headers.get('content-location')),
      validators: { etag: headers.get('etag') ?? undefined, lastModified: headers.get('last-modified') ?? undefined },
      maxAgeMs,
    };
  }

  return {
    async fetch(url, validators, signal) {
      try {
        return await follow(url, validators, signal);
      } catch (error) {
        return { kind: 'failed', reason: sayFetchError(error, limits), retryAfterMs: null };
      }
    },
    close: () => agent.destroy(),
  };
}

/** The next hop; the body of a redirect is nobody's business. */
async function redirectTarget(response: Response, from: URL): Promise<URL | null> {
  const location = response.headers.get('location');
  if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return null;
  await response.body?.cancel();
  return new URL(location, from);
}

/** A server may give the document an address of its own, which relative links are relative to. */
const documentUrl = (url: URL, location: string | null) =>
  location !== null && URL.canParse(location, url) ? new URL(location, url).href : url.href;

async function readBody(response: Response, limit: number, deadline: AbortSignal): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    deadline.throwIfAborted();
    bytes += part.byteLength;
    if (bytes > limit) throw new BodyTooLargeError(limit);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function readMaxAge(cacheControl: string | null): number | null {
  const seconds = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,9})/i.exec(cacheControl ?? '')?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}

/** Seconds, or an HTTP date. */
function readRetryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

function sayStatus(status: number): string {
  const words: Record<number, string> = {
    401: 'the server wants a sign-in (401)',
    403: 'the server refuses access (403)',
    404: 'there is nothing at this address (404)',
    429: 'the server asks to come back later (429)',
    503: 'the server is not available for the moment (503)',
  };
  return words[status] ?? (status >= 500 ? `the server has an error (${status})` : `the server answered ${status}`);
}
