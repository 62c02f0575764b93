import { z } from 'zod';
import { Card } from './card.ts';
import { Instant } from './common.ts';

/** What changed: the noun and its whole new value. A new noun is a new member, never a new kind of frame. */
export const ChangeBody = z.discriminatedUnion('noun', [
  z.object({ noun: z.literal('card'), id: z.string(), value: Card }),
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
