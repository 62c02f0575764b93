import { z } from 'zod';
import { Instant, Reason } from './common.ts';
import { TopicHit } from './mention.ts';
import { Curve, Evidence, Phase, PlatformShare } from './story.ts';

export const VerdictLevel = z.enum(['go', 'review', 'block']);
export type VerdictLevel = z.infer<typeof VerdictLevel>;

export const VerdictReason = Reason.extend({
  level: VerdictLevel,
  /** Words found in the posts, folded. */
  words: z.array(z.string()),
  /** The signals that led to it, at most five. */
  signals: z.array(z.string()),
});
export type VerdictReason = z.infer<typeof VerdictReason>;

/** Whether the brand may decently speak about the story. The strictest reason decides. */
export const Verdict = z.object({ level: VerdictLevel, reasons: z.array(VerdictReason) });
export type Verdict = z.infer<typeof Verdict>;

/** When attention is expected to fall below half of its peak for good: median and 80 % interval. */
export const Window = z.object({ p10: Instant, p50: Instant, p90: Instant });
export type Window = z.infer<typeof Window>;

export const ScorePart = z.object({
  name: z.enum(['gate', 'fit', 'pulse', 'chance']),
  /** 0 to 1; the score is 100 × their product's place between them, see `core/opportunity/score.ts`. */
  value: z.number(),
  reasons: z.array(Reason),
});
export type ScorePart = z.infer<typeof ScorePart>;

/** How loudly a card speaks: only there, worth disturbing a person, or worth it even shortly after another. */
export const AlertLevel = z.enum(['quiet', 'alert', 'urgent']);
export type AlertLevel = z.infer<typeof AlertLevel>;

/** open: worth acting on; fading: past its peak; closed: over, nothing can be done any more. */
export const OpportunityState = z.enum(['open', 'fading', 'closed']);
export type OpportunityState = z.infer<typeof OpportunityState>;

/** A story that took off inside a brand's territory, judged. What people decide about it is kept apart. */
export const Opportunity = z.object({
  /** Derived from brand and story. */
  id: z.string(),
  brand: z.string(),
  story: z.string(),
  demonstration: z.boolean(),
  state: OpportunityState,
  closedBecause: Reason.optional(),
  title: z.string(),
  lang: z.string(),
  openedAt: Instant,
  updatedAt: Instant,
  /** When the signal that led to this state was received; latency is counted from here. */
  causedAt: Instant.optional(),
  firstAt: Instant,
  lastAt: Instant,
  phase: Phase,
  /** 0 to 100. */
  score: z.number(),
  parts: z.array(ScorePart),
  level: AlertLevel,
  /** Why it is not as loud as it could be. */
  held: Reason.optional(),
  verdict: Verdict,
  window: Window,
  reactivityMinutes: z.number(),
  /** Probability that the brand still answers in time. */
  inTime: z.number(),
  topics: z.array(TopicHit.extend({ label: z.string() })),
  authors: z.number().int(),
  outlets: z.number().int(),
  items: z.number().int(),
  copies: z.number().int(),
  /** The burst: how many in how many minutes, where how many are usual; of the story, or of a term that is mostly its own. */
  burst: z.object({
    count: z.number(),
    minutes: z.number(),
    usual: z.number(),
    llr: z.number(),
    term: z.string().optional(),
  }),
  velocity: z.number(),
  /** The three items that explain the story best. */
  why: z.array(Evidence),
  platforms: z.array(PlatformShare),
  curve: Curve,
});
export type Opportunity = z.infer<typeof Opportunity>;
