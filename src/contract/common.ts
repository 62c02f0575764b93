import { z } from 'zod';

/** A moment as an ISO 8601 string with a zone, e.g. `2026-11-22T20:15:00Z`. */
export const Instant = z.iso.datetime({ offset: true, error: 'not an ISO 8601 time such as 2026-11-22T20:15:00Z' });

/** Lower-case name used in addresses, file names and keys. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'use 1 to 63 lower-case letters, digits and hyphens');

/** ISO 639-1 code of a language, or `und` where it could not be told. */
export const Language = z.string().regex(/^([a-z]{2,3})$/, 'not a language code such as en or fr');

/**
 * A sentence for people, kept as a code and its values so that every reader sees it in their own language.
 * The console has one entry a code under `reason.<code>`.
 */
export const Reason = z.object({
  code: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});
export type Reason = z.infer<typeof Reason>;
