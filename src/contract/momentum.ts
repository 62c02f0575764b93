import { z } from 'zod';

/** A curve by straight lines through points: [where, value]. Constant before the first and after the last. */
const Curve = z.array(z.tuple([z.number(), z.number()])).min(1);
export type Curve = z.infer<typeof Curve>;

/** What is common among the posts of a source. */
const SourceScale = z.strictObject({
  /** Likes that only few of its posts reach. */
  big: z.number().positive(),
  /** Minutes after which a post has, on average over its likes, gathered them. */
  life: z.number().positive(),
  /** Likes a minute of a post under way. */
  perMinute: z.number().positive(),
  /** How many posts of one's own it takes to outweigh these numbers. */
  trust: z.number().positive(),
  /** Share of the day's cycle in the odds (UTC): weights of sin and cos of one turn a day, then of two. */
  hours: z.tuple([z.number(), z.number(), z.number(), z.number()]),
});
export type SourceScale = z.infer<typeof SourceScale>;

/**
 * What becomes of posts whose likes grow, as `config/momentum.json` states it. `npm run train -- momentum` writes the file.
 * Likes and minutes are counted in those of the source it was learnt from; every source's own scale translates into them.
 */
export const MomentumTable = z.strictObject({
  /** What wrote the file. */
  command: z.string(),
  /** Posts it was learnt from. */
  posts: z.number().int().min(0),
  /** Of the posts that get `worthCounting` likes, the share that is called big. */
  share: z.number().gt(0).lt(1),
  worthCounting: z.number().positive(),
  /** Chance from which a post is called hot. */
  hot: z.number().min(0).max(1),
  /** Log-odds: this, and the sum of the curves. */
  base: z.number(),
  curves: z.record(z.string(), Curve),
  /** The source it was learnt from: its likes and minutes are the units of the curves. */
  unit: z.strictObject({ big: z.number().positive(), life: z.number().positive() }),
  /** Sources known beforehand; others are judged once enough of their own posts have been seen to the end. */
  sources: z.record(z.string(), SourceScale),
});
export type MomentumTable = z.infer<typeof MomentumTable>;
