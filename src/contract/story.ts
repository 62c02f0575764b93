import { z } from 'zod';
import { Instant } from './common.ts';
import { Metrics, SignalKind } from './signal.ts';

export const Phase = z.enum(['emerging', 'rising', 'peaking', 'fading']);
export type Phase = z.infer<typeof Phase>;

/** One item of a story, as much of it as a person needs to judge it. */
export const Evidence = z.object({
  signal: z.string(),
  kind: SignalKind,
  source: z.string(),
  site: z.string().optional(),
  author: z.string().optional(),
  at: Instant,
  lang: z.string(),
  title: z.string(),
  text: z.string(),
  url: z.string().optional(),
  metrics: Metrics,
  /** The signal this one repeats, word for word or nearly. */
  copyOf: z.string().optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** Who told it first, as far as the brand's sources go. */
export const Starter = z.object({
  signal: z.string(),
  kind: SignalKind,
  source: z.string(),
  site: z.string().optional(),
  author: z.string().optional(),
  at: Instant,
});
export type Starter = z.infer<typeof Starter>;

export const PlatformShare = z.object({ name: z.string(), share: z.number() });
export type PlatformShare = z.infer<typeof PlatformShare>;

/** Counts per step, oldest first. */
export const Curve = z.object({
  from: Instant,
  stepMinutes: z.number(),
  counts: z.array(z.number()),
  /** What is usual per step. */
  usual: z.number(),
});
export type Curve = z.infer<typeof Curve>;

/** Signals of one brand that speak of the same event. Its id is that of its founding mention. */
export const Story = z.object({
  id: z.string(),
  brand: z.string(),
  title: z.string(),
  lang: z.string(),
  firstAt: Instant,
  lastAt: Instant,
  startedBy: Starter.optional(),
  phase: Phase,
  items: z.number().int(),
  copies: z.number().int(),
  authors: z.number().int(),
  outlets: z.number().int(),
  /** Distinct authors and outlets' items per minute over the last quarter of an hour. */
  velocity: z.number(),
  /** Words that set the story apart, strongest first. */
  words: z.array(z.string()),
  platforms: z.array(PlatformShare),
  curve: Curve,
  /** Newest 200 items, oldest first. */
  evidence: z.array(Evidence),
});
export type Story = z.infer<typeof Story>;
