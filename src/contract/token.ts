import { z } from 'zod';
import { Instant, Slug } from './common.ts';

/** What a program may do: send signals, or read one brand. */
export const TokenScope = z.enum(['intake', 'read']);
export type TokenScope = z.infer<typeof TokenScope>;

export const TokenEntry = z.object({
  id: z.string(),
  label: z.string(),
  scope: TokenScope,
  /** The brand it reads; null for the intake. */
  brand: z.string().nullable(),
  /** Who made it. */
  by: z.string().nullable(),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
  /** Whoever made it is deactivated, or might not make it any more: it is refused meanwhile. */
  void: z.boolean(),
  /** To the minute; null where it was never used. */
  lastUsedAt: Instant.nullable(),
});
export type TokenEntry = z.infer<typeof TokenEntry>;

export const TokenRequest = z
  .strictObject({
    label: z.string().trim().min(1, 'say what it is for').max(100),
    scope: TokenScope,
    brand: Slug.nullable().default(null),
    /** Null: never. */
    days: z.number().int().min(1).max(3_650).nullable(),
  })
  .refine(({ scope, brand }) => (scope === 'read') === (brand !== null), {
    path: ['brand'],
    message: 'a token that reads names its brand, one for the intake names none',
  });
export type TokenRequest = z.infer<typeof TokenRequest>;

/**
 * `token` is shown once; only its hash is kept. `signing`: what a sender that signs its requests uses instead, where signals
 * are sent; null for a token that reads.
 */
export const NewToken = z.object({
  token: z.string(),
  signing: z.object({ key: z.string(), secret: z.string() }).nullable(),
  entry: TokenEntry,
});
export type NewToken = z.infer<typeof NewToken>;
