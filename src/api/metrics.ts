import { Counter, Gauge, Histogram, Registry, Summary, collectDefaultMetrics } from 'prom-client';

/** What the parts of the product report; each part is handed the methods it needs. Times in ms since 1970. */
export interface Metrics {
  signalReceived(n: number): void;
  mentionMade(n: number): void;
  rejected(reason: string, n?: number): void;
  /** `kind`: opened, updated, faded, closed … */
  opportunityChanged(kind: string): void;
  /** A change caused by a signal received then was committed. */
  committed(receivedAtMs: number, committedAtMs: number): void;
  /** A change was written to a console's socket. `receivedAtMs` where the signal that caused it is known. */
  frameSent(frame: { committedAtMs: number; sentAtMs: number; receivedAtMs?: number | undefined }): void;
  /** Records that the consumer group has not acknowledged. */
  lag(topic: string, group: string, n: number): void;
  socketsOpen(n: number): void;
  /** `reason`: slow, dead, signed-out, bad-frame … */
  clientDropped(reason: string): void;
  request(done: { method: string; route: string; status: number; seconds: number }): void;
  /** Bytes free where the data lies. */
  freeSpace(bytes: number): void;
  /** Whether a processor is stopped because it refused nearly everything. */
  lineStopped(processor: string, stopped: boolean): void;
  /** Each part of readiness, as `/readyz` names it. */
  ready(checks: readonly { readonly name: string; readonly ok: boolean }[]): void;
  /** The state of every source, on the process that leads; null where another one does. */
  sources(states: readonly string[] | null): void;
  /** Prometheus text. */
  text(): Promise<string>;
}

const LATENCY_BUCKETS = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300];
const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** p50, p95 and p99 look back this far. */
const RECENT_SECONDS = 300;

/** `system`: also the usual figures of the process, such as memory and event-loop lag. */
export function createMetrics({ system = true }: { system?: boolean } = {}): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  if (system) collectDefaultMetrics({ register: registry });

  const counter = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Counter({ name, help, labelNames, registers });
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Gauge({ name, help, labelNames, registers });

  const signals = counter('rebond_signals_total', 'Signals received');
  const mentions = counter('rebond_mentions_total', 'Signals that fell into a territory');
  const rejections = counter('rebond_rejected_total', 'Inputs refused', ['reason']);
  const opportunities = counter('rebond_opportunity_changes_total', 'Changes of opportunities', ['change']);
  const lag = gauge('rebond_lag_records', 'Records not acknowledged yet', ['topic', 'group']);
  const sockets = gauge('rebond_live_sockets', 'Open sockets of consoles');
  const dropped = counter('rebond_live_dropped_total', 'Consoles whose socket was closed by the server', ['reason']);
  const free = gauge('rebond_free_bytes', 'Bytes free where the embedded database lies');
  const stopped = gauge('rebond_line_stopped', '1 while a processor refuses nearly everything and waits', [
    'processor',
  ]);
  const ready = gauge('rebond_ready', '1 where a part of readiness holds', ['check']);
  const sources = gauge('rebond_sources', 'Sources by state, on the process that asks them', ['state']);
  const leads = gauge('rebond_leads', '1 on the process that asks the sources and does what is done once for all');
  const toCommit = createLatency(registers, 'rebond_signal_to_commit', 'From signal received to change committed');
  const toFrame = createLatency(registers, 'rebond_signal_to_frame', 'From signal received to frame sent');
  const fanOut = createLatency(registers, 'rebond_commit_to_frame', 'From change committed to frame sent');
  const requests = new Histogram({
    name: 'rebond_http_request_duration_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_BUCKETS,
    registers,
  });

  return {
    signalReceived: (n) => void signals.inc(n),
    mentionMade: (n) => void mentions.inc(n),
    rejected: (reason, n = 1) => void rejections.inc({ reason }, n),
    opportunityChanged: (change) => void opportunities.inc({ change }),
    committed: toCommit,
    frameSent: ({ committedAtMs, sentAtMs, receivedAtMs }) => {
      fanOut(committedAtMs, sentAtMs);
      if (receivedAtMs !== undefined) toFrame(receivedAtMs, sentAtMs);
    },
    lag: (topic, group, n) => void lag.set({ topic, group }, n),
    socketsOpen: (n) => void sockets.set(n),
    clientDropped: (reason) => void dropped.inc({ reason }),
    freeSpace: (bytes) => void free.set(bytes),
    lineStopped: (processor, isStopped) => void stopped.set({ processor }, Number(isStopped)),
    ready: (checks) => {
      for (const { name, ok } of checks) ready.set({ check: name }, Number(ok));
    },
    sources: (states) => {
      leads.set(Number(states !== null));
      sources.reset();
      for (const state of states ?? []) sources.inc({ state });
    },
    request: ({ method, route, status, seconds }) => void requests.observe({ method, route, status }, seconds),
    text: () => registry.metrics(),
  };
}

/** One latency as a histogram over all time, and as quantiles of the last minutes. */
function createLatency(registers: Registry[], name: string, help: string): (fromMs: number, toMs: number) => void {
  const all = new Histogram({ name: `${name}_seconds`, help, buckets: LATENCY_BUCKETS, registers });
  const recent = new Summary({
    name: `${name}_recent_seconds`,
    help: `${help}, last ${String(RECENT_SECONDS / 60)} minutes`,
    percentiles: [0.5, 0.95, 0.99],
    maxAgeSeconds: RECENT_SECONDS,
    ageBuckets: 5,
    registers,
  });
  return function observe(fromMs, toMs) {
    // Two processes, two clocks: a negative time is their difference, not a time.
    const seconds = Math.max(0, toMs - fromMs) / 1_000;
    all.observe(seconds);
    recent.observe(seconds);
  };
}
