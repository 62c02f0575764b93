import { parseArgs } from 'node:util';
import { replayPast } from '../../../src/app/replay/replay-past.ts';
import { LazySignal, complete } from '../../../src/core/signal/normalise.ts';
import { termsOf } from '../../../src/core/territory/lookback/terms.ts';
import { prepareDocument } from '../../../src/core/territory/match.ts';
import type { RawSignal } from '../../../src/contract/signal.ts';
import type { Territory } from '../../../src/contract/territory.ts';
import type { LiveRules } from '../../../src/app/rules.ts';
import { createArchive } from '../../../src/store/archive.ts';
import { createArchivePages } from '../../../src/store/archive-pages.ts';
import { mentionsOf } from '../../../streams/processors/match-territories.ts';
import type { KeptEntry, KeptSignal } from '../../../streams/archive.ts';
import { rulesOf } from '../../support/check-run.ts';
import { testDatabase } from '../../support/postgres.ts';
import { CORPUS, readRecords, topics } from '../hop-inputs.ts';

const DAY_MS = 86_400_000;
const TICK_MS = 5_000;
const BATCH = 1_000;
const FROM = Date.parse('2026-03-06T00:00:00Z');

/**
 * A day of so many signals kept in a real database, replayed under a territory and a changed copy of it. Prints one JSON
 * line for each change: narrower, unchanged, wider.
 */
export async function benchReplay(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string', default: CORPUS },
      brand: { type: 'string', default: 'maison-sorbier' },
      signals: { type: 'string', default: '100000' },
    },
  });
  const rules = await rulesOf('config');
  const { brand, territory } = rules.brand(values.brand)!;
  rules.replace([brand], [{ version: 1, territory }]);
  const database = await testDatabase('bench');
  const archive = createArchive({ db: database.db, clock: () => FROM + DAY_MS });
  const kept = await keepDay(archive, rules, values.data, Number(values.signals));
  const pages = createArchivePages({ db: database.db });
  for (const [change, changed] of Object.entries(changesOf(territory))) {
    const { result } = await replayPast(
      { archive, pages, rules, stopwatch: () => performance.now() },
      { live: { version: 1, territory }, changed, days: 1, to: FROM + DAY_MS },
    );
    const { mentions, counts, seconds } = result;
    const megabytes = Math.round(process.memoryUsage().heapUsed / 1e6);
    process.stdout.write(`${JSON.stringify({ change, ...kept, seconds, mentions, counts, megabytes })}\n`);
  }
  await database.drop();
}

const changesOf = (territory: Territory): Record<string, Territory> => ({
  unchanged: territory,
  narrower: { ...territory, topics: territory.topics.slice(0, -1) },
  wider: {
    ...territory,
    topics: [
      ...territory.topics,
      {
        id: 'more',
        label: 'More',
        query: 'google OR apple OR people',
        weight: 0.8,
        languages: [],
        sources: [],
        sensitivity: 'normal',
      },
    ],
  },
  everything: {
    ...territory,
    topics: [
      ...territory.topics,
      {
        id: 'all',
        label: 'All',
        query: 'the OR a OR to',
        weight: 0.8,
        languages: [],
        sources: [],
        sensitivity: 'normal',
      },
    ],
  },
});

/** Spreads the recording over one day, item after item, and keeps what the pipeline would have kept. */
async function keepDay(archive: ReturnType<typeof createArchive>, rules: LiveRules, file: string, wanted: number) {
  const records = await readRecords(file, wanted);
  const step = DAY_MS / wanted;
  let offset = 0;
  let mentions = 0;
  let nextTick = FROM;
  let signals: KeptSignal[] = [];
  let entries: KeptEntry[] = [];
  const keep = async (): Promise<void> => {
    await archive.keepSignals(signals);
    await archive.keepEntries(entries);
    [signals, entries] = [[], []];
  };
  for (let n = 0; n < wanted; n++) {
    const at = Math.round(FROM + n * step);
    for (; nextTick <= at; nextTick += TICK_MS) entries.push(entry(nextTick, null, tick(nextTick)));
    const raw = JSON.parse(Buffer.from(records[n % records.length]!.value!).toString()) as RawSignal;
    const externalId = `${raw.externalId}-${n}`;
    const dated = { ...raw, externalId, publishedAt: new Date(at).toISOString() };
    const signal = complete(new LazySignal(dated, at));
    const hits = rules.territories().match(signal);
    signals.push({ signal, terms: termsOf(prepareDocument(signal), signal.id), share: 1, mentioned: hits.length > 0 });
    const made = { topic: topics.signals.name, partition: 0, offset: n, key: signal.id, value: null, timestamp: at };
    for (const outcome of mentionsOf(topics, signal, hits, made)) {
      if (outcome.kind !== 'emit') continue;
      mentions += 1;
      entries.push(entry(at, outcome.record.key, outcome.record.value));
    }
    if (signals.length >= BATCH) await keep();
  }
  await keep();
  return { signals: wanted, kept: mentions };

  function entry(timestamp: number, brand: string | null, value: Uint8Array): KeptEntry {
    return { partition: 0, offset: offset++, timestamp, brand, value };
  }
}

const tick = (at: number): Uint8Array => Buffer.from(JSON.stringify({ tick: new Date(at).toISOString() }));
