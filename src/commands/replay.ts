import type { Logger } from 'pino';
import type { Opportunity } from '../contract/opportunity.ts';
import type { RawSignal } from '../contract/signal.ts';
import { signalId } from '../core/signal/normalise.ts';
import { createLiveRules } from '../app/rules.ts';
import type { Settings } from '../settings/env.ts';
import { readSignals } from '../sources/replay.ts';
import { createPace } from '../sources/recording/pace.ts';
import { createTime } from '../sources/time.ts';
import { silentObserver, type Observer } from '../../streams/observer.ts';
import { run } from '../../streams/run.ts';
import { topology } from '../../streams/topology.ts';
import { topics as allTopics, type Topics } from '../../streams/topics.ts';
import { loadRules } from '../app/load-rules.ts';
import { Refusal } from '../app/refusal.ts';
import { openReplayLog, type ReplayLog } from './replay-log.ts';

export interface ReplayOptions {
  readonly file: string;
  readonly speed: number | 'max';
  readonly limit: number;
  /** Only these brands; all where empty. */
  readonly brands: readonly string[];
  /** The summary as JSON instead of words. */
  readonly json: boolean;
  readonly log: 'memory' | 'postgres' | 'kafka';
}

interface Shell {
  readonly settings: Settings;
  readonly clock: () => number;
  readonly logger: Logger;
  out(line: string): void;
  err(line: string): void;
}

/** Signals handed to the log before it is waited for: enough to keep the processors busy, little to hold. */
const AHEAD = 2_000;
const FAULTS_SHOWN = 5;

/** Runs a recording through the processors, without a server, and prints what they say. */
export async function replay(options: ReplayOptions, shell: Shell): Promise<void> {
  const config = await loadRules(shell.settings.configFolder);
  const brands = selectBrands(
    config.brands.map(({ id }) => id),
    options.brands,
  );
  const rules = createLiveRules(config);
  const territories = config.territories.filter(({ brand }) => brands.has(brand));
  rules.replace(
    config.brands,
    territories.map((territory) => ({ version: 1, territory })),
  );

  const tally = createTally(shell.clock());
  const topics = allTopics({ signals: 1, mentions: 1 });
  const log = await openReplayLog(options.log, shell.settings, shell.logger, shell.clock);
  try {
    await log.transport.prepare(Object.values(topics));
    const observer = observe(tally, (opportunity) => shell.out(JSON.stringify(opportunity)));
    const consumer = await run(topology(topics, rules), { topics, observer, ...log });
    for await (const batch of pacedSignals(options, shell, tally)) {
      await log.transport.append(topics.signals, batch.map(toRecord));
      tally.sinceWait += batch.length;
      if (tally.sinceWait >= AHEAD) await settle(log, topics, tally);
    }
    await settle(log, topics, tally);
    await consumer.stop();
  } finally {
    await log.close();
  }
  shell.err(options.json ? JSON.stringify(summary(tally, shell.clock())) : describe(summary(tally, shell.clock())));
  for (const fault of tally.faults) shell.err(fault);
}

function selectBrands(known: readonly string[], wanted: readonly string[]): ReadonlySet<string> {
  const unknown = wanted.filter((id) => !known.includes(id));
  if (unknown.length > 0) {
    throw new Refusal(`There is no brand ${unknown.join(', ')} in the configuration; known: ${known.join(', ')}.`);
  }
  return new Set(wanted.length > 0 ? wanted : known);
}

interface Heard {
  readonly raw: RawSignal;
  readonly receivedAt: number;
}

const toRecord = ({ raw, receivedAt }: Heard) => ({
  key: signalId(raw),
  value: Buffer.from(JSON.stringify(raw)),
  timestamp: receivedAt,
});

async function* pacedSignals(options: ReplayOptions, shell: Shell, tally: Tally): AsyncGenerator<Heard[]> {
  const pace = createPace(createTime(shell.clock), options.speed);
  const never = new AbortController().signal;
  let begun = false;
  for await (const lines of readSignals(options.file, { clock: shell.clock, limit: options.limit })) {
    const heard: Heard[] = [];
    for (const line of lines) {
      if ('reason' in line) {
        tally.refused += 1;
        if (tally.faults.length < FAULTS_SHOWN) tally.faults.push(`${options.file}:${line.line}: ${line.reason}`);
        continue;
      }
      tally.signals += 1;
      if (options.speed !== 'max') {
        if (!begun) pace.begin(line.receivedAt);
        begun = true;
        if (!pace.due(line.receivedAt)) {
          yield heard.splice(0);
          await pace.until(line.receivedAt, never);
        }
      }
      heard.push(line);
    }
    yield heard;
  }
}

async function settle({ settled }: ReplayLog, topics: Topics, tally: Tally): Promise<void> {
  await settled(topics);
  tally.sinceWait = 0;
  tally.peakBytes = Math.max(tally.peakBytes, process.memoryUsage().rss);
}

interface Tally {
  readonly startedAt: number;
  signals: number;
  refused: number;
  rejected: number;
  mentions: number;
  changes: number;
  sinceWait: number;
  peakBytes: number;
  readonly opened: Set<string>;
  readonly alerted: Set<string>;
  readonly faults: string[];
}

const createTally = (startedAt: number): Tally => ({
  startedAt,
  signals: 0,
  refused: 0,
  rejected: 0,
  mentions: 0,
  changes: 0,
  sinceWait: 0,
  peakBytes: 0,
  opened: new Set(),
  alerted: new Set(),
  faults: [],
});

function observe(tally: Tally, print: (opportunity: Opportunity) => void): Observer {
  return {
    ...silentObserver,
    emitted: (topic, records) => {
      if (topic.endsWith('mentions')) tally.mentions += records;
    },
    rejected: (_processor, _reason, detail) => {
      tally.rejected += 1;
      if (tally.faults.length < FAULTS_SHOWN) tally.faults.push(detail);
    },
    changed: (opportunity) => {
      tally.changes += 1;
      tally.opened.add(opportunity.id);
      if (opportunity.level === 'alert') tally.alerted.add(opportunity.id);
      print(opportunity);
    },
    failed: (processor, error) => tally.faults.push(`${processor}: ${error.message}`),
  };
}

function summary(tally: Tally, now: number) {
  const seconds = (now - tally.startedAt) / 1_000;
  return {
    signals: tally.signals,
    rejected: tally.refused + tally.rejected,
    mentions: tally.mentions,
    opportunities: tally.opened.size,
    alerts: tally.alerted.size,
    changes: tally.changes,
    seconds: Math.round(seconds * 100) / 100,
    signalsPerSecond: Math.round(tally.signals / Math.max(seconds, 0.001)),
    peakMegabytes: Math.round(tally.peakBytes / 1e6),
  };
}

function describe(sum: ReturnType<typeof summary>): string {
  return (
    `${sum.signals} signals read, ${sum.rejected} rejected, ${sum.mentions} mentions, ` +
    `${sum.opportunities} opportunities (${sum.alerts} alerts) in ${sum.changes} changes; ` +
    `${sum.seconds} s, ${sum.signalsPerSecond} signals/s, peak memory ${sum.peakMegabytes} MB`
  );
}
