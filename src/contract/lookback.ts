import { z } from 'zod';
import { Instant } from './common.ts';
import { QueryRemark } from './query.ts';
import { Author, Metrics, SignalKind } from './signal.ts';
import { Territory, Topic } from './territory.ts';

/** How many there are of something: exactly, or told from a sample with the interval that holds it 19 times in 20. */
export const Estimate = z.object({
  count: z.number().int().nonnegative(),
  low: z.number().int().nonnegative(),
  high: z.number().int().nonnegative(),
  exact: z.boolean(),
});
export type Estimate = z.infer<typeof Estimate>;

/** A stretch of a text that is marked: UTF-16 units. */
const Mark = z.object({ from: z.number().int(), to: z.number().int() });

/** A signal of the past, short. */
export const PastSignal = z.object({
  id: z.string(),
  source: z.string(),
  kind: SignalKind,
  at: Instant,
  lang: z.string(),
  title: z.string(),
  /** Its beginning where it is long. */
  text: z.string(),
  url: z.string().optional(),
  site: z.string().optional(),
  author: Author.optional(),
  metrics: Metrics,
});
export type PastSignal = z.infer<typeof PastSignal>;

/** A signal that a rule finds, with the words that make it so marked. */
export const Hit = z.object({
  signal: PastSignal,
  marks: z.object({ title: z.array(Mark), text: z.array(Mark) }),
});
export type Hit = z.infer<typeof Hit>;

/** A rule as somebody writes it, not yet published. */
export const RuleDraft = z.strictObject({
  query: z.string().min(1).max(20_000),
  lists: Territory.shape.lists,
  languages: Topic.shape.languages,
  /** Of the topic, and of its territory: a signal must come from one of each that says anything. */
  topicSources: Topic.shape.sources,
  sources: Territory.shape.sources,
  minimumFollowers: Territory.shape.minimumFollowers,
});
export type RuleDraft = z.infer<typeof RuleDraft>;

/** How many days back at most; the archive may not reach so far. */
const Days = z.number().int().min(1).max(366).default(7);

/** How closeness was told: by words, by the model of the operator, or by words because that model did not answer. */
export const ClosenessBy = z.enum(['words', 'model', 'words-instead']);
export type ClosenessBy = z.infer<typeof ClosenessBy>;

/** A rule to try on the past. */
export const SampleRequest = z.strictObject({
  rule: RuleDraft,
  days: Days,
  /** Which hits are shown: the newest, or those closest to what the topic is about. */
  order: z.enum(['newest', 'closest']).default('newest'),
  /** For `closest`, in words: the topic's name and texts that belong to it. The words of the rule are added to it. */
  about: z.string().max(4_000).default(''),
});
export type SampleRequest = z.infer<typeof SampleRequest>;

/** How broad a rule is, is asked of the same past. */
export const BreadthRequest = SampleRequest.pick({ rule: true, days: true });
export type BreadthRequest = z.infer<typeof BreadthRequest>;

/** What a rule would have found. */
export const Sample = z.object({
  /** Null where the rule cannot be read: see `errors`. */
  hits: z.array(Hit).nullable(),
  /** How the closest hits were told; null where the newest are shown. */
  closeness: ClosenessBy.nullable(),
  errors: z.array(QueryRemark),
  total: Estimate,
  /** The days that were looked at, as many as the archive has. */
  from: Instant,
  to: Instant,
  /** Hits a day, oldest first; estimates where `total` is one. */
  perDay: z.array(z.object({ day: z.iso.date(), count: z.number().int() })),
  /** The share of the kept signals that was searched: 1, or a sample where there was too much. */
  searched: z.number(),
});
export type Sample = z.infer<typeof Sample>;

/** A clause of a rule, and what it finds by itself among recent signals. */
export const ClauseHits = z.object({
  from: z.number().int(),
  to: z.number().int(),
  text: z.string(),
  total: Estimate,
  /** For a NOT: the share of what the rest finds that it takes away; null for other clauses. */
  removes: z.number().nullable(),
});
export type ClauseHits = z.infer<typeof ClauseHits>;

/** What makes a rule as broad as it is. */
export const Breadth = z.object({
  /** Share of all recent signals that the rule finds, 0 to 1. */
  share: z.number(),
  /** Share of the period's stories that it touches, 0 to 1; null where there were none. */
  stories: z.number().nullable(),
  clauses: z.array(ClauseHits),
  /** Plain advice, the weightiest first: codes with their values, see `advice.<code>` in the console's words. */
  advice: z.array(z.object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) })),
});
export type Breadth = z.infer<typeof Breadth>;

/** How far the archive reaches. */
export const LookBackState = z.object({
  signals: z.number().int(),
  since: Instant.nullable(),
  bytes: z.number().int(),
  /** The smallest share of signals that was kept: 1, or a sample. */
  share: z.number(),
});
export type LookBackState = z.infer<typeof LookBackState>;

/** Tags and names seen lately that begin so, the most frequent first. */
export const Completion = z.object({
  tags: z.array(z.object({ text: z.string(), count: z.number().int() })),
  names: z.array(z.object({ text: z.string(), count: z.number().int() })),
});
export type Completion = z.infer<typeof Completion>;

/** What the territory says to one of its examples. */
const JudgedExample = z.object({
  right: z.boolean(),
  /** Topics and no-go topics that find it. */
  found: z.array(z.string()),
  /** Topics that should find it and do not. */
  missing: z.array(z.string()),
});

/** A territory's examples run through it, in their order. */
export const ExampleJudgement = z.object({
  match: z.array(JudgedExample),
  miss: z.array(JudgedExample),
  /** Of the examples that are found, the share that should be, 0 to 1; null where none is found. */
  precision: z.number().nullable(),
  /** Of the examples that should be found, the share that is, 0 to 1; null where there are none. */
  recall: z.number().nullable(),
});
export type ExampleJudgement = z.infer<typeof ExampleJudgement>;
