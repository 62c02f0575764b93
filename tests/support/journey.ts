import type { Opportunity } from '../../src/contract/opportunity.ts';
import type { RawSignal } from '../../src/contract/signal.ts';
import { signalId } from '../../src/core/signal/normalise.ts';
import { createMemoryLedger } from '../../streams/memory-ledger.ts';
import { run } from '../../streams/run.ts';
import { topology } from '../../streams/topology.ts';
import { topics as allTopics } from '../../streams/topics.ts';
import { createMemoryTransport } from '../../streams/transport/memory.ts';
import { rulesOf } from './check-run.ts';

const MINUTE = 60_000;
/** The product lays word of the time in the log as often. */
const TICK_MS = 5_000;
const BEGIN = Date.parse('2026-03-06T19:00:00Z');

/** What an opportunity was like from a minute on, until it is told of again. */
export interface Told {
  readonly minute: number;
  readonly opportunity: Opportunity;
}

/** A span of minutes, ends included. */
export type Span = readonly [from: number, to: number];

/** A story on a clock: signals at minutes, and what must have been told between minutes. */
export interface Journey {
  /** Lays signals in for a minute of the clock; times are added where they have none. */
  at(minute: number, ...signals: readonly Timeless[]): void;
  /** Lets time pass up to a minute, ticks included. */
  play(until: number): Promise<void>;
  /** The first that is so, told between those minutes; fails where there is none, and says what was told instead. */
  want(span: Span, what: string, holds: (opportunity: Opportunity) => boolean): Told;
  /** Fails where one that is so is told between those minutes. */
  never(span: Span, what: string, holds: (opportunity: Opportunity) => boolean): void;
  /** Everything told so far, in order. */
  readonly told: readonly Told[];
}

export type Timeless = Omit<RawSignal, 'publishedAt' | 'observedAt'> &
  Pick<Partial<RawSignal>, 'publishedAt' | 'observedAt'>;

/** The processors as they run, over a log in memory and on a clock of the test's own. */
export async function createJourney(configFolder: string): Promise<Journey> {
  const rules = await rulesOf(configFolder);
  const topics = allTopics({ signals: 1, mentions: 1 });
  const transport = createMemoryTransport();
  const told: Told[] = [];
  const waiting: { minute: number; raw: RawSignal }[] = [];
  let now = 0;
  const ledger = createMemoryLedger(({ effects }) => {
    told.push(...effects.opportunities.map((opportunity) => ({ minute: now / MINUTE, opportunity })));
  });

  const instant = (ms: number): string => new Date(BEGIN + Math.round(ms)).toISOString();

  async function handSignal(raw: RawSignal): Promise<void> {
    const value = Buffer.from(JSON.stringify(raw));
    await transport.append(topics.signals, [{ key: signalId(raw), value, timestamp: BEGIN + Math.round(now) }]);
    await transport.idle();
  }

  async function tick(): Promise<void> {
    const value = Buffer.from(JSON.stringify({ tick: instant(now) }));
    await transport.append(topics.mentions, [{ key: null, value, timestamp: BEGIN + now, partition: 0 }]);
    await transport.idle();
  }

  const during = ([from, to]: Span, holds: (opportunity: Opportunity) => boolean): Told[] =>
    told.filter(({ minute, opportunity }) => minute >= from && minute <= to && holds(opportunity));

  return {
    told,
    at(minute, ...signals) {
      for (const signal of signals) {
        const timed = (signal.publishedAt ?? signal.observedAt) !== undefined;
        waiting.push({ minute, raw: timed ? signal : { ...signal, publishedAt: instant(minute * MINUTE) } });
      }
      waiting.sort((a, b) => a.minute - b.minute);
    },
    async play(until) {
      const consumer = await run(topology(topics, rules), { topics, transport, ledger });
      while (now < until * MINUTE) {
        const nextTick = (Math.floor(now / TICK_MS) + 1) * TICK_MS;
        const next = waiting[0];
        if (next && next.minute * MINUTE <= nextTick) {
          waiting.shift();
          now = Math.max(now, next.minute * MINUTE);
          await handSignal(next.raw);
        } else {
          now = nextTick;
          await tick();
        }
      }
      await consumer.stop();
    },
    want(span, what, holds) {
      const [first] = during(span, holds);
      if (first) return first;
      throw new Error(
        `Nothing told between minutes ${span.join(' and ')} is ${what}; told was:\n${retell(told, span)}`,
      );
    },
    never(span, what, holds) {
      const [first] = during(span, holds);
      if (first) throw new Error(`This is ${what}:\n${retell([first], span)}`);
    },
  };
}

function retell(told: readonly Told[], [from, to]: Span): string {
  const lines = told
    .filter(({ minute }) => minute >= from && minute <= to)
    .map(({ minute, opportunity: { brand, title, level, state, score, verdict } }) =>
      [minute.toFixed(2), brand, state, level, verdict.level, Math.round(score), title.slice(0, 80)].join(' · '),
    );
  return lines.slice(0, 40).join('\n') || '(nothing)';
}
