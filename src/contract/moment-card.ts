import { z } from 'zod';
import { Instant } from './common.ts';
import { TopicHit } from './mention.ts';
import { Collision, MomentDate } from './moment.ts';

export const MomentAction = z.enum(['plan', 'dismiss', 'reopen']);
export type MomentAction = z.infer<typeof MomentAction>;

/** What a person asks for: to speak on that day, not to, or to think about it again. */
export const MomentDecisionRequest = z.strictObject({ action: MomentAction, note: z.string().max(1_000).optional() });
export type MomentDecisionRequest = z.infer<typeof MomentDecisionRequest>;

export const MomentDecision = z.object({
  action: MomentAction,
  note: z.string().optional(),
  by: z.object({ id: z.string(), name: z.string() }),
  at: Instant,
});
export type MomentDecision = z.infer<typeof MomentDecision>;

/** A moment near a brand's territory, told ahead of time: *in 6 days: …*. */
export const MomentCard = z.object({
  /** Derived from brand, moment and first day. */
  id: z.string(),
  brand: z.string(),
  date: MomentDate,
  /** Topics of the territory to which it is near, with the words by which. */
  topics: z.array(TopicHit.extend({ label: z.string() })),
  /** Other moments on its days that matter for what one may say. */
  collisions: z.array(Collision),
  openedAt: Instant,
  updatedAt: Instant,
  /** ahead: its lead time has begun; on: it is that day; over: nothing can be done any more. */
  state: z.enum(['ahead', 'on', 'over']),
  decision: MomentDecision.nullable(),
});
export type MomentCard = z.infer<typeof MomentCard>;
