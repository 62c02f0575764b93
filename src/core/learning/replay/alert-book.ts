import type { AlertLevel, Opportunity } from '../../../contract/opportunity.ts';
import type { Story } from '../../../contract/story.ts';

/** An alert as one run over the past gave it. Milliseconds since 1970. */
export interface Alert {
  readonly opportunity: string;
  readonly story: string;
  readonly title: string;
  /** When it first disturbed somebody, on the clock of the story. */
  readonly at: number;
  /** Receipt of what led to it. */
  readonly receivedAt: number;
  /** The loudest it became. */
  readonly level: AlertLevel;
  /** As it was at `at`. */
  readonly score: number;
  /** Signals of its story, as many as are needed to know the story again. */
  readonly signals: ReadonlySet<string>;
}

/** Enough to know a story again; a large one has thousands. */
const MOST_SIGNALS = 600;

/** Takes what a run says and keeps of it what disturbed somebody. */
export interface AlertBook {
  note(opportunity: Opportunity, story: Story, receivedAt: number): void;
  /** In the order in which they were given. */
  alerts(): readonly Alert[];
}

export function createAlertBook(): AlertBook {
  const known = new Map<string, Alert & { level: AlertLevel; readonly signals: Set<string> }>();
  return {
    note(opportunity, story, receivedAt) {
      const { id, title, level, score, updatedAt } = opportunity;
      let alert = known.get(id);
      if (!alert) {
        if (level === 'quiet') return;
        const at = Date.parse(updatedAt);
        alert = { ...{ opportunity: id, story: story.id, title, at, receivedAt, level, score }, signals: new Set() };
        known.set(id, alert);
      }
      if (level === 'urgent') alert.level = 'urgent';
      for (const { signal } of story.evidence) if (alert.signals.size < MOST_SIGNALS) alert.signals.add(signal);
    },
    alerts: () => [...known.values()],
  };
}
