import { setTimeout as sleep } from 'node:timers/promises';
import type { Alone } from './alone.ts';
import type { Load, Recorded } from './recorder.ts';
import { createPlan } from './workload.ts';

/** What the intake answered, beside what it took. */
export interface Answers {
  /** How many requests were answered so; 0 where there was no answer. */
  readonly statuses: Readonly<Record<number, number>>;
  /** The first refusal that asks to come again, in the intake's words. */
  readonly refusal: string | null;
  /** The longest that one request went without an answer, ms. */
  readonly longestMs: number;
}

export interface IntakeRecorder {
  sent(): number;
  /** When the last batch was acknowledged; ms as `performance.now` counts. */
  takenAt(): number;
  answers(): Answers;
  readonly done: Promise<Recorded>;
  /** The batch that is being sent is the last one. */
  end(): void;
}

const STEP_MS = 100;
const RETRY_MS = 500;
const MOST_AT_ONCE = 200;
/** Patience with one request: whoever waits longer has been left without an answer. */
const PATIENCE_MS = 15_000;

/**
 * Sends a load by HTTP, as a sender that follows the intake's own advice: what is not acknowledged is sent again until it
 * is.
 * @param now what the posts give as their time, ms since 1970
 */
export function recordByHttp(
  { product: { url }, token }: Pick<Alone, 'product' | 'token'>,
  load: Pick<Load, 'seed' | 'signals' | 'rate' | 'filler'>,
  now: () => number = Date.now,
): IntakeRecorder {
  const plan = createPlan(load.seed, load.filler);
  const statuses: Record<number, number> = {};
  let [sent, takenAt, longestMs, over] = [0, performance.now(), 0, false];
  let refusal: string | null = null;

  async function sendOnce(body: string): Promise<boolean> {
    const begun = performance.now();
    const { status, detail, accepted } = await post(`${url}/api/signals`, token, body);
    longestMs = Math.max(longestMs, Math.round(performance.now() - begun));
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status === 503) refusal ??= detail;
    return status === 200 && accepted;
  }

  const done = (async (): Promise<Recorded> => {
    const acknowledged = new Set<string>();
    const mentions: string[] = [];
    const begun = performance.now();
    while (sent < load.signals && !over) {
      const due = Math.min(load.signals, Math.floor(((performance.now() - begun) / 1_000) * load.rate));
      const upTo = Math.min(due, sent + MOST_AT_ONCE);
      if (upTo > sent) {
        const at = now();
        const batch = Array.from({ length: upTo - sent }, (_, i) => plan.post(sent + i, at));
        const body = batch.map(({ raw }) => JSON.stringify(raw)).join('\n');
        while (!(await sendOnce(body))) await sleep(RETRY_MS);
        takenAt = performance.now();
        for (const { id, mentions: own } of batch) {
          acknowledged.add(id);
          mentions.push(...own);
        }
        sent = upTo;
      }
      if (due <= upTo) await sleep(STEP_MS);
    }
    return { acknowledged, mentions, poison: [] };
  })();
  done.catch(() => undefined);
  return {
    done,
    sent: () => sent,
    takenAt: () => takenAt,
    end: () => void (over = true),
    answers: () => ({ statuses: { ...statuses }, refusal, longestMs }),
  };
}

async function post(url: string, token: string, body: string) {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const said = (await answer.json()) as { detail?: string; rejected?: number };
    return { status: answer.status, detail: said.detail ?? null, accepted: said.rejected === 0 };
  } catch {
    return { status: 0, detail: null, accepted: false };
  }
}
