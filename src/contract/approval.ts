import { z } from 'zod';
import { Card } from './card.ts';
import { Instant } from './common.ts';
import { ApprovalPolicy, Attachment, Draft, DraftMove, Variant } from './draft.ts';

/** A text that stood in a draft, and whose it was. */
export const DraftVersion = z.object({
  version: z.number().int().positive(),
  text: z.string(),
  variants: z.array(Variant),
  media: z.array(Attachment),
  by: z.object({ id: z.string(), name: z.string() }),
  at: Instant,
});
export type DraftVersion = z.infer<typeof DraftVersion>;

/** Everything about one draft, for one person. */
export const DraftDetail = z.object({
  draft: Draft,
  /** Every text that it ever had, the first one first. */
  versions: z.array(DraftVersion),
  /** Who must approve it as the gate stands now. */
  policy: ApprovalPolicy,
  /** What the person who asks could do with it now. */
  moves: z.array(DraftMove),
  /** What keeps anything about its story from going out; null where nothing does. */
  barred: z.enum(['frozen', 'not-accepted', 'held', 'blocked']).nullable(),
});
export type DraftDetail = z.infer<typeof DraftDetail>;

/** A draft that waits for approval, beside the card it answers. */
export const WaitingDraft = z.object({ draft: Draft, card: Card });
export type WaitingDraft = z.infer<typeof WaitingDraft>;
