import { execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Matchable } from '../../src/core/territory/match.ts';
import { Matcher } from '../../src/core/territory/matcher/matcher.ts';
import { parseQuery } from '../../src/core/territory/parse.ts';
import type { Query } from '../../src/core/territory/query.ts';
import { tokenize } from '../../src/core/text/tokens.ts';
import { drawCurves, type Curve } from './growth-picture.ts';

/** The frequency of words is taken from so many documents at most. */
const SAMPLE = 20_000;
/** Numbers of stored queries, and the number at which text and matches grow. */
const SIZES = [10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000];
const STORED = 1_000;
/** How many documents make one text. */
const LENGTHS = [1, 2, 4, 8, 16, 32, 64];
/** Share of the stored queries that ask for the commonest words, which most documents have. */
const DENSITIES = [0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3];

const RUNS = 5;
/** Processor time of a run, at least. */
const RUN_MICROSECONDS = 400_000;

/** What a matcher did of one core. */
interface Rate {
  readonly perCpuSecond: number;
  readonly matchesPerText: number;
}

/** What grows, with the values at which it is looked at, and the title of its axis. */
const GROWING = {
  queries: { values: SIZES, title: 'stored queries' },
  length: { values: LENGTHS, title: `words in a text (${STORED.toLocaleString('en')} queries)` },
  matches: { values: DENSITIES, title: `matches of a text (${STORED.toLocaleString('en')} queries)` },
} as const;
type Growing = keyof typeof GROWING;

/**
 * How the cost of matching grows: `--docs FILE --queries FILE [--limit 20000] [--out docs/figures]`, files as
 * `docs/measurements.md` says. Texts per second of processor time against the number of stored queries, against the length
 * of the texts and against the share of queries that match; memory per query. Prints JSON lines, and writes a picture.
 * Every point is measured in a process of its own, so that none profits or suffers from those before.
 */
export async function benchGrowth(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      docs: { type: 'string' },
      queries: { type: 'string' },
      limit: { type: 'string', default: '20000' },
      out: { type: 'string' },
      point: { type: 'string' },
    },
  });
  const { docs, queries, limit, out, point } = values;
  if (!docs || !queries) throw new Error('name the files: --docs FILE --queries FILE');
  if (point) {
    const [against, value] = point.split(':') as [Growing, string];
    const line = await measurePoint(against, Number(value), docs, queries, Number(limit));
    process.stdout.write(`${JSON.stringify(line)}\n`);
    return;
  }
  const curves = Object.entries(GROWING).map(([against, { values, title }]): Curve => {
    const points = values.map((value) => measureApart(args, `${against}:${value}`));
    return { title, points: points.map(({ at, perCpuSecond }) => [at, perCpuSecond] as const) };
  });
  if (!out) return;
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'matching-growth.svg'), drawCurves(curves));
}

interface Point extends Rate {
  readonly against: Growing;
  /** Place on the axis. */
  readonly at: number;
}

function measureApart(args: readonly string[], point: string): Point {
  const line = execFileSync(process.execPath, [process.argv[1]!, 'growth', ...args, '--point', point], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.stdout.write(line);
  return JSON.parse(line) as Point;
}

async function measurePoint(
  against: Growing,
  value: number,
  docsFile: string,
  queriesFile: string,
  limit: number,
): Promise<Point & Record<string, unknown>> {
  const docs = await readDocs(docsFile, limit);
  const texts = await readQueries(queriesFile, against === 'queries' ? value : STORED);
  const { frequency, commonest } = countWords(docs);
  if (against === 'queries') {
    const before = memory();
    const matcher = matcherOf(texts, frequency);
    const bytes = memory() - before;
    // Of few queries, the tables that every matcher has are most.
    const each = texts.length >= STORED && { bytesPerQuery: Math.round(bytes / texts.length) };
    return { against, at: texts.length, ...measure(matcher, docs), ...each };
  }
  if (against === 'length') {
    const long = joinedBy(docs, value);
    const words = long.reduce((sum, { title, text }) => sum + tokenize(`${title} ${text}`).length, 0) / long.length;
    const rate = measure(matcherOf(texts, frequency), long);
    return { against, at: Math.round(words), ...rate, wordsPerCpuSecond: Math.round(rate.perCpuSecond * words) };
  }
  const matching = Math.round(value * texts.length);
  // Each is a query of its own: a word of theirs alone keeps them apart.
  const made = Array.from({ length: matching }, (_, i) => `${commonest.join(' OR ')} OR common${i}`);
  const rate = measure(matcherOf([...made, ...texts.slice(matching)], frequency), docs);
  return { against, at: Math.max(rate.matchesPerText, 0.01), ...rate, shareMadeToMatch: value };
}

/** The best of some runs, behind one to warm up: what others do on the machine only ever takes away. */
function measure(matcher: Matcher, texts: readonly Matchable[]): Rate {
  for (const text of texts) matcher.match(text);
  const runs = Array.from({ length: RUNS }, () => runOnce(matcher, texts));
  return runs.reduce((best, run) => (run.perCpuSecond > best.perCpuSecond ? run : best));
}

function runOnce(matcher: Matcher, texts: readonly Matchable[]): Rate {
  const begun = process.cpuUsage();
  let used = 0;
  let read = 0;
  let matches = 0;
  while (used < RUN_MICROSECONDS) {
    for (const text of texts) matches += matcher.match(text).length;
    read += texts.length;
    const { user, system } = process.cpuUsage(begun);
    used = user + system;
  }
  return {
    perCpuSecond: Math.round((read / used) * 1e6),
    matchesPerText: Math.round((matches / read) * 1_000) / 1_000,
  };
}

function matcherOf(texts: readonly string[], frequency: (word: string) => number): Matcher {
  const matcher = new Matcher(frequency);
  texts.forEach((text, number) => matcher.add(number, queryOf(text)));
  for (const _ of matcher.layOut());
  return matcher;
}

function queryOf(text: string): Query {
  const parsed = parseQuery(text, { shortestPrefix: 1 });
  if ('errors' in parsed) throw new Error(`${text}: ${parsed.errors[0]!.message.en}`);
  return parsed.query;
}

/** Texts made of so many documents each; the last that are too few are left out. */
function joinedBy(docs: readonly Matchable[], count: number): Matchable[] {
  return Array.from({ length: Math.floor(docs.length / count) }, (_, i) => {
    const part = docs.slice(i * count, (i + 1) * count);
    const join = (field: 'title' | 'text'): string =>
      part
        .map((doc) => doc[field])
        .join(' ')
        .trim();
    return {
      ...part[0]!,
      title: join('title'),
      text: join('text'),
      tags: [...new Set(part.flatMap(({ tags }) => tags))],
    };
  });
}

async function* linesOf(file: string): AsyncGenerator<string> {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity }))
    if (line) yield line;
}

async function readDocs(file: string, limit: number): Promise<Matchable[]> {
  const docs: Matchable[] = [];
  for await (const line of linesOf(file)) {
    if (docs.length >= limit) break;
    const { title, body, author, site, lang, tags } = JSON.parse(line);
    const kind = body === '' ? 'news' : 'post';
    docs.push({ title, text: body, tags, source: 'bench', lang, kind, site, author: { id: author } });
  }
  return docs;
}

async function readQueries(file: string, limit: number): Promise<string[]> {
  const texts: string[] = [];
  for await (const line of linesOf(file)) {
    if (texts.length >= limit) break;
    texts.push(JSON.parse(line).text);
  }
  return texts;
}

function countWords(docs: readonly Matchable[]) {
  const sample = docs.slice(0, SAMPLE);
  const counts = new Map<string, number>();
  for (const { title, text } of sample) {
    for (const word of new Set(tokenize(`${title} ${text}`))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return {
    frequency: (word: string) => ((counts.get(word) ?? 0) + 0.5) / (sample.length + 1),
    commonest: [...counts]
      .sort(([, a], [, b]) => b - a)
      .slice(0, 8)
      .map(([word]) => word),
  };
}

/** Bytes held after a garbage collection. */
function memory(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
