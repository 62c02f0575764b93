import { z } from 'zod';
import { Language, Slug } from './common.ts';

export const Platform = z.enum([
  'x',
  'facebook',
  'instagram',
  'linkedin',
  'threads',
  'bluesky',
  'mastodon',
  'pinterest',
  'tiktok',
  'youtube',
]);

/** A brand as `config/brands/<brand>.yaml` states it. */
export const Brand = z.strictObject({
  id: Slug,
  name: z.string().min(1).max(100),
  /** A fictional brand, shown as such everywhere. */
  demonstration: z.boolean().default(false),
  languages: z.array(Language).min(1),
  countries: z.array(z.string().regex(/^[A-Z]{2}$/, 'use a two-letter country code such as FR')).default([]),
  timeZone: z.string().default('UTC'),
  voice: z.string().max(2_000).default(''),
  platforms: z.array(Platform).default([]),
  /** Minutes the team usually needs from alert to approved post. */
  reactivityMinutes: z.number().int().min(1).max(1_440).default(30),
  /** Score from which a card disturbs people; below, it only shows. */
  alertScore: z.number().min(0).max(100).default(60),
});
export type Brand = z.infer<typeof Brand>;
