import { z } from 'zod';
import { Instant } from './common.ts';
import { LifeKind } from './window-model.ts';

/** How attention to a story came and went, told once it is over. Counts only; nothing of what was said. */
export const EndedLife = z.object({
  brand: z.string(),
  story: z.string(),
  kind: LifeKind,
  endedAt: Instant,
  stepMinutes: z.number().int().positive(),
  /** New voices per step, or likes gained, oldest first. */
  counts: z.array(z.number().min(0)).min(1),
});
export type EndedLife = z.infer<typeof EndedLife>;
