import { z } from 'zod';
import { Instant } from './common.ts';
import { Decision } from './decision.ts';
import { FunnelStep, Steps } from './funnel.ts';
import { Day } from './moment.ts';
import { OpportunityState, VerdictLevel } from './opportunity.ts';

/** Minutes that the newsroom clock gives each step, counted from an earlier one. */
export const TARGETS = [
  { step: 'alerted', since: 'detected', minutes: { go: 3, review: 3 } },
  { step: 'decided', since: 'alerted', minutes: { go: 5, review: 5 } },
  { step: 'drafted', since: 'decided', minutes: { go: 15, review: 15 } },
  { step: 'approved', since: 'drafted', minutes: { go: 5, review: 20 } },
  { step: 'published', since: 'approved', minutes: { go: 1, review: 1 } },
] as const;

/** How a step of the newsroom clock went against its target. A blocked story that was overridden counts as review. */
export const ClockFigure = z.object({
  step: z.enum(['alerted', 'decided', 'drafted', 'approved', 'published']),
  since: z.enum(['detected', 'alerted', 'decided', 'drafted', 'approved']),
  /** Minutes, by what the gate said. */
  target: z.object({ go: z.number(), review: z.number() }),
  /** Opportunities that took both steps, and how many of them within the target. */
  count: z.number().int(),
  within: z.number().int(),
  /** Minutes. */
  median: z.number().nullable(),
  p95: z.number().nullable(),
});
export type ClockFigure = z.infer<typeof ClockFigure>;

/** An opportunity that alerted and went by without anybody opening it or deciding. */
export const MissedCard = z.object({
  id: z.string(),
  title: z.string(),
  lang: z.string(),
  openedAt: Instant,
  verdict: VerdictLevel,
});
export type MissedCard = z.infer<typeof MissedCard>;

/** What became of the opportunities that were detected on some days. Nobody is named. */
export const FunnelReport = z.object({
  brand: z.string(),
  /** First and last day, as the brand's time zone counts them. */
  from: Day,
  to: Day,
  steps: z.array(FunnelStep),
  clock: z.array(ClockFigure),
  byVerdict: z.array(z.object({ verdict: VerdictLevel, steps: z.array(FunnelStep) })),
  /** An opportunity counts under each of its topics. */
  byTopic: z.array(z.object({ topic: z.string(), label: z.string(), steps: z.array(FunnelStep) })),
  byDay: z.array(z.object({ day: Day, steps: z.array(FunnelStep) })),
  missed: z.object({
    count: z.number().int(),
    /** The newest of them. */
    cards: z.array(MissedCard),
  }),
  /** From receiving a signal to the written change of a card, seconds; null where nothing was written. */
  latency: z.object({ changes: z.number().int(), median: z.number(), p95: z.number() }).nullable(),
  /** False where only the newest opportunities were counted, there being too many. */
  complete: z.boolean(),
});
export type FunnelReport = z.infer<typeof FunnelReport>;

/** How it went with an opportunity, as far as it went. */
export const Outcome = z.enum(['published', 'approved', 'accepted', 'dismissed', 'seen', 'missed', 'open']);
export type Outcome = z.infer<typeof Outcome>;

/** An earlier opportunity of the brand that resembles one, and how it went. Nobody is named. */
export const SimilarCase = z.object({
  id: z.string(),
  title: z.string(),
  lang: z.string(),
  openedAt: Instant,
  state: OpportunityState,
  verdict: VerdictLevel,
  decision: Decision.pick({ action: true, reason: true, at: true }).nullable(),
  steps: Steps,
  outcome: Outcome,
  /** What they have in common: labels of topics, and words of the titles, the rarest first. */
  shared: z.object({ topics: z.array(z.string()), words: z.array(z.string()) }),
  /** 0 to 1. */
  likeness: z.number(),
});
export type SimilarCase = z.infer<typeof SimilarCase>;
