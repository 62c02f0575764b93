import { z } from 'zod';
import { Instant } from './common.ts';

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
  z.strictObject({ action: z.literal('accept'), note: z.string().max(1_000).optional() }),
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
  by: z.object({ id: z.string(), name: z.string() }),
  at: Instant,
});
export type Decision = z.infer<typeof Decision>;
