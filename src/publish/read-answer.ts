import { z } from 'zod';
import type { Reason } from '../contract/common.ts';
import type { Sent } from '../core/draft/publication.ts';
import { failureReason, type Failure } from '../outbound/say-failure.ts';
import type { Answered } from './ask.ts';

/** What a server said of an attempt that was not taken, or perhaps. */
export type NotOut = Exclude<Sent, { kind: 'out' }>;

/**
 * The server refused for now. Only where it says so itself: another error may come from something between, after the
 * request was taken.
 */
const PASSING = new Set([408, 425, 429, 503]);

/** What an answer that is no success proves. A conflict may well mean that it was taken before. */
export function notTaken(answer: Answered | Failure, now: number): NotOut {
  if (answer.kind === 'failed') {
    const reason = failureReason(answer);
    return answer.arrived === 'no' ? { kind: 'again', reason } : { kind: 'doubt', reason };
  }
  const { status } = answer;
  const reason: Reason = { code: 'publication.answered', data: { status } };
  if (PASSING.has(status)) return { kind: 'again', reason, afterMs: retryAfter(answer.headers, now) };
  if (status >= 300 && status < 400)
    return { kind: 'refused', reason: { code: 'publication.moved', data: { status } } };
  if (status === 401 || status === 403)
    return { kind: 'refused', reason: { code: 'publication.unsigned', data: { status } } };
  if (status >= 400 && status < 500 && status !== 409) return { kind: 'refused', reason };
  return { kind: 'doubt', reason };
}

/** A step before the post itself: whatever went wrong there, nothing is out. */
export function beforeOut(answer: Answered | Failure, now: number): NotOut {
  const said = notTaken(answer, now);
  return said.kind === 'doubt' ? { kind: 'again', reason: said.reason } : said;
}

/** An answer that says yes; the mark is for the compiler, so that every other answer stays one. */
type Fine = Answered & { readonly fine: true };

export const isFine = (answer: Answered | Failure): answer is Fine =>
  answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;

/** The JSON of an answer where it has the shape; null otherwise. */
export function readJson<S extends z.ZodType>(answer: Answered, schema: S): z.infer<S> | null {
  try {
    const read = schema.safeParse(JSON.parse(answer.body));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** Where a post can be seen, by what the other side says: an address of the web or nothing. */
export const Link = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  .optional()
  .catch(undefined);

/** Seconds, a date, or when the limit ends as Mastodon and Bluesky say it. */
function retryAfter(headers: Headers, now: number): number | null {
  const after = headers.get('retry-after');
  if (after !== null && /^\d{1,6}$/.test(after.trim())) return Number(after) * 1000;
  const reset = headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset') ?? after;
  if (reset === null) return null;
  const at = /^\d{9,12}$/.test(reset) ? Number(reset) * 1000 : Date.parse(reset);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
