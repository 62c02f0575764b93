import { z } from 'zod';
import { Instant, Slug } from './common.ts';

/** Where a freeze holds: one brand, or everything (`*`). */
export const FreezeScope = z.union([Slug, z.literal('*')]);
export type FreezeScope = z.infer<typeof FreezeScope>;

/** Nothing is accepted, approved or published until a person lifts it. */
export const Freeze = z.object({
  scope: FreezeScope,
  reason: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  at: Instant,
});
export type Freeze = z.infer<typeof Freeze>;

export const FreezeRequest = z.strictObject({
  reason: z.string().trim().min(3, 'say why in a few words').max(500),
});
export type FreezeRequest = z.infer<typeof FreezeRequest>;

/** What was accepted must wait: the story has turned graver than what the person saw. */
export const Hold = z.object({
  at: Instant,
  /** Codes of the verdict's blocking reasons that were not there when it was accepted. */
  reasons: z.array(z.string()),
});
export type Hold = z.infer<typeof Hold>;
