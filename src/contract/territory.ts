import { z } from 'zod';
import { Language, Slug } from './common.ts';
import { topicLimits } from './topic-limits.ts';

export const Sensitivity = z.enum(['low', 'normal', 'high']);
export type Sensitivity = z.infer<typeof Sensitivity>;

/** A subject on which the brand speaks with authority. */
export const Topic = z.strictObject({
  id: Slug,
  label: z.string().min(1).max(100),
  query: z.string().min(1).max(20_000),
  /** How much the subject is the brand's own, 0 to 1. */
  weight: z.number().min(0).max(1).default(0.7),
  /** Only signals in these languages; all where empty. */
  languages: z.array(Language).default([]),
  /** Only signals of these sources, out of those that the territory takes; all of them where empty. */
  sources: z.array(z.string()).default([]),
  sensitivity: Sensitivity.default('normal'),
  ...topicLimits,
});
export type Topic = z.infer<typeof Topic>;

/** A subject the brand must be careful with (`review`) or never touch (`block`). */
export const NoGoTopic = z.strictObject({
  id: Slug,
  label: z.string().min(1).max(100),
  query: z.string().min(1).max(20_000),
  action: z.enum(['review', 'block']).default('block'),
});
export type NoGoTopic = z.infer<typeof NoGoTopic>;

/** A text that the territory must match (in these topics) or must miss; run on every load. */
export const TerritoryExample = z.strictObject({
  title: z.string().optional(),
  text: z.string().optional(),
  lang: Language.optional(),
  kind: z.enum(['news', 'post']).optional(),
  url: z.string().optional(),
  topics: z.array(Slug).default([]),
});
export type TerritoryExample = z.infer<typeof TerritoryExample>;

/** What a brand may speak about, as `config/territories/<brand>.yaml` states it. */
export const Territory = z.strictObject({
  brand: Slug,
  topics: z.array(Topic).min(1).max(200),
  noGo: z.array(NoGoTopic).max(200).default([]),
  /** Named lists of words, phrases and names; queries write `list:name` for one of its entries. */
  lists: z.record(Slug, z.array(z.string().min(1).max(500)).min(1).max(5_000)).default({}),
  /** Only these sources; all where empty. */
  sources: z.array(z.string()).default([]),
  /** Posts by authors known to have fewer followers than this are left out. */
  minimumFollowers: z.number().int().min(0).default(0),
  examples: z
    .strictObject({ match: z.array(TerritoryExample).default([]), miss: z.array(TerritoryExample).default([]) })
    .prefault({}),
});
export type Territory = z.infer<typeof Territory>;

/** A territory with the brand it belongs to and the number of its version: what runs. */
export const LiveTerritory = z.object({ version: z.number().int().positive(), territory: Territory });
export type LiveTerritory = z.infer<typeof LiveTerritory>;
