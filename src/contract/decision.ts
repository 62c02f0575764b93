import { z } from 'zod';
import { Instant } from './common.ts';
import { AlertLevel, Verdict } from './opportunity.ts';

export const DecisionAction = z.enum(['accept', 'snooze', 'dismiss', 'reopen']);
export type DecisionAction = z.infer<typeof DecisionAction>;

/** Why a card was put aside: a closed list, so that it can teach the ranking. */
export const DecisionReason = z.enum([
  'off-territory',
  'too-late',
  'too-sensitive',
  'not-our-voice',
  'already-covered',
  'not-a-story',
  'waiting-for-confirmation',
  'busy',
  'other',
]);
export type DecisionReason = z.infer<typeof DecisionReason>;

/** What a person asks for. Snooze and dismiss need a reason; snooze needs its end. */
export const DecisionRequest = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('accept'),
    note: z.string().max(1_000).optional(),
    /** Why an editor accepts although the gate says block. */
    override: z.string().trim().min(10, 'say in a sentence why it may go out all the same').max(1_000).optional(),
  }),
  z.strictObject({
    action: z.literal('snooze'),
    reason: DecisionReason,
    /** Minutes from now. */
    minutes: z.number().int().min(5).max(1_440),
    note: z.string().max(1_000).optional(),
  }),
  z.strictObject({ action: z.literal('dismiss'), reason: DecisionReason, note: z.string().max(1_000).optional() }),
  z.strictObject({ action: z.literal('reopen'), note: z.string().max(1_000).optional() }),
]);
export type DecisionRequest = z.infer<typeof DecisionRequest>;

/** What a person decided about an opportunity, kept for ever. */
export const Decision = z.object({
  id: z.string(),
  brand: z.string(),
  opportunity: z.string(),
  action: DecisionAction,
  reason: DecisionReason.optional(),
  note: z.string().optional(),
  until: Instant.optional(),
  /** How loud the card was when it was snoozed: once it is louder, it wakes. */
  level: AlertLevel.optional(),
  /** Set where an editor accepted against the gate. */
  override: z.string().optional(),
  /** What the gate said when it was decided. */
  verdict: Verdict.pick({ level: true })
    .extend({ reasons: z.array(z.string()) })
    .optional(),
  by: z.object({ id: z.string(), name: z.string() }),
  at: Instant,
});
export type Decision = z.infer<typeof Decision>;

const LOUDNESS: Record<AlertLevel, number> = { quiet: 0, alert: 1, urgent: 2 };

/** Whether the first level is louder than the second. */
export const isLouder = (one: AlertLevel, other: AlertLevel): boolean => LOUDNESS[one] > LOUDNESS[other];

/** Whether a decision keeps a card asleep: until its end, and as long as the card is not louder than it was. `now`: ms. */
export function keepsAsleep(decision: Decision | null, level: AlertLevel, now: number): boolean {
  if (decision?.action !== 'snooze' || !decision.until || Date.parse(decision.until) <= now) return false;
  return decision.level === undefined || !isLouder(level, decision.level);
}
