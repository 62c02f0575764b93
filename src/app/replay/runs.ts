import type { Mention } from '../../contract/mention.ts';
import type { Signal } from '../../contract/signal.ts';
import { createAlertBook, type Alert } from '../../core/learning/replay/alert-book.ts';
import type { TerritoryIndex } from '../../core/territory/index.ts';
import type { PastEntry } from '../../ports/lookback.ts';
import type { PastSignal } from '../../ports/replay.ts';
import { createDetectOpportunities, type DetectionRules } from '../../../streams/processors/detect-opportunities.ts';
import { mentionsOf } from '../../../streams/processors/match-territories.ts';
import { decodeJson } from '../../../streams/processors/read-record.ts';
import { topics as allTopics } from '../../../streams/topics.ts';
import type { LogRecord } from '../../../streams/transport/transport.ts';

const topics = allTopics({ signals: 1, mentions: 1 });

/** Detection over the past under one set of rules. */
export interface Run {
  readonly mentions: number;
  alerts(): readonly Alert[];
}

/** What was said then, said again. */
export interface OldRun extends Run {
  take(entry: PastEntry): void;
}

/** The same past, each mention matched anew. */
export interface NewRun extends OldRun {
  /** Signals that lay outside and are mentions now. */
  readonly found: number;
  /** Mentions that match no more. */
  readonly dropped: number;
  takeSignal(signal: PastSignal): void;
}

function createDetection(rules: DetectionRules) {
  const state = createDetectOpportunities(topics, rules).open([]);
  const book = createAlertBook();
  return {
    alerts: book.alerts,
    process(record: LogRecord): void {
      for (const outcome of state.process(record)) {
        if (outcome.kind === 'change') book.note(outcome.opportunity, outcome.story, record.timestamp);
      }
    },
  };
}

/** Exactly what detection does with the log: the archived bytes through the very processor. */
export function createOldRun(rules: DetectionRules): OldRun {
  const { process, alerts } = createDetection(rules);
  let mentions = 0;
  return {
    get mentions() {
      return mentions;
    },
    alerts,
    take(entry) {
      if (entry.brand !== null) mentions += 1;
      process(recordOf(entry));
    },
  };
}

/** @param index the changed territory and no other */
export function createNewRun(rules: DetectionRules, index: TerritoryIndex): NewRun {
  const { process, alerts } = createDetection(rules);
  const counts = { mentions: 0, found: 0, dropped: 0 };

  /** Whether it lies in the changed territory: then it is a mention again, at the same place. */
  function match(signal: Signal, record: LogRecord, revision: number): boolean {
    // The revision is made of these two.
    const looked = { ...record, timestamp: Math.floor(revision / 1_000), offset: revision % 1_000 };
    const [outcome] = mentionsOf(topics, signal, index.match(signal), looked);
    if (outcome?.kind !== 'emit') return false;
    counts.mentions += 1;
    process({ ...record, value: outcome.record.value });
    return true;
  }

  return {
    get mentions() {
      return counts.mentions;
    },
    get found() {
      return counts.found;
    },
    get dropped() {
      return counts.dropped;
    },
    alerts,
    take(entry) {
      const record = recordOf(entry);
      const mention = entry.brand === null ? null : mentionOf(entry);
      if (mention === null) process(record);
      else if (!match(mention.signal, record, mention.revision)) counts.dropped += 1;
    },
    takeSignal({ receivedAt: timestamp, body }) {
      const record = { ...{ topic: topics.mentions.name, partition: 0, offset: 0 }, key: null, value: null, timestamp };
      const signal = asFirstSeen(JSON.parse(body) as Signal, timestamp);
      if (match(signal, record, timestamp * 1_000)) counts.found += 1;
    },
  };
}

const recordOf = ({ partition, offset, timestamp, brand: key, value }: PastEntry): LogRecord => ({
  ...{ topic: topics.mentions.name, partition, offset, timestamp, key, value },
});

/** Null where the entry is not a mention: detection refuses it as it did then. */
function mentionOf({ value }: PastEntry): Pick<Mention, 'signal' | 'revision'> | null {
  try {
    const mention = decodeJson(value) as Partial<Mention> | null;
    return mention?.signal && mention.revision !== undefined
      ? { signal: mention.signal, revision: mention.revision }
      : null;
  } catch {
    return null;
  }
}

/** Kept as it was seen last: the figures of a later look were not known when it came. */
function asFirstSeen(signal: Signal, receivedAt: number): Signal {
  const first = new Date(receivedAt).toISOString();
  return signal.receivedAt === first ? signal : { ...signal, receivedAt: first, metrics: {} };
}
