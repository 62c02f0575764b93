import { mkdtemp, rm } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { createCloseness } from '../../src/app/closeness.ts';
import { createLookBackDesk } from '../../src/app/lookback-desk.ts';
import { NO_FREQUENCIES } from '../../src/contract/frequencies.ts';
import { RuleDraft } from '../../src/contract/lookback.ts';
import { RawSignal, type Signal } from '../../src/contract/signal.ts';
import { Territory } from '../../src/contract/territory.ts';
import { normalise, signalId } from '../../src/core/signal/normalise.ts';
import { buildTerritoryIndex } from '../../src/core/territory/index.ts';
import { termsOf } from '../../src/core/territory/lookback/terms.ts';
import { prepareDocument, type Document } from '../../src/core/territory/match.ts';
import { readLines } from '../../src/sources/recording/lines.ts';
import { createArchive } from '../../src/store/archive.ts';
import { openDatabase } from '../../src/store/database.ts';
import { startEmbedded } from '../../src/store/embedded.ts';
import { quiet } from '../support/postgres.ts';

const NOW = Date.parse('2026-11-22T20:00:00Z');
const DAYS = 7;
const DAY_MS = 86_400_000;
const BATCH = 500;
/** Different texts; more signals than these are the same texts at other times, under other ids. */
const MOST_TEXTS = 40_000;

/** From rare to broad. */
const RULES: Readonly<Record<string, string>> = {
  rare: 'trampoline',
  phrase: '"gold medal"',
  near: '(olympic OR olympics) NEAR/6 (covid OR virus)',
  ordered: 'prime ONEAR/2 minister',
  prefix: 'vaccin*',
  not: 'covid NOT (vaccine OR vaccines OR vaccination)',
  list: 'list:sports',
  field: 'kind:news',
  atleast: 'ATLEAST/2(data, code, software, google, apple)',
  broad: 'the OR a OR to',
};
const LISTS = {
  sports: ['football', 'cricket', 'tennis', 'rugby', 'Premier League', 'Grand Prix', 'cyclist*', 'swimming'],
};

interface Base {
  readonly signal: Signal;
  readonly document: Document;
}

/**
 * Fills an archive with so many signals of a week, made of recorded texts, and tries ten rules on it: what keeping them
 * costs, how large they are, how long an answer takes, and whether the number told covers the true one. JSON lines.
 */
export async function benchLookback(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      signals: { type: 'string', default: '1000000' },
      data: { type: 'string', default: '../shared/data/signals' },
      runs: { type: 'string', default: '30' },
    },
  });
  const count = Number(values.signals);
  const bases = await readBases(values.data, Math.min(MOST_TEXTS, count));
  const home = await mkdtemp(join(tmpdir(), 'rebond-lookback-'));
  const server = await startEmbedded({ folder: join(home, 'postgres'), log: quiet });
  const database = openDatabase({ url: server.url, log: quiet });
  try {
    await database.migrate();
    const { db } = database;
    const archive = createArchive({ db, clock: () => NOW });
    print({ texts: bases.length, signals: count, ...(await fill(archive, bases, count)), ...(await sizes(db)) });
    const desk = createLookBackDesk({
      archive,
      clock: () => NOW,
      closeness: createCloseness({ frequencies: NO_FREQUENCIES }),
    });
    const truth = countTruth(bases, count);
    const all: number[] = [];
    for (const [name, query] of Object.entries(RULES)) {
      const rule = RuleDraft.parse({ query, lists: LISTS });
      const { times, sample } = await timeRuns(Number(values.runs), () =>
        desk.sample({ rule, days: DAYS, order: 'newest', about: '' }),
      );
      all.push(...times);
      const { total, searched, hits } = sample;
      const exactly = truth.get(name)!;
      const covered = total.low <= exactly && exactly <= total.high;
      print({
        rule: name,
        query,
        ...spread(times),
        told: total,
        truth: exactly,
        covered,
        searched,
        shown: hits?.length,
      });
    }
    print({ rule: 'all', ...spread(all) });
    const rule = RuleDraft.parse({ query: RULES['not'], lists: LISTS });
    const measured = await timeRuns(5, () => desk.breadth({ rule, days: DAYS }));
    print({ breadth: 'not', first: Math.round(measured.times[0]!), ...spread(measured.times.slice(1)) });
  } finally {
    await database.close();
    await server.stop();
    await rm(home, { recursive: true, force: true });
  }
}

const print = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

async function readBases(folder: string, most: number): Promise<Base[]> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ndjson.gz'));
  const bases: Base[] = [];
  for (const [i, file] of files.entries()) {
    // Of each file its part, so that news and posts are mixed.
    const until = Math.ceil((most * (i + 1)) / files.length);
    for await (const read of readLines(join(folder, file))) {
      if (bases.length >= until) break;
      if ('reason' in read) continue;
      const raw = RawSignal.safeParse(JSON.parse(read.text));
      // What the intake would refuse is not in an archive.
      if (!raw.success) continue;
      const signal = normalise(raw.data, NOW);
      bases.push({ signal, document: prepareDocument(signal) });
    }
  }
  return bases;
}

/** The n-th signal: a text again, at another time. */
function signalAt({ signal }: Base, n: number, count: number): Signal {
  const at = new Date(NOW - 1 - Math.floor((n / count) * DAYS * DAY_MS)).toISOString();
  const externalId = `${signal.externalId}-${n}`;
  return { ...signal, externalId, id: signalId({ ...signal, externalId }), at, receivedAt: at };
}

async function fill(archive: ReturnType<typeof createArchive>, bases: readonly Base[], count: number) {
  let termsMs = 0;
  let keepMs = 0;
  for (let n = 0; n < count; n += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - n) }, (_, i) => n + i);
    const signals = batch.map((each) => signalAt(bases[each % bases.length]!, each, count));
    const begun = performance.now();
    const kept = signals.map((signal, i) => {
      const { document } = bases[batch[i]! % bases.length]!;
      return { signal, terms: termsOf(document, signal.id), share: 1, mentioned: false };
    });
    const made = performance.now();
    await archive.keepSignals(kept);
    termsMs += made - begun;
    keepMs += performance.now() - made;
  }
  const perSignal = (ms: number): number => Math.round((10_000 * ms) / count) / 10;
  return {
    termsMicros: perSignal(termsMs),
    keepMicros: perSignal(keepMs),
    signalsPerSecond: Math.round((1_000 * count) / (termsMs + keepMs)),
  };
}

async function sizes(db: ReturnType<typeof openDatabase>['db']) {
  await sql`VACUUM ANALYZE archive`.execute(db);
  const { rows } = await sql<Record<'table' | 'index' | 'all', string>>`
    SELECT pg_table_size('archive') AS table, pg_relation_size('archive_by_terms') AS index,
      pg_total_relation_size('archive') AS all
  `.execute(db);
  const megabytes = (bytes: string): number => Math.round(Number(bytes) / 1e5) / 10;
  const { table, index, all } = rows[0]!;
  return { tableMB: megabytes(table), termsIndexMB: megabytes(index), allMB: megabytes(all) };
}

/** How many signals each rule finds, by the matcher that runs in production, over all of them. */
function countTruth(bases: readonly Base[], count: number): Map<string, number> {
  const topics = Object.entries(RULES).map(([id, query]) => ({ id, label: id, query }));
  const index = buildTerritoryIndex([
    { version: 1, territory: Territory.parse({ brand: 'bench', topics, lists: LISTS }) },
  ]);
  const found = new Map(Object.keys(RULES).map((id) => [id, 0]));
  bases.forEach(({ signal }, i) => {
    const copies = Math.ceil((count - i) / bases.length);
    for (const { topics: hit } of index.match(signal)) {
      for (const { topic } of hit) found.set(topic, found.get(topic)! + copies);
    }
  });
  return found;
}

async function timeRuns<T>(runs: number, run: () => Promise<T>): Promise<{ times: number[]; sample: T }> {
  const times: number[] = [];
  let sample: T;
  do {
    const begun = performance.now();
    sample = await run();
    times.push(performance.now() - begun);
  } while (times.length < runs);
  return { times, sample };
}

function spread(times: readonly number[]): { p50: number; p95: number; max: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!);
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}
