import { z } from 'zod';
import { Card } from './card.ts';
import { Instant } from './common.ts';
import { Draft } from './draft.ts';
import { Freeze, FreezeScope } from './freeze.ts';
import { MomentCard } from './moment-card.ts';
import { Comment } from './teamwork.ts';

/** What changed: the noun and its whole new value. A new noun is a new member, never a new kind of frame. */
export const ChangeBody = z.discriminatedUnion('noun', [
  z.object({ noun: z.literal('card'), id: z.string(), value: Card }),
  z.object({ noun: z.literal('moment'), id: z.string(), value: MomentCard }),
  /** Null once it is lifted. */
  z.object({ noun: z.literal('freeze'), id: FreezeScope, value: Freeze.nullable() }),
  z.object({ noun: z.literal('comment'), id: z.string(), value: Comment }),
  z.object({ noun: z.literal('draft'), id: z.string(), value: Draft }),
]);
export type ChangeBody = z.infer<typeof ChangeBody>;

/** A numbered change of one brand. Numbers start at 1 and have no gaps. */
export const Change = z.object({
  brand: z.string(),
  seq: z.number().int().positive(),
  at: Instant,
  body: ChangeBody,
});
export type Change = z.infer<typeof Change>;
