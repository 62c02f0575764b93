import type { Curve, MomentumTable, SourceScale } from '../../contract/momentum.ts';
import type { Metrics } from '../../contract/signal.ts';
import type { PostEnd } from './momentum-scale.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Growth is measured over at least so long, however often a source tells its figures. */
const SPAN_MS = 10 * MINUTE;
/** A source tells its figures now and then: so much silence is not yet a standstill. */
const SILENCE_MS = 60 * MINUTE;
/** A figure beyond this is a fault of the source's. */
const MOST = 1e9;

/** A figure at a time. */
interface Mark {
  at: number;
  likes: number;
}

/** How one post's figures grew, in a few numbers. Plain data. */
export interface PostMomentum {
  readonly firstAt: number;
  last: Mark;
  /** Two earlier sightings, at least ten minutes apart from each other, and the growth a minute before the earlier one. */
  mark: Mark;
  earlier: Mark;
  before: number | null;
  comments: number;
  sightings: number;
  peak: number;
  /** Likes that came while it was watched, and the sum of the minutes after which each did. */
  growth: number;
  likeMinutes: number;
}

/** What a post's growth promises. */
export interface Momentum {
  /** Chance, 0 to 1, that it becomes one of the few big posts of its source. */
  readonly chance: number;
  /** Likes a minute, of late. */
  readonly perMinute: number;
  /** Likes a minute of the source's posts under way. */
  readonly usual: number;
  /** Likes from which a post of this source is a big one. */
  readonly big: number;
}

/**
 * What the chance is read from, logarithms in the units of the table; `null` where it is not known. `before` is the pace
 * before the one of late; `perComment` is low where people argue more than they like.
 */
export type Reading = Readonly<Record<ReadingName, number | null>>;
export const READING_NAMES = ['likes', 'pace', 'before', 'perComment'] as const;
export type ReadingName = (typeof READING_NAMES)[number];

/** Growth is read as the likes of so many minutes. */
const AHEAD = 360;

/**
 * Takes the figures a post shows at a time; starts where nothing is known of the post. What is absent is unchanged, what
 * comes too late is left out, and figures that fall are believed. Null where there never was a figure.
 */
export function noteMetrics(known: PostMomentum | null, metrics: Metrics, at: number): PostMomentum | null {
  const likes = figure(metrics.likes);
  if (!known) return likes === null ? null : begin(likes, figure(metrics.comments) ?? 0, at);
  if (at < known.last.at) return known;
  known.comments = figure(metrics.comments) ?? known.comments;
  if (likes === null) return known;
  if (at > known.last.at) moveMarks(known);
  const more = likes - known.peak;
  if (more > 0) {
    known.growth += more;
    known.likeMinutes += (more * (at - known.firstAt)) / MINUTE;
    known.peak = likes;
  }
  if (at > known.last.at) known.sightings += 1;
  known.last = { at, likes };
  return known;
}

const figure = (value: number | undefined): number | null =>
  value !== undefined && value >= 0 && value <= MOST ? value : null;

function begin(likes: number, comments: number, at: number): PostMomentum {
  const mark = { at, likes };
  return {
    firstAt: at,
    last: { ...mark },
    mark: { ...mark },
    earlier: { ...mark },
    before: null,
    comments,
    sightings: 1,
    peak: likes,
    growth: 0,
    likeMinutes: 0,
  };
}

/** Before a new sighting: the one before it becomes a mark if it stands far enough from the last one. */
function moveMarks(post: PostMomentum): void {
  const { last, mark, earlier } = post;
  if (last.at - mark.at < SPAN_MS) return;
  if (mark.at > earlier.at) post.before = paceOf(earlier, mark.at, mark.likes);
  post.earlier = mark;
  post.mark = { ...last };
}

/** Likes a minute since a mark; over too short a time, as if over the shortest that counts. */
const paceOf = (since: Mark, at: number, likes: number): number =>
  (Math.max(likes - since.likes, 0) * MINUTE) / Math.max(at - since.at, SPAN_MS);

/** The growth of late, and what it was before. A post that tells nothing any more stands still. */
function growthOf({ last, mark, earlier, before }: PostMomentum, at: number): { pace: number; before: number | null } {
  const until = last.at + Math.max(at - last.at - SILENCE_MS, 0);
  const since = last.at - mark.at >= SPAN_MS ? mark : earlier;
  return {
    pace: paceOf(since, until, last.likes),
    before: since === mark && mark.at > earlier.at ? paceOf(earlier, mark.at, mark.likes) : before,
  };
}

/** What the post looks like on the scale the curves were learnt on. */
export function readingOf(post: PostMomentum, at: number, scale: SourceScale, { unit }: MomentumTable): Reading {
  const perLike = unit.big / scale.big;
  const perPace = (perLike * scale.life) / unit.life;
  const growth = growthOf(post, at);
  const likes = Math.log(1 + post.last.likes * perLike);
  return {
    likes,
    pace: Math.log(1 + AHEAD * growth.pace * perPace),
    before: growth.before === null ? null : Math.log(1 + AHEAD * growth.before * perPace),
    perComment: likes - Math.log(1 + post.comments * perLike),
  };
}

/** The chance a reading gives; never lower for more likes, because the curves of `likes`, `pace`, `perComment` rise. */
export function chanceOf(reading: Reading, at: number, scale: SourceScale, table: MomentumTable): number {
  let logOdds = table.base;
  for (const name of READING_NAMES) {
    const [value, curve] = [reading[name], table.curves[name]];
    if (value !== null && curve) logOdds += heightAt(curve, value);
  }
  const [sin1, cos1, sin2, cos2] = dayCycle(at);
  const [a, b, c, d] = scale.hours;
  logOdds += a * sin1 + b * cos1 + c * sin2 + d * cos2;
  return 1 / (1 + Math.exp(-logOdds));
}

/** Sine and cosine of the time of day (UTC), of one turn a day and of two. */
export function dayCycle(at: number): [number, number, number, number] {
  const turn = (2 * Math.PI * (at % DAY)) / DAY;
  return [Math.sin(turn), Math.cos(turn), Math.sin(2 * turn), Math.cos(2 * turn)];
}

/** The curve's height at x. */
export function heightAt(curve: Curve, x: number): number {
  let [left, low] = curve[0]!;
  if (x <= left) return low;
  for (const [right, high] of curve) {
    if (x < right) return low + ((high - low) * (x - left)) / (right - left);
    [left, low] = [right, high];
  }
  return low;
}

/**
 * What the post's growth promises at a time. None where it does not grow, and where too few posts of its source have been
 * seen to the end to say what is much there.
 */
export function momentumOf(
  post: PostMomentum,
  at: number,
  scale: SourceScale | null,
  table: MomentumTable,
): Momentum | null {
  if (!scale) return null;
  const { pace } = growthOf(post, at);
  const already = post.last.likes >= scale.big;
  const chance = pace === 0 ? 0 : already ? 1 : chanceOf(readingOf(post, at, scale, table), post.last.at, scale, table);
  return { chance, perMinute: pace, usual: scale.perMinute, big: scale.big };
}

/** The post summed up, for its source's past. */
export const endOf = ({ firstAt, last, peak, growth, likeMinutes }: PostMomentum): PostEnd => ({
  peak,
  growth,
  likeMinutes,
  minutes: (last.at - firstAt) / MINUTE,
});
