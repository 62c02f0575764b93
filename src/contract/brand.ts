import { z } from 'zod';
import { Language, Slug } from './common.ts';
import { ApprovalPolicy } from './draft.ts';
import { Platform } from './platform.ts';

/** Something that the brand makes or does, as it may be named in a post. */
export const Product = z.strictObject({
  name: z.string().min(1).max(80),
  /** What it goes with: words of the territory, of a moment, of a mood. */
  goesWith: z.array(z.string().min(1).max(60)).max(40).default([]),
  lang: Language.optional(),
});
export type Product = z.infer<typeof Product>;

/** How the brand talks, as far as a machine can keep to it. */
export const Tone = z.strictObject({
  address: z.enum(['formal', 'familiar']).default('formal'),
  humour: z.enum(['none', 'dry', 'playful']).default('dry'),
  /** At most, in one post. */
  emoji: z.number().int().min(0).max(5).default(0),
  exclamations: z.boolean().default(false),
});
export type Tone = z.infer<typeof Tone>;

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
  tone: Tone.prefault({}),
  products: z.array(Product).max(100).default([]),
  platforms: z.array(Platform).default([]),
  /** Minutes the team usually needs from alert to approved post. */
  reactivityMinutes: z.number().int().min(1).max(1_440).default(30),
  /** Score from which a card disturbs people; below, it only shows. */
  alertScore: z.number().min(0).max(100).default(60),
  /** Who must approve a draft, by what the gate says of its story. */
  approval: z
    .strictObject({
      go: ApprovalPolicy.prefault({ of: 'any' }),
      review: ApprovalPolicy.prefault({ of: 'any', secondPerson: true }),
    })
    .prefault({}),
  /** Minutes from approval to the post being out. */
  publishMinutes: z.number().int().min(0).max(240).default(2),
});
export type Brand = z.infer<typeof Brand>;
