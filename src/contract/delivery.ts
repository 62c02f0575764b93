import { z } from 'zod';
import { ChannelKind } from './channel.ts';
import { Instant, Reason } from './common.ts';
import { AlertLevel, VerdictLevel } from './opportunity.ts';
import { Platform } from './platform.ts';
import { PublicationState } from './publication.ts';

export const Occasion = z.enum([
  'alert',
  'approval',
  'escalation',
  'mention',
  'assignment',
  'freeze',
  'unfreeze',
  'hold',
  'publication',
  'test',
]);
export type Occasion = z.infer<typeof Occasion>;

/** One thing that a channel is told, as it was then. */
export const Notice = z.object({
  occasion: Occasion,
  brand: z.string(),
  /** Urgent is what passes quiet hours where that is allowed: urgent alerts, freezes, stories that turned. */
  level: AlertLevel,
  at: Instant,
  opportunity: z.string().optional(),
  draft: z.string().optional(),
  /** Words of the story, of the draft, of the comment, or why it was frozen. */
  title: z.string(),
  score: z.number().optional(),
  verdict: VerdictLevel.optional(),
  /** When the window closes, or by when it must be approved. */
  until: Instant.optional(),
  /** Who did it. */
  by: z.string().optional(),
  platform: Platform.optional(),
  state: PublicationState.optional(),
  /** Of a freeze: everything, not only this brand. */
  everything: z.boolean().optional(),
});
export type Notice = z.infer<typeof Notice>;

/**
 * held: its time has not come; sending: on its way just now; sent; merged: went out in the message of another; dropped:
 * never sent; failed: certainly not sent, given up; unknown: nobody can tell, and it is not sent again.
 */
export const DeliveryState = z.enum(['held', 'sending', 'sent', 'merged', 'dropped', 'failed', 'unknown']);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** Why it stands where it does. */
export const DeliveryReason = z.enum([
  // Held, and by what it was held once it is out.
  'merge-window',
  'quiet-hours',
  'digest',
  'retry',
  // At once, past quiet hours and digest.
  'urgent',
  'test',
  // Dropped.
  'cool-down',
  'story-over',
  'decided',
  'settled',
  'no-right',
  'switched-off',
  // Failed or unknown.
  'refused',
  'gone',
  'gave-up',
  'interrupted',
  'unsealed',
]);
export type DeliveryReason = z.infer<typeof DeliveryReason>;

/** One try: what came of it as a code for people, with what the receiver said itself as `said`, and in English for programs. */
export const Attempt = z.object({
  at: Instant,
  status: z.number().int().optional(),
  words: z.string(),
  reason: Reason.optional(),
});
export type Attempt = z.infer<typeof Attempt>;

/** One notice of one channel in the log. Its id is what receivers tell a second delivery by. */
export const Delivery = z.object({
  id: z.string(),
  channel: z.object({ id: z.string(), label: z.string(), kind: ChannelKind }),
  notice: Notice,
  state: DeliveryState,
  reason: DeliveryReason,
  at: Instant,
  /** Of what is held: until when. */
  dueAt: Instant.nullable(),
  updatedAt: Instant,
  /** Of what was merged: the delivery whose message it went out in. */
  into: z.string().nullable(),
  attempts: z.array(Attempt),
});
export type Delivery = z.infer<typeof Delivery>;

/** What is left out does not narrow. */
export const DeliveryQuery = z.object({
  channel: z.string().max(100).optional().meta({ description: 'Id of a channel' }),
  state: DeliveryState.optional().meta({ description: 'Only what stands so' }),
  text: z.string().max(200).optional().meta({ description: 'Part of the title, or of a receiver’s answer' }),
});
export type DeliveryQuery = z.infer<typeof DeliveryQuery>;

export const DeliveryPage = z.object({
  /** Newest first. */
  deliveries: z.array(Delivery),
  /** Ask with `before` set to this for older ones; null at the end. */
  before: z.number().int().nullable(),
});
export type DeliveryPage = z.infer<typeof DeliveryPage>;
