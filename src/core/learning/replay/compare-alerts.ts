import type { Alert } from './alert-book.ts';

/** What two runs over the same past have in common. */
export interface Comparison {
  readonly same: readonly Pair[];
  /** The same story, told earlier or later. */
  readonly moved: readonly Pair[];
  readonly gained: readonly Alert[];
  readonly lost: readonly Alert[];
}

export interface Pair {
  readonly before: Alert;
  readonly after: Alert;
}

/** Told at the same minute is told at the same time. */
const MOVED_MS = 60_000;
/** Of the smaller story's signals, so many lie in the other where both are one. */
const SHARED = 0.2;

/** Alerts of the old rules beside those of the new: the same card, or else stories that share their signals. */
export function compareAlerts(old: readonly Alert[], changed: readonly Alert[]): Comparison {
  const pairs: Pair[] = [];
  const left = new Set(old);
  const fresh = new Set(changed);
  const join = (before: Alert, after: Alert): void => {
    if (!left.has(before) || !fresh.has(after)) return;
    left.delete(before);
    fresh.delete(after);
    pairs.push({ before, after });
  };
  const byId = new Map(old.map((alert) => [alert.opportunity, alert]));
  for (const after of changed) {
    const before = byId.get(after.opportunity);
    if (before) join(before, after);
  }
  for (const { before, after } of likenesses(left, fresh)) join(before, after);
  const isMoved = ({ before, after }: Pair): boolean => Math.abs(after.at - before.at) >= MOVED_MS;
  return {
    same: pairs.filter((pair) => !isMoved(pair)),
    moved: pairs.filter(isMoved),
    gained: [...fresh],
    lost: [...left],
  };
}

/** Pairs that share enough, those that share most first; of equals those nearest in time. */
function likenesses(old: ReadonlySet<Alert>, changed: ReadonlySet<Alert>): Pair[] {
  const bySignal = new Map<string, Alert[]>();
  for (const alert of old) {
    for (const signal of alert.signals) {
      const holders = bySignal.get(signal);
      if (holders) holders.push(alert);
      else bySignal.set(signal, [alert]);
    }
  }
  const found: (Pair & { share: number })[] = [];
  for (const after of changed) {
    const shared = new Map<Alert, number>();
    for (const signal of after.signals) {
      for (const before of bySignal.get(signal) ?? []) shared.set(before, (shared.get(before) ?? 0) + 1);
    }
    for (const [before, count] of shared) {
      const share = count / Math.min(before.signals.size, after.signals.size);
      if (share >= SHARED) found.push({ before, after, share });
    }
  }
  return found.sort((a, b) => b.share - a.share || apart(a) - apart(b));
}

const apart = ({ before, after }: Pair): number => Math.abs(after.at - before.at);
