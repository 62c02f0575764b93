import { z } from 'zod';
import { Instant } from './common.ts';

/** What pictures are kept as, whatever came in. */
export const PictureType = z.enum(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);
export type PictureType = z.infer<typeof PictureType>;

/** A picture as it is kept: turned upright, and with nothing in it but the picture. */
export const Media = z.object({
  id: z.string(),
  brand: z.string(),
  type: PictureType,
  /** Pixels. */
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  bytes: z.number().int().positive(),
  /** Moves. */
  animated: z.boolean(),
  at: Instant,
});
export type Media = z.infer<typeof Media>;

export const MEDIA_LIMITS = {
  /** Bytes as they come in, and as they are kept. */
  sentBytes: 16 * 1024 * 1024,
  keptBytes: 8 * 1024 * 1024,
  /** Pixels of one picture, and of all pictures of one that moves. */
  pixels: 50_000_000,
  movingPixels: 100_000_000,
  /** Longer sides are scaled down to it. */
  side: 4_096,
  /** The longer side of what is shown small. */
  smallSide: 640,
} as const;

/** Types that are read, as browsers name them; what a file really is its content says. */
export const READABLE_PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'] as const;
