import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Curve, MomentumTable, SourceScale } from '../../src/contract/momentum.ts';
import {
  chanceOf,
  dayCycle,
  endOf,
  momentumOf,
  noteMetrics,
  readingOf,
  READING_NAMES,
  type PostMomentum,
  type Reading,
  type ReadingName,
} from '../../src/core/burst/momentum.ts';
import { emptyPast, learnEnd, scaleOf } from '../../src/core/burst/momentum-scale.ts';
import { fitLogistic, type Case } from './fit-logistic.ts';
import { inHalves, readPosts, type RecordedPost } from './recorded-posts.ts';

const DATA = '../shared/data';
const FILE = 'signals/posts-hackernews-2021.ndjson.gz';
const OUT = 'config/momentum.json';

/** Likes from which a post of the recording is a big one. */
export const BIG = 300;
/** Likes from which a post counts among those of which few become big. */
const WORTH_COUNTING = 10;
/** A call is early below this part of `BIG`. */
const EARLY = 0.5;
/** Share of the big posts that could be called early, which `hot` is to call. */
const RECALL = 0.7;
/** Points of each curve. */
const KNOTS = 8;
/** Posts of an installation's own that outweigh the shipped scale. */
const TRUST = 500;

const RISING: Record<ReadingName, boolean> = { likes: true, pace: true, before: false, perComment: true };

/** A sighting of a growing post. */
interface Row {
  readonly id: string;
  readonly at: number;
  readonly likes: number;
  readonly reading: Reading;
  readonly isBig: boolean;
}

/** Learns from the first half of the recording what growth promises, and writes the table. */
export async function trainMomentum(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { data: { type: 'string', default: DATA }, out: { type: 'string', default: OUT } },
  });
  const { dev } = inHalves(await readPosts(join(values.data, FILE)));
  const table = momentumTableOf(dev);
  await writeFile(values.out, toText(table));
  process.stdout.write(`${values.out}: ${table.posts} posts, hot from ${table.hot}\n`);
}

/** The table that these posts give; the same posts give the same table. */
export function momentumTableOf(posts: readonly RecordedPost[]): MomentumTable {
  const source = posts[0]?.source ?? '';
  const empty = emptyTable(posts);
  const scale = scaleFrom(posts, source, empty);
  const units = { ...empty, unit: { big: scale.big, life: scale.life } };
  const rows = posts.flatMap((post) => rowsOf(post, scale, units));
  const early = rows.filter(({ likes }) => likes < EARLY * BIG);
  const { base, curves, hours } = fitCurves(early);
  const fitted = { ...units, base, curves, sources: { [source]: { ...scale, hours } } };
  const whole = { ...fitted, curves: { ...curves, likes: continued(fitted, fitted.sources[source]!, rows) } };
  return { ...whole, hot: thresholdOf(posts, whole, whole.sources[source]!) };
}

function emptyTable(posts: readonly RecordedPost[]): MomentumTable {
  const peaks = posts.map(peakOf).filter((peak) => peak >= WORTH_COUNTING);
  return {
    command: 'npm run train -- momentum',
    posts: posts.length,
    share: round(peaks.filter((peak) => peak >= BIG).length / peaks.length),
    worthCounting: WORTH_COUNTING,
    hot: 1,
    base: 0,
    curves: {},
    unit: { big: BIG, life: 1 },
    sources: {},
  };
}

export const peakOf = ({ sightings }: RecordedPost): number =>
  sightings.reduce((most, { metrics }) => Math.max(most, metrics.likes ?? 0), 0);

/** The scale of these posts, learnt as the product learns one. */
function scaleFrom(posts: readonly RecordedPost[], source: string, table: MomentumTable): SourceScale {
  const past = emptyPast();
  for (const post of posts) learnEnd(past, endOf(watch(post)), table);
  const own = scaleOf(past, source, table);
  if (!own) throw new Error('too few posts of the recording grow: there is nothing to learn from');
  return { ...own, big: BIG, life: round(own.life), perMinute: round(own.perMinute), trust: TRUST };
}

function watch(post: RecordedPost): PostMomentum {
  const states = [...statesOf(post)];
  return states.at(-1) as PostMomentum;
}

/** The post after each sighting; it is the same object that moves on. */
export function* statesOf({ sightings }: RecordedPost): Generator<PostMomentum> {
  let state: PostMomentum | null = null;
  for (const { at, metrics } of sightings) {
    state = noteMetrics(state, metrics, at);
    if (state) yield state;
  }
}

/** The sightings of a post while it grows and is not yet big. */
function rowsOf(post: RecordedPost, scale: SourceScale, table: MomentumTable): Row[] {
  const isBig = peakOf(post) >= BIG;
  const rows: Row[] = [];
  for (const state of statesOf(post)) {
    const { at, likes } = state.last;
    if (state.peak >= BIG) break;
    const reading = readingOf(state, at, scale, table);
    if (reading.pace !== 0) rows.push({ id: post.id, at, likes, reading, isBig });
  }
  return rows;
}

/** Curves by logistic regression over the steps between the points of each. */
function fitCurves(rows: readonly Row[]): Pick<MomentumTable, 'base' | 'curves'> & Pick<SourceScale, 'hours'> {
  const knots = READING_NAMES.map((name) => pointsOf(rows, name));
  const cases = rows.map(({ at, reading, isBig }): Case => {
    const curves = READING_NAMES.flatMap((name, i) => [
      ...(RISING[name] ? [] : [reading[name] === null ? 0 : 1]),
      ...stepsAt(knots[i]!, reading[name]),
    ]);
    return { values: [1, ...curves, ...dayCycle(at)], hit: isBig };
  });
  const rising = READING_NAMES.flatMap((name, i) => [
    ...(RISING[name] ? [] : [false]),
    ...knots[i]!.slice(1).map(() => RISING[name]),
  ]);
  const weights = fitLogistic(cases, [false, ...rising, false, false, false, false]);
  const base = round(weights.shift()!);
  const curves = READING_NAMES.map((name, i): [string, Curve] => {
    const steps = weights.splice(0, knots[i]!.length - (RISING[name] ? 1 : 0));
    let height = RISING[name] ? 0 : steps.shift()!;
    return [name, knots[i]!.map((x, j) => [x, round(j === 0 ? height : (height += steps[j - 1]!))])];
  });
  const [a, b, c, d] = weights.map(round);
  return { base, curves: Object.fromEntries(curves), hours: [a!, b!, c!, d!] };
}

/** Where a curve may bend: at equal shares of the cases. */
function pointsOf(rows: readonly Row[], name: ReadingName): number[] {
  const sorted = rows.flatMap(({ reading }) => reading[name] ?? []).sort((a, b) => a - b);
  const at = (share: number): number => round(sorted[Math.round(share * (sorted.length - 1))]!);
  return [...new Set(Array.from({ length: KNOTS }, (_, i) => at(i / (KNOTS - 1))))];
}

/** How far each step between two points has been made. */
const stepsAt = (points: readonly number[], value: number | null): number[] =>
  points.slice(1).map((right, i) => {
    const left = points[i]!;
    return value === null ? 0 : Math.min(Math.max((value - left) / (right - left), 0), 1);
  });

/** The curve of likes up to a big post's: one more step, fitted on the sightings beyond the early ones. */
function continued(table: MomentumTable, scale: SourceScale, rows: readonly Row[]): Curve {
  const curve = table.curves['likes']!;
  const [from, height] = curve.at(-1)!;
  const end = round(Math.log(1 + BIG));
  const late = rows.filter(({ reading }) => reading.likes! > from);
  const cases = late.map(({ at, reading, isBig }): Case => {
    const chance = chanceOf(reading, at, scale, table);
    return { values: stepsAt([from, end], reading.likes), hit: isBig, offset: Math.log(chance / (1 - chance)) };
  });
  const [step] = fitLogistic(cases, [true]);
  return [...curve, [end, round(height + step!)]];
}

/** The chance from which that share of the big posts is called early which is wanted. */
function thresholdOf(posts: readonly RecordedPost[], table: MomentumTable, scale: SourceScale): number {
  const best = posts.filter((post) => peakOf(post) >= BIG).flatMap((post) => earlyBest(post, table, scale) ?? []);
  best.sort((a, b) => b - a);
  return Math.floor(1_000 * (best[Math.ceil(RECALL * best.length) - 1] ?? 1)) / 1_000;
}

/** The highest chance of a post while it can be called early; null where it was not seen twice by then. */
function earlyBest(post: RecordedPost, table: MomentumTable, scale: SourceScale): number | null {
  let best: number | null = null;
  for (const state of statesOf(post)) {
    if (state.peak >= EARLY * BIG) break;
    if (state.sightings > 1) best = Math.max(best ?? 0, momentumOf(state, state.last.at, scale, table)?.chance ?? 0);
  }
  return best;
}

const round = (value: number): number => Number(value.toPrecision(5));

/** Numbers that belong together on one line. */
const toText = (table: MomentumTable): string =>
  `${JSON.stringify(table, null, 2).replace(/\[\s+([-\d.,\s]+?)\s+\]/g, (_, list: string) => `[${list.replace(/\s+/g, ' ')}]`)}\n`;
