import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import type { Matchable } from '../../src/core/territory/match.ts';
import { Matcher } from '../../src/core/territory/matcher/matcher.ts';
import { parseQuery } from '../../src/core/territory/parse.ts';
import { tokenize } from '../../src/core/text/tokens.ts';

/** Documents from which the frequency of words is taken, whatever `--limit` is: the same for every engine compared. */
const SAMPLE = 20_000;
/** The comparison's spec cases have prefixes of two letters, which the product refuses as too broad. */
const SHORTEST_PREFIX = 1;

/** A document of the comparison as the matcher reads it. */
interface Doc {
  readonly id: number;
  readonly signal: Matchable;
}

/**
 * Stored queries against documents, as one more runner of the engine comparison: one JSON line a run on stdout. Arguments:
 * `--queries FILE --docs FILE [--limit N] [--warmup N] [--runs 3] [--matches FILE] [--threads 1] [--batch 1]`. Splitting
 * into words is timed, reading JSON is not.
 */
export async function benchMatch(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      queries: { type: 'string' },
      docs: { type: 'string' },
      limit: { type: 'string', default: 'Infinity' },
      warmup: { type: 'string', default: '2000' },
      runs: { type: 'string', default: '3' },
      matches: { type: 'string' },
      threads: { type: 'string', default: '1' },
      batch: { type: 'string', default: '1' },
    },
  });
  if (!values.queries || !values.docs) throw new Error('name the files: --queries FILE --docs FILE');
  const { docs, frequency } = await readDocs(values.docs, Number(values.limit));
  const before = process.memoryUsage().rss;
  const start = performance.now();
  const { matcher, ids } = await build(values.queries, frequency);
  const built = {
    engine: 'rebond',
    queries: ids.length,
    docs: docs.length,
    build_ms: Math.round(performance.now() - start),
    engine_mb: Math.round((process.memoryUsage().rss - before) / 2 ** 20),
  };
  for (const { signal } of docs.slice(0, Number(values.warmup))) matcher.match(signal);
  for (let run = 0; run < Number(values.runs); run++) report({ ...built, ...timeRun(matcher, docs), run });
  if (values.matches) await writeMatches(values.matches, matcher, docs, ids);
}

async function* linesOf(file: string): AsyncGenerator<string> {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity }))
    if (line) yield line;
}

async function readDocs(file: string, limit: number) {
  const docs: Doc[] = [];
  const counts = new Map<string, number>();
  let read = 0;
  for await (const line of linesOf(file)) {
    if (read >= Math.max(SAMPLE, limit)) break;
    const doc = JSON.parse(line);
    if (read < SAMPLE) {
      for (const word of new Set([...tokenize(doc.title), ...tokenize(doc.body)]))
        counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    if (read++ < limit) docs.push({ id: doc.id, signal: signalOf(doc) });
  }
  const sampled = Math.min(read, SAMPLE);
  return { docs, frequency: (word: string) => ((counts.get(word) ?? 0) + 0.5) / (sampled + 1) };
}

const signalOf = (
  doc: Record<'title' | 'body' | 'author' | 'site' | 'lang', string> & { tags: string[] },
): Matchable => ({
  title: doc.title,
  text: doc.body,
  tags: doc.tags,
  source: 'bench',
  lang: doc.lang,
  kind: doc.body === '' ? 'news' : 'post',
  site: doc.site,
  author: { id: doc.author },
});

async function build(file: string, frequency: (word: string) => number) {
  const matcher = new Matcher(frequency);
  const ids: number[] = [];
  for await (const line of linesOf(file)) {
    const { id, text } = JSON.parse(line) as { id: number; text: string };
    const parsed = parseQuery(text, { shortestPrefix: SHORTEST_PREFIX });
    if ('errors' in parsed) throw new Error(`query ${id} ${text}: ${parsed.errors[0]!.message.en}`);
    matcher.add(ids.length, parsed.query);
    ids.push(id);
  }
  for (const _ of matcher.layOut());
  return { matcher, ids };
}

function timeRun(matcher: Matcher, docs: readonly Doc[]) {
  const latencies = new Float64Array(docs.length);
  const cpu = process.cpuUsage();
  const start = performance.now();
  let matches = 0;
  let before = start;
  for (let i = 0; i < docs.length; i++) {
    matches += matcher.match(docs[i]!.signal).length;
    const now = performance.now();
    latencies[i] = now - before;
    before = now;
  }
  const { user, system } = process.cpuUsage(cpu);
  latencies.sort();
  const microseconds = (share: number): number =>
    Math.round(latencies[Math.min(docs.length - 1, Math.floor(share * docs.length))]! * 10_000) / 10;
  return {
    docs_per_s: Math.round((docs.length / (before - start)) * 1_000),
    docs_per_cpu_s: Math.round((docs.length / (user + system)) * 1e6),
    p50_us: microseconds(0.5),
    p99_us: microseconds(0.99),
    matches,
    threads: 1,
    batch: 1,
    rss_mb: Math.round(process.memoryUsage().rss / 2 ** 20),
  };
}

/** One line a document, in their order: `id<TAB>queries ascending`. */
async function writeMatches(
  file: string,
  matcher: Matcher,
  docs: readonly Doc[],
  ids: readonly number[],
): Promise<void> {
  const out = createWriteStream(file);
  for (const { id, signal } of docs) {
    const found = matcher.match(signal).map((number) => ids[number]!);
    if (!out.write(`${id}\t${found.sort((a, b) => a - b).join(',')}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

const report = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
