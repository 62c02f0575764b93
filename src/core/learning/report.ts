import type { FunnelStep, Steps } from '../../contract/funnel.ts';
import { type OpportunityState, VerdictLevel } from '../../contract/opportunity.ts';
import type { FunnelReport, MissedCard } from '../../contract/results.ts';
import type { DecisionAction } from '../../contract/decision.ts';
import { dayAt } from '../moment/days.ts';
import { clockOf, funnelOf } from './funnel.ts';
import { outcomeOf } from './outcome.ts';
import { percentile } from './percentile.ts';

/** An opportunity as it is counted. */
export interface Counted {
  readonly id: string;
  readonly title: string;
  readonly lang: string;
  readonly openedAt: string;
  readonly state: OpportunityState;
  readonly verdict: VerdictLevel;
  readonly topics: readonly { readonly topic: string; readonly label: string }[];
  readonly steps: Steps;
  readonly decision: { readonly action: DecisionAction } | null;
}

interface Given extends Pick<FunnelReport, 'brand' | 'from' | 'to' | 'complete'> {
  readonly timeZone: string;
  /** Newest first. */
  readonly cases: readonly Counted[];
  /** Seconds from a signal to the change it caused. */
  readonly latencies: readonly number[];
}

/** Missed cards that are told by name. */
const MISSED_TOLD = 20;

/** What became of a brand's opportunities of some days. */
export function reportOf({ brand, from, to, complete, timeZone, cases, latencies }: Given): FunnelReport {
  const missed = cases.filter(isMissed);
  const days = groupBy(cases, ({ steps, openedAt }) => [
    dayAt(Date.parse(steps.detected ?? openedAt), timeZone).toString(),
  ]);
  const topics = groupBy(cases, (one) => one.topics.map(({ topic }) => topic));
  const labels = new Map(cases.flatMap((one) => one.topics.map(({ topic, label }) => [topic, label] as const)));
  return {
    brand,
    from,
    to,
    complete,
    steps: stepsOf(cases),
    clock: clockOf(cases),
    byVerdict: VerdictLevel.options.flatMap((verdict) => {
      const own = cases.filter((one) => one.verdict === verdict);
      return own.length === 0 ? [] : [{ verdict, steps: stepsOf(own) }];
    }),
    byTopic: [...topics]
      .map(([topic, own]) => ({ topic, label: labels.get(topic) ?? topic, steps: stepsOf(own) }))
      .sort((a, b) => b.steps[0]!.count - a.steps[0]!.count || (a.topic < b.topic ? -1 : 1)),
    byDay: [...days].map(([day, own]) => ({ day, steps: stepsOf(own) })).sort((a, b) => (a.day < b.day ? -1 : 1)),
    missed: { count: missed.length, cards: missed.slice(0, MISSED_TOLD).map(asMissed) },
    latency: latencyOf(latencies),
  };
}

/** It disturbed people, might have been answered, and is over: nobody opened it, nobody decided. */
const isMissed = (one: Counted): boolean =>
  outcomeOf(one) === 'missed' && one.steps.alerted !== undefined && one.verdict !== 'block';

const asMissed = ({ id, title, lang, openedAt, verdict }: Counted): MissedCard => ({
  id,
  title,
  lang,
  openedAt,
  verdict,
});

function latencyOf(seconds: readonly number[]): FunnelReport['latency'] {
  const [median, p95] = [percentile(seconds, 0.5), percentile(seconds, 0.95)];
  return median === null || p95 === null ? null : { changes: seconds.length, median, p95 };
}

const stepsOf = (cases: readonly Counted[]): FunnelStep[] => funnelOf(cases.map(({ steps }) => steps));

function groupBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}
