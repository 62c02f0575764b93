import type { Metrics } from '../../src/contract/signal.ts';
import { readLines } from '../../src/sources/recording/lines.ts';

/** Figures of a post at a time, milliseconds. */
export interface Sighting {
  readonly at: number;
  readonly metrics: Metrics;
}

/** A post with all that was seen of its figures, in order. */
export interface RecordedPost {
  readonly id: string;
  readonly source: string;
  readonly sightings: Sighting[];
}

interface RecordedLine {
  readonly source: string;
  readonly externalId: string;
  readonly observedAt: string;
  readonly metrics?: Record<string, number | null>;
}

/** The posts of a recording that tell likes, by when they were first seen. Throws where it cannot be read. */
export async function readPosts(file: string): Promise<RecordedPost[]> {
  const posts = new Map<string, RecordedPost>();
  for await (const read of readLines(file)) {
    if ('reason' in read) throw new Error(`${file}:${read.line}: ${read.reason}`);
    const { source, externalId, observedAt, metrics } = JSON.parse(read.text) as RecordedLine;
    if (metrics?.['likes'] == null) continue;
    const post = posts.get(externalId) ?? { id: externalId, source, sightings: [] };
    posts.set(externalId, post);
    const { likes, comments } = metrics;
    post.sightings.push({ at: Date.parse(observedAt), metrics: { likes, ...(comments != null && { comments }) } });
  }
  return [...posts.values()];
}

const DAY = 24 * 3_600_000;
/** Posts first seen so late before the end of a part were not seen to their end. */
const UNFINISHED_MS = 2 * DAY;

/** A part's posts: those first seen in it, except in its last two days. */
export interface Parts {
  readonly dev: readonly RecordedPost[];
  readonly held: readonly RecordedPost[];
}

/** The first half of the recorded time, to choose by, and the second, to judge by. */
export function inHalves(posts: readonly RecordedPost[]): Parts {
  const begun = (post: RecordedPost): number => post.sightings[0]!.at;
  const from = posts.reduce((least, post) => Math.min(least, begun(post)), Infinity);
  const to = posts.reduce((most, post) => Math.max(most, post.sightings.at(-1)!.at), 0);
  const middle = (from + to) / 2;
  const between = (since: number, until: number): RecordedPost[] =>
    posts.filter((post) => begun(post) >= since && begun(post) < until - UNFINISHED_MS);
  return { dev: between(from, middle), held: between(middle, to) };
}
