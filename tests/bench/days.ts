import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createDetectOpportunities } from '../../streams/processors/detect-opportunities.ts';
import { createMatchTerritories } from '../../streams/processors/match-territories.ts';
import { signalId } from '../../src/core/signal/normalise.ts';
import { rulesOf } from '../support/check-run.ts';
import { toLogRecord, topics } from './hop-inputs.ts';
import { storyPosts } from './soak.ts';

const START = Date.parse('2026-03-02T00:00:00Z');
const MINUTE = 60_000;
const MINUTES_A_DAY = 1_440;
const LINE_MINUTES = 120;

/**
 * What detection keeps in days that pass in minutes: a new story every minute, told by new people in new words, through both
 * processors on a simulated clock. Prints a line every two simulated hours; what is kept has to level off once a day is full.
 */
export async function benchDays(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { days: { type: 'string', default: '4' }, rate: { type: 'string', default: '5' } },
  });
  const rules = await rulesOf('config');
  const matcher = createMatchTerritories(topics, rules.territories);
  const partition = createDetectOpportunities(topics, rules).open([]);
  const collect = garbageCollector();
  let [signals, mentions, changes] = [0, 0, 0];
  for (let minute = 0; minute < Number(values.days) * MINUTES_A_DAY; minute++) {
    const at = START + minute * MINUTE;
    const count = Number(values.rate) * 60;
    for (const raw of storyPosts(minute, { name: `day-${minute}`, at, every: MINUTE / count, count })) {
      const value = Buffer.from(JSON.stringify(raw));
      const timestamp = Date.parse(raw.publishedAt!);
      for (const outcome of matcher.process(
        toLogRecord(topics.signals.name, signals++, { key: signalId(raw), value, timestamp }),
      )) {
        if (outcome.kind !== 'emit') continue;
        for (const said of partition.process(toLogRecord(topics.mentions.name, mentions++, outcome.record)))
          if (said.kind === 'change') changes++;
      }
    }
    const tick = {
      key: null,
      value: Buffer.from(JSON.stringify({ tick: new Date(at + MINUTE).toISOString() })),
      timestamp: at + MINUTE,
    };
    partition.process(toLogRecord(topics.mentions.name, mentions, tick));
    if ((minute + 1) % LINE_MINUTES === 0) {
      const kept = partition.snapshots().reduce((sum, { state }) => sum + state.length, 0);
      collect();
      report({
        hour: (minute + 1) / 60,
        ...{ signals, mentions, changes },
        snapshotMegabytes: megabytes(kept),
        heapMegabytes: megabytes(process.memoryUsage().heapUsed),
      });
    }
  }
}

/** Collects what is not needed any more, so that what is counted is what is kept. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10;

const report = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
