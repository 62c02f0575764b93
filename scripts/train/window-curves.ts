import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLines } from '../../src/sources/recording/lines.ts';
import { readPosts } from './recorded-posts.ts';

const MINUTE = 60_000;

/** A curve is looked at for so many steps after its begin. */
const BURST_STEPS = 60;
const STORY_STEPS = 240;
const ITEM_STEPS = 110;
const ITEM_MINUTES = 20;
const FEWEST_ITEMS = 20;
const FEWEST_LIKES = 200;
/** One post in so many is learnt from: there are plenty. */
const POSTS_EACH = 4;

/**
 * Bursts of brands' mentions, five minutes a step: what exceeds the median of the four hours around. A burst begins where
 * the count passes twice that median by more than six robust deviations.
 */
export async function brandCurves(data: string): Promise<number[][]> {
  const folder = join(data, 'bursts/brands');
  const names = (await readdir(folder)).filter((name) => /^Twitter_volume_\w+\.csv$/.test(name)).sort();
  const series = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return series.flatMap((text) =>
    burstsOf(
      text
        .trimEnd()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => Number(line.split(',')[1])),
    ),
  );
}

function burstsOf(counts: readonly number[]): number[][] {
  const usual = rollingMedian(counts, 24);
  const apart = rollingMedian(
    counts.map((count, i) => Math.abs(count - usual[i]!)),
    144,
  );
  const inBurst = new Array<boolean>(counts.length + 20).fill(false);
  counts.forEach((count, i) => {
    const mean = usual[i]!;
    const limit = mean + Math.max(6 * Math.max(1.4826 * apart[i]!, Math.sqrt(mean + 0.5)), mean, 3);
    if (count > limit) inBurst.fill(true, Math.max(0, i - 2), i + 10);
  });
  const curves: number[][] = [];
  for (let i = 0; i < counts.length; i++) {
    if (!inBurst[i] || (i > 0 && inBurst[i - 1])) continue;
    let end = i;
    while (end < counts.length && inBurst[end]) end++;
    const from = i + 1;
    const excess = counts.slice(from, from + BURST_STEPS).map((count, k) => Math.max(count - usual[from + k]!, 0));
    const own = excess.slice(0, Math.max(end - from, 0));
    const isHigh = Math.max(0, ...excess.slice(0, Math.max(3, end - from))) >= 10;
    if (isHigh && own.reduce((sum, count) => sum + count, 0) >= 30) curves.push(excess);
  }
  return curves;
}

/** Median of `reach` values on either side and the one itself; of those there are at the ends. */
function rollingMedian(values: readonly number[], reach: number): number[] {
  return values.map((_, i) => {
    const near = values.slice(Math.max(0, i - reach), i + reach + 1).sort((a, b) => a - b);
    const middle = near.length >> 1;
    return near.length % 2 === 1 ? near[middle]! : (near[middle - 1]! + near[middle]!) / 2;
  });
}

/** Stories of at least twenty headlines, half an hour a step. */
export async function storyCurves(data: string): Promise<number[][]> {
  const text = await readFile(join(data, 'stories/olympics-2021.tsv'), 'utf8');
  const storyOf = new Map(
    text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .map(([id, , story]) => [id, story]),
  );
  const times = new Map<string, number[]>();
  for await (const read of readLines(join(data, 'signals/news-olympics-2021.ndjson.gz'))) {
    if ('reason' in read) throw new Error(`line ${read.line}: ${read.reason}`);
    const { externalId, publishedAt } = JSON.parse(read.text) as { externalId: string; publishedAt: string };
    const story = storyOf.get(externalId);
    if (story) times.set(story, [...(times.get(story) ?? []), Date.parse(publishedAt)]);
  }
  const stories = [...times].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, own]) => own);
  return stories
    .filter((own) => own.length >= FEWEST_ITEMS)
    .map((own) => counted(own, 30, FEWEST_ITEMS).slice(0, STORY_STEPS));
}

function counted(times: readonly number[], stepMinutes: number, fewestSteps: number): number[] {
  const first = Math.min(...times);
  const steps = times.map((time) => Math.floor((time - first) / (stepMinutes * MINUTE)));
  const counts = new Array<number>(Math.max(fewestSteps, Math.max(...steps) + 1)).fill(0);
  for (const step of steps) counts[step]!++;
  return counts;
}

/** Likes that single posts gained, twenty minutes a step; between two sightings they came evenly. */
export async function likeCurves(data: string): Promise<number[][]> {
  const posts = await readPosts(join(data, 'signals/posts-hackernews-2021.ndjson.gz'));
  const curves = posts.filter(({ sightings }) => sightings.length >= 6).map(({ sightings }) => gains(sightings));
  const big = curves.filter((gained) => {
    const sum = gained.reduce((a, b) => a + b, 0);
    return sum >= FEWEST_LIKES && Math.max(...gained) < 0.8 * sum;
  });
  return big
    .filter((_, i) => i % POSTS_EACH === 0)
    .map((gained) => gained.slice(gained.findIndex((likes) => likes > 0)).slice(0, ITEM_STEPS));
}

type Sightings = Awaited<ReturnType<typeof readPosts>>[number]['sightings'];

function gains(sightings: Sightings): number[] {
  const start = sightings[0]!.at;
  const likes = Array.from({ length: 144 }, (_, i) => likesAt(sightings, start + (i + 1) * ITEM_MINUTES * MINUTE));
  return likes.map((value, i) => Math.max(value - (likes[i - 1] ?? sightings[0]!.metrics.likes ?? 0), 0));
}

function likesAt(sightings: Sightings, at: number): number {
  const next = sightings.findIndex((sighting) => sighting.at > at);
  const likes = (i: number): number => sightings[i]!.metrics.likes ?? 0;
  if (next < 0) return likes(sightings.length - 1);
  const part = (at - sightings[next - 1]!.at) / (sightings[next]!.at - sightings[next - 1]!.at);
  return likes(next - 1) + part * (likes(next) - likes(next - 1));
}
