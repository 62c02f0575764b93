import { parseArgs } from 'node:util';
import { createDetectOpportunities } from '../../streams/processors/detect-opportunities.ts';
import { createMatchTerritories } from '../../streams/processors/match-territories.ts';
import type { Outcome } from '../../streams/outcome.ts';
import type { LogRecord } from '../../streams/transport/transport.ts';
import { rulesOf } from '../support/check-run.ts';
import { benchTerms } from './detect-terms.ts';
import { readRecords, RECORDINGS, toLogRecord, topics } from './hop-inputs.ts';

/**
 * What each of the two processors takes of one core with the territories of `config`: bytes in, bytes out, no transport
 * and no database. Prints one JSON line a file. Arguments: files (BBC and Hacker News recordings), `--limit` signals of
 * each (100,000), `--terms` numbers of terms to follow (1000,10000,100000,1000000).
 */
export async function benchDetect(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      limit: { type: 'string', default: '100000' },
      terms: { type: 'string', default: '1000,10000,100000,1000000' },
    },
    allowPositionals: true,
  });
  const rules = await rulesOf('config');
  for (const file of positionals.length > 0 ? positionals : RECORDINGS) {
    const signals = await readRecords(file, Number(values.limit));
    const matcher = createMatchTerritories(topics, rules.territories);
    const matched = timed(signals, (record) => matcher.process(record));
    const mentions = matched.outcomes.flatMap((outcome) => (outcome.kind === 'emit' ? [outcome.record] : []));
    const partition = createDetectOpportunities(topics, rules).open([]);
    const detected = timed(
      mentions.map((record, offset) => toLogRecord(topics.mentions.name, offset, record)),
      (record) => partition.process(record),
    );
    const changes = detected.outcomes.filter(({ kind }) => kind === 'change').length;
    const snapshots = partition.snapshots();
    report({
      file: file.split('/').at(-1),
      signals: signals.length,
      matchSeconds: matched.seconds,
      signalsPerSecond: matched.perSecond,
      mentions: mentions.length,
      detectSeconds: detected.seconds,
      mentionsPerSecond: detected.perSecond,
      slowestMentionMs: detected.slowestMs,
      changes,
      snapshotMegabytes: round(snapshots.reduce((sum, { state }) => sum + state.length, 0) / 1e6),
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    });
  }
  benchTerms(values.terms.split(',').map(Number));
}

function timed(records: readonly LogRecord[], handle: (record: LogRecord) => readonly Outcome[]) {
  const outcomes: Outcome[] = [];
  let slowest = 0;
  const start = performance.now();
  let before = start;
  for (const record of records) {
    outcomes.push(...handle(record));
    const now = performance.now();
    slowest = Math.max(slowest, now - before);
    before = now;
  }
  const seconds = (before - start) / 1_000;
  return {
    outcomes,
    seconds: round(seconds),
    perSecond: Math.round(records.length / seconds),
    slowestMs: round(slowest),
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;

function report(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
