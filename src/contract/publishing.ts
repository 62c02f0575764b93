import { z } from 'zod';
import { Instant } from './common.ts';
import { Platform } from './platform.ts';

/** Sends a version of a draft out, to each platform once. `at`: not before then; at once where it is left out. */
export const PublicationRequest = z.strictObject({
  version: z.number().int().positive(),
  to: z
    .array(z.strictObject({ platform: Platform, destination: z.string().regex(/^[\w-]{1,64}$/) }))
    .min(1, 'name a platform')
    .max(Platform.options.length)
    .refine((all) => new Set(all.map(({ platform }) => platform)).size === all.length, 'name each platform once'),
  at: Instant.optional(),
});
export type PublicationRequest = z.infer<typeof PublicationRequest>;

/** What a person does with a publication that does not go on by itself. */
export const PublicationMoveRequest = z.discriminatedUnion('move', [
  /** Held or failed: go on, at its time or now. */
  z.strictObject({ move: z.literal('resume') }),
  /** Give it up: due, held or failed. */
  z.strictObject({ move: z.literal('cancel') }),
  /** Unknown: somebody has looked, and it is out. */
  z.strictObject({ move: z.literal('confirm'), link: z.url({ protocol: /^https?$/ }).optional() }),
  /** Unknown: somebody has looked, and it is not out. `again`: try once more. */
  z.strictObject({ move: z.literal('deny'), again: z.boolean() }),
]);
export type PublicationMoveRequest = z.infer<typeof PublicationMoveRequest>;
