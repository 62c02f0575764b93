const MINUTE = 60_000;
/** Silences shorter than this are no silence, and of this many times the usual gap. */
const SHORTEST_SILENCE_MS = 30 * MINUTE;
const USUAL_GAPS = 8;
/** Items after which a source's usual gap is known. */
const KNOWN_ITEMS = 10;
/** Share of the newest gap in the usual one. */
const NEWEST = 0.05;
/** Time in which a source that comes back delivers what it had kept. */
const CATCHING_UP_MS = 10 * MINUTE;

interface Beat {
  /** Event time of the newest item, and usual time between two, milliseconds. */
  at: number;
  gap: number;
  items: number;
  /** Items that may still come of those kept back, and until when. */
  backlog: number;
  until: number;
}

/** How each source usually beats. Plain data. */
export type Heartbeats = Map<string, Beat>;

/**
 * Notes an item and answers whether it belongs to what a source kept back while it was silent: as many items as it would
 * have sent meanwhile are no news about the world when they come all at once.
 */
export function beat(hearts: Heartbeats, source: string, at: number): boolean {
  const heart = hearts.get(source);
  if (!heart) {
    hearts.set(source, { at, gap: 0, items: 1, backlog: 0, until: 0 });
    return false;
  }
  const gap = Math.max(at - heart.at, 0);
  const wasSilent = heart.items >= KNOWN_ITEMS && gap > Math.max(SHORTEST_SILENCE_MS, USUAL_GAPS * heart.gap);
  if (wasSilent) {
    heart.backlog = Math.round(gap / Math.max(heart.gap, 1_000));
    heart.until = at + CATCHING_UP_MS;
  } else {
    const share = Math.max(1 / heart.items, NEWEST);
    heart.gap += share * (gap - heart.gap);
  }
  heart.items += 1;
  heart.at = Math.max(heart.at, at);
  // The first item after a silence is as new as any; what pours in behind it is not.
  if (wasSilent || heart.backlog === 0 || at > heart.until) return false;
  heart.backlog -= 1;
  return true;
}
