import type { Reason } from '../contract/common.ts';
import type { SendOutcome } from '../ports/channels.ts';
import type { Posted } from '../outbound/post.ts';
import { failureReason } from '../outbound/say-failure.ts';

/** Statuses after which a second try may do better. */
const PASSING = new Set([408, 425, 429]);

/** What an answer by HTTP means. `gone`: statuses that say that there is no such receiver any more. */
export function toOutcome(posted: Posted, gone: readonly number[]): SendOutcome {
  // Whoever posts twice does less harm than whoever never does: receivers know a delivery by its id, and people read over it.
  if (posted.kind === 'failed') {
    return { kind: 'later', retryAfterMs: null, words: posted.reason, reason: failureReason(posted) };
  }
  const { status, body, retryAfterMs } = posted;
  const said = { status, words: sayAnswer(status, body), reason: answerReason(status, body) };
  if (status >= 200 && status < 300) return { kind: 'sent', ...said };
  if (gone.includes(status)) return { kind: 'gone', ...said };
  if (status >= 500 || PASSING.has(status)) return { kind: 'later', retryAfterMs, ...said };
  return { kind: 'refused', ...said };
}

const beginningOf = (body: string): string => body.replace(/\s+/g, ' ').trim().slice(0, 200);

function answerReason(status: number, body: string): Reason {
  const code = status >= 300 && status < 400 ? 'answer.redirect' : 'answer.status';
  return { code, data: { status, said: beginningOf(body) } };
}

function sayAnswer(status: number, body: string): string {
  const said = beginningOf(body);
  const what =
    status >= 300 && status < 400
      ? `the address answers with a redirect (${status}), and none is followed: give the address it leads to`
      : `the receiver answered ${status}`;
  return said ? `${what}: ${said}` : what;
}
