const MINUTE = 60_000;
/** Longest wait that back-off or a feed's own wish leads to. */
const MOST = 60 * MINUTE;
/** A server that asks for more patience than this is asked again all the same. */
const MOST_RETRY_AFTER = 24 * 60 * MINUTE;

export interface PollHistory {
  readonly everyMinutes: number;
  /** Failures since the last success. */
  readonly failures: number;
  readonly retryAfterMs: number | null;
  /** `Cache-Control: max-age`. */
  readonly maxAgeMs: number | null;
  /** `<ttl>` or its like. */
  readonly ttlMinutes: number | null;
}

/**
 * Milliseconds to the next poll: never sooner than the configuration, the server or the feed wish, twice as long after
 * each failure, and a little uneven so that feeds do not fall into step. `random`: 0 to 1.
 */
export function nextPollDelay(history: PollHistory, random: () => number): number {
  const every = history.everyMinutes * MINUTE;
  const wished = Math.max(history.maxAgeMs ?? 0, (history.ttlMinutes ?? 0) * MINUTE);
  const backedOff = every * 2 ** Math.min(history.failures, 20);
  const asked = Math.min(history.retryAfterMs ?? 0, MOST_RETRY_AFTER);
  const base = Math.max(every, Math.min(Math.max(wished, backedOff), MOST));
  return Math.round(Math.max(base * (1 + 0.2 * random()), asked, MINUTE));
}
