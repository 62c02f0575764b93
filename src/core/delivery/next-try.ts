const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;

const FIRST_MS = 15 * SECOND_MS;
const LONGEST_MS = HOUR_MS;

/** How long a message is worth sending: a program wants everything, a person nothing that is hours old. */
const WORTH_MS = { program: 24 * HOUR_MS, person: 2 * HOUR_MS };

/**
 * When to try again after a try that certainly failed; null where it is time to give up. Twice as long each time, up to an
 * hour, and spread by up to a half so that many do not come at once. `random`: 0 to 1. Milliseconds.
 */
export function nextTry(tries: {
  /** How many there were. */
  readonly done: number;
  readonly firstAt: number;
  readonly at: number;
  readonly reader: keyof typeof WORTH_MS;
  /** What the receiver asked for. */
  readonly retryAfterMs: number | null;
  readonly random: number;
}): number | null {
  const wait = Math.min(FIRST_MS * 2 ** (tries.done - 1), LONGEST_MS);
  const next = tries.at + Math.max(wait * (1 - tries.random / 2), Math.min(tries.retryAfterMs ?? 0, LONGEST_MS));
  return next - tries.firstAt > WORTH_MS[tries.reader] ? null : Math.round(next);
}
