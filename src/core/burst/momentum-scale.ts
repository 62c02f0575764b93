import type { MomentumTable, SourceScale } from '../../contract/momentum.ts';

/** What a source's posts came to, as far as it was seen. Plain data; the past fades with every post. */
export interface SourcePast {
  /** Posts that were worth counting. */
  posts: number;
  /** Posts by the likes they reached: place i holds those from worthCounting · 2^(i ÷ 4). */
  readonly peaks: number[];
  /** Sum, over posts, of the average minutes after which a like was there. */
  life: number;
  /** Sum, over posts, of the logarithm of likes a minute: one absurd figure must not move what is usual. */
  logPace: number;
}

/** A post that is over, summed up. */
export interface PostEnd {
  readonly peak: number;
  /** Likes that came while it was watched, and the sum of the minutes after which each did. */
  readonly growth: number;
  readonly likeMinutes: number;
  /** For how long it was watched. */
  readonly minutes: number;
}

const STEPS_PER_DOUBLING = 4;
/** 10 likes to some 10 billion. */
const MOST_STEPS = 120;
/** Posts after which an old one counts half: some weeks of a busy source. */
const HALF_LIFE_POSTS = 2_000;
/** An unknown source's few big posts cannot be told from its others before so many ended. */
const FEWEST_POSTS = 50;

export const emptyPast = (): SourcePast => ({ posts: 0, peaks: [], life: 0, logPace: 0 });

/** Adds a post that is over. One that hardly anybody liked says nothing about how far a liked one goes. */
export function learnEnd(
  past: SourcePast,
  { peak, growth, likeMinutes, minutes }: PostEnd,
  table: MomentumTable,
): void {
  if (peak < table.worthCounting || growth <= 0 || minutes <= 0) return;
  const step = Math.min(Math.floor(STEPS_PER_DOUBLING * Math.log2(peak / table.worthCounting)), MOST_STEPS - 1);
  while (past.peaks.length <= step) past.peaks.push(0);
  const kept = 0.5 ** (1 / HALF_LIFE_POSTS);
  for (let i = 0; i < past.peaks.length; i++) past.peaks[i]! *= kept;
  past.peaks[step]! += 1;
  past.posts = past.posts * kept + 1;
  past.life = past.life * kept + likeMinutes / growth;
  past.logPace = past.logPace * kept + Math.log(growth / minutes);
}

/** The source's scale: what was known beforehand, outweighed by its own posts. Null where too little is known. */
export function scaleOf(past: SourcePast | null, source: string, table: MomentumTable): SourceScale | null {
  const known = Object.hasOwn(table.sources, source) ? table.sources[source] : undefined;
  if (!past || past.posts < (known ? 1 : FEWEST_POSTS)) return known ?? null;
  const own = { big: bigOf(past, table), life: past.life / past.posts, perMinute: Math.exp(past.logPace / past.posts) };
  const trust = known?.trust ?? 0;
  const mix = (before: number | undefined, seen: number): number =>
    before === undefined
      ? seen
      : Math.exp((trust * Math.log(before) + past.posts * Math.log(seen)) / (trust + past.posts));
  return {
    big: mix(known?.big, own.big),
    life: mix(known?.life, Math.max(own.life, 1)),
    perMinute: mix(known?.perMinute, own.perMinute),
    trust,
    hours: known?.hours ?? [0, 0, 0, 0],
  };
}

/** Likes that `share` of the counted posts reach, between two steps in proportion. */
function bigOf({ posts, peaks }: SourcePast, { share, worthCounting }: MomentumTable): number {
  const wanted = share * posts;
  let above = 0;
  for (let i = peaks.length - 1; i >= 0; i--) {
    const here = peaks[i]!;
    if (above + here >= wanted) {
      const part = 1 - (wanted - above) / here;
      return worthCounting * 2 ** ((i + part) / STEPS_PER_DOUBLING);
    }
    above += here;
  }
  return worthCounting;
}
