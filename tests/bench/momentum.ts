import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { BIG, peakOf } from '../../scripts/train/momentum.ts';
import { inHalves, readPosts, type RecordedPost } from '../../scripts/train/recorded-posts.ts';
import { MomentumTable } from '../../src/contract/momentum.ts';
import { emptyBook, promiseOf, watchPost } from '../../src/core/burst/momentum-book.ts';

const DATA = '../shared/data/signals/posts-hackernews-2021.ndjson.gz';
const MINUTE = 60_000;
/** A call is early below so many likes. */
const LIMITS = [100, 150];
const RECALLS = [0.5, 0.6, 0.7, 0.8];

/** A post at a sighting at which it could be called: what each method says of it. */
interface Look {
  readonly at: number;
  readonly likes: number;
  readonly scores: Readonly<Record<string, number>>;
}

interface Case {
  readonly isBig: boolean;
  readonly firstAt: number;
  /** When it was first seen as a big one. */
  readonly bigAt: number;
  readonly looks: readonly Look[];
}

/** A post at the moment a method was surest of it. */
interface Called {
  readonly post: Case;
  readonly look: Look;
  readonly score: number;
}

/**
 * Of the posts that reach 300 likes, how many are called early, and how many that are called do: against growth rate alone
 * from two sightings, at equal recall. One JSON line a row. Arguments: `--data FILE`, `--part all|dev|held`, `--table FILE`.
 */
export async function benchMomentum(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string', default: DATA },
      part: { type: 'string', default: 'held' },
      table: { type: 'string', default: 'config/momentum.json' },
    },
  });
  const table = MomentumTable.parse(JSON.parse(await readFile(values.table, 'utf8')));
  const posts = await readPosts(values.data);
  const { dev, held } = inHalves(posts);
  const parts: Record<string, readonly RecordedPost[]> = { dev, held, all: [...dev, ...held] };
  const part = parts[values.part];
  if (!part) throw new Error(`there is no part ${values.part}: name all, dev or held`);
  const methods = methodsOf(posts, table);
  for (const limit of LIMITS) reportLimit({ part: values.part, below: limit }, part, limit, methods, table.hot);
}

/** What a method says of each sighting of each post, by post and place. */
type Method = ReadonlyMap<string, readonly number[]>;

function methodsOf(posts: readonly RecordedPost[], table: MomentumTable): Record<string, Method> {
  const bare = { ...table, sources: {} };
  return {
    momentum: replay(posts, table, true),
    'momentum, shipped scale only': replay(posts, table, false),
    'momentum, source unknown at first': replay(posts, bare, true),
    'rate of the last two sightings': new Map(posts.map((post) => [post.id, rates(post, false)])),
    'rate of the first two sightings': new Map(posts.map((post) => [post.id, rates(post, true)])),
  };
}

/** All posts at once, in the order of time, as a stream brings them. */
function replay(posts: readonly RecordedPost[], table: MomentumTable, isLearning: boolean): Method {
  const said = new Map<string, number[]>(posts.map(({ id }) => [id, []]));
  const stream = posts.flatMap((post) => post.sightings.map((sighting) => ({ post, ...sighting })));
  stream.sort((a, b) => a.at - b.at);
  const book = emptyBook();
  for (const { post, at, metrics } of stream) {
    watchPost(book, { id: post.id, source: post.source, metrics }, at, table);
    if (!isLearning) book.pasts.clear();
    said.get(post.id)!.push(promiseOf(book, post.id, at, table)?.chance ?? 0);
  }
  return said;
}

function rates({ sightings }: RecordedPost, isFirstOnly: boolean): number[] {
  return sightings.map(({ at, metrics }, i) => {
    const before = sightings[i - 1];
    if (!before || (isFirstOnly && i > 1)) return 0;
    return (MINUTE * ((metrics.likes ?? 0) - (before.metrics.likes ?? 0))) / Math.max(at - before.at, MINUTE);
  });
}

function reportLimit(
  head: object,
  posts: readonly RecordedPost[],
  limit: number,
  methods: Record<string, Method>,
  hot: number,
): void {
  const cases = posts.map((post) => caseOf(post, limit, methods));
  const big = cases.filter(({ isBig }) => isBig).length;
  const callable = cases.filter(({ isBig, looks }) => isBig && looks.length > 0).length;
  report({ ...head, posts: cases.length, big, callable });
  const momentum = calledBy(cases, 'momentum');
  const wanted = momentum.filter(({ post, score }) => post.isBig && score >= hot).length;
  for (const method of Object.keys(methods)) {
    const called = calledBy(cases, method);
    if (method.startsWith('momentum')) {
      report({ ...head, method, at: `hot ${hot}`, ...figuresOf(cases, method, hot, big, callable) });
    }
    report({
      ...head,
      method,
      at: 'equal recall',
      ...figuresOf(cases, method, scoreAt(called, wanted), big, callable),
    });
    const precisions = RECALLS.map((recall) => {
      const score = scoreAt(called, Math.ceil(recall * callable));
      return [recall, figuresOf(cases, method, score, big, callable).precision];
    });
    report({ ...head, method, precisionAtRecall: Object.fromEntries(precisions) });
  }
}

function caseOf(post: RecordedPost, limit: number, methods: Record<string, Method>): Case {
  const { sightings } = post;
  const looks: Look[] = [];
  for (const [i, { at, metrics }] of sightings.entries()) {
    const likes = metrics.likes ?? 0;
    if (likes >= limit) break;
    const scores = Object.entries(methods).map(([name, method]) => [name, method.get(post.id)![i]!]);
    if (i > 0) looks.push({ at, likes, scores: Object.fromEntries(scores) });
  }
  const bigAt = sightings.find(({ metrics }) => (metrics.likes ?? 0) >= BIG)?.at ?? 0;
  return { isBig: peakOf(post) >= BIG, firstAt: sightings[0]!.at, bigAt, looks };
}

/** Posts by how sure the method ever was of them, surest first. */
function calledBy(cases: readonly Case[], method: string): Called[] {
  const called = cases.flatMap((post): Called[] => {
    const [first, ...others] = post.looks;
    if (!first) return [];
    const look = others.reduce((best, each) => (each.scores[method]! > best.scores[method]! ? each : best), first);
    return [{ post, look, score: look.scores[method]! }];
  });
  return called.sort((a, b) => b.score - a.score);
}

/** The score from which so many big posts are called. */
const scoreAt = (called: readonly Called[], wanted: number): number =>
  called.filter(({ post }) => post.isBig)[wanted - 1]?.score ?? 0;

/** What calling every post at its first look from that score on comes to. */
function figuresOf(cases: readonly Case[], method: string, score: number, big: number, callable: number) {
  const calls = cases.flatMap((post) => {
    const look = post.looks.find(({ scores }) => scores[method]! >= score);
    return look ? [{ post, look }] : [];
  });
  const right = calls.filter(({ post }) => post.isBig);
  return {
    from: round(score),
    calls: calls.length,
    right: right.length,
    precision: round(right.length / Math.max(calls.length, 1)),
    recallOfCallable: round(right.length / callable),
    recallOfAll: round(right.length / big),
    medianMinutesToCall: median(right.map(({ post, look }) => (look.at - post.firstAt) / MINUTE)),
    medianLikesAtCall: median(right.map(({ look }) => look.likes)),
    medianLeadMinutes: median(right.map(({ post, look }) => (post.bigAt - look.at) / MINUTE)),
  };
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000;

function report(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
