import { z } from 'zod';
import { Instant, Reason } from './common.ts';
import { Platform } from './platform.ts';

const Person = z.object({ id: z.string(), name: z.string() });

/**
 * due (at once or at a time) → sending → out. `failed`: certainly not out, and may be tried again. `unknown`: nobody can
 * tell, a person must look. `held`: something stands in the way, it goes no further by itself. `cancelled`: given up.
 */
export const PublicationState = z.enum(['due', 'sending', 'out', 'failed', 'unknown', 'held', 'cancelled']);
export type PublicationState = z.infer<typeof PublicationState>;

/** How words reach a platform: by hand (copied), or through a destination of the brand. */
export const PublicationRoute = z.enum(['hand', 'webhook', 'bluesky', 'mastodon']);
export type PublicationRoute = z.infer<typeof PublicationRoute>;

/** One version of a draft on its way to one platform. Its id is what receivers tell a second delivery by. */
export const Publication = z.object({
  id: z.string(),
  platform: Platform,
  via: PublicationRoute,
  /** Null where it went by hand. */
  destination: z.object({ id: z.string(), label: z.string() }).nullable(),
  /** The version of the draft that goes out, and no other. */
  version: z.number().int().positive(),
  state: PublicationState,
  by: Person,
  /** Not before then. */
  dueAt: Instant,
  /** How often it was begun. */
  attempts: z.number().int().nonnegative(),
  updatedAt: Instant,
  outAt: Instant.optional(),
  /** Where it can be seen. */
  link: z.url().optional(),
  /** Why it is where it is. */
  reason: Reason.optional(),
});
export type Publication = z.infer<typeof Publication>;
