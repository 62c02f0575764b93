import type { Clock } from '../context.ts';
import type { Opportunity } from '../contract/opportunity.ts';
import type { Observer } from '../../streams/observer.ts';

/** What the pipeline did since its last report: plain data, so that it can cross from one thread to another. */
export interface PipelineReport {
  healthy: boolean;
  /** Why a processor is stopped, by its name; null where it goes on. Only what changed. */
  readonly lines: Record<string, string | null>;
  signals: number;
  mentions: number;
  readonly rejected: Record<string, number>;
  readonly changes: { kind: string; causedAt: number; committedAt: number }[];
  readonly failures: string[];
}

/** Where reports go; the metrics have these methods. */
export interface ReportSink {
  signalReceived(n: number): void;
  mentionMade(n: number): void;
  rejected(reason: string, n?: number): void;
  opportunityChanged(kind: string): void;
  committed(receivedAtMs: number, committedAtMs: number): void;
  /** Whether a processor is stopped because it refused nearly everything. */
  lineStopped(processor: string, stopped: boolean): void;
}

/** A signal older than this when its change is committed is history or a recording; its latency says nothing. */
const LIVE_MS = 300_000;

const emptyReport = (): PipelineReport => ({
  healthy: true,
  lines: {},
  signals: 0,
  mentions: 0,
  rejected: {},
  changes: [],
  failures: [],
});

/** Gathers what an observer is told until `take` is called. */
export function createReporter(clock: Clock): {
  observer: Observer;
  lineChanged(processor: string, why: string | null): void;
  take(healthy: boolean): PipelineReport;
} {
  let report = emptyReport();
  const observer: Observer = {
    handled: (processor, records) => {
      if (processor === 'match-territories') report.signals += records;
    },
    emitted: (topic, records) => {
      if (topic === 'mentions') report.mentions += records;
    },
    dropped: () => {},
    rejected: (_processor, reason) => {
      report.rejected[reason] = (report.rejected[reason] ?? 0) + 1;
    },
    changed: (opportunity) => {
      const causedAt = Date.parse(opportunity.causedAt ?? opportunity.updatedAt);
      report.changes.push({ kind: kindOf(opportunity), causedAt, committedAt: clock() });
    },
    failed: (processor, error) => report.failures.push(`${processor}: ${error.stack ?? error.message}`),
  };
  return {
    observer,
    lineChanged: (processor, why) => void (report.lines[processor] = why),
    take: (healthy) => {
      const taken = { ...report, healthy };
      report = emptyReport();
      return taken;
    },
  };
}

export function applyReport(report: PipelineReport, sink: ReportSink): void {
  for (const [processor, why] of Object.entries(report.lines)) sink.lineStopped(processor, why !== null);
  if (report.signals > 0) sink.signalReceived(report.signals);
  if (report.mentions > 0) sink.mentionMade(report.mentions);
  for (const [reason, n] of Object.entries(report.rejected)) sink.rejected(reason, n);
  for (const { kind, causedAt, committedAt } of report.changes) {
    sink.opportunityChanged(kind);
    if (committedAt - causedAt < LIVE_MS) sink.committed(causedAt, committedAt);
  }
}

const kindOf = (opportunity: Opportunity): string =>
  opportunity.openedAt === opportunity.updatedAt ? 'opened' : opportunity.state === 'closed' ? 'closed' : 'updated';
