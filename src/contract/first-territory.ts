import { z } from 'zod';
import { Slug } from './common.ts';
import { NoGoTopic, Territory } from './territory.ts';

/** A name in the console's languages. */
const Both = z.strictObject({ en: z.string().min(1).max(100), fr: z.string().min(1).max(100) });

/** Words by language, as somebody would type them: single words and phrases, without their inflections. */
const WordsByLanguage = z.strictObject({
  en: z.array(z.string().min(1).max(80)).max(60).default([]),
  fr: z.array(z.string().min(1).max(80)).max(60).default([]),
});
export type WordsByLanguage = z.infer<typeof WordsByLanguage>;

/** What fills newsrooms and is never an opportunity: switched on, it is left out of topics. `config/noise/*.yaml`. */
export const NoisePack = z.strictObject({
  id: Slug,
  label: Both,
  /** Entries of the list that topics then leave out: words, phrases, prefixes and names, of all languages. */
  entries: z.array(z.string().min(1).max(500)).min(1).max(500),
});
export type NoisePack = z.infer<typeof NoisePack>;

/** A trade that brands are in, with what territories in it usually begin with. */
export const Sector = z.strictObject({
  id: Slug,
  label: Both,
  /** Words of the trade: beside one of them a word counts that alone would mean too much. */
  field: WordsByLanguage,
  /** Subjects to choose from. */
  subjects: z.array(z.strictObject({ label: Both, words: WordsByLanguage })).max(20),
  /** Ids of noise packs and of no-go templates that are chosen unless somebody takes them out. */
  noise: z.array(Slug).default([]),
  never: z.array(Slug).default([]),
});
export type Sector = z.infer<typeof Sector>;

/** A subject that brands often keep away from, as a rule by language; it may name `list:own-names`. */
export const NoGoTemplate = z.strictObject({
  id: Slug,
  label: Both,
  action: NoGoTopic.shape.action,
  query: z.strictObject({ en: z.string().min(1).max(5_000), fr: z.string().min(1).max(5_000) }),
});
export type NoGoTemplate = z.infer<typeof NoGoTemplate>;

/** `config/first-territory.yaml`: what a first territory is made from, besides the answers. */
export const StartersFile = z.strictObject({
  sectors: z.array(Sector).default([]),
  never: z.array(NoGoTemplate).default([]),
});
export type StartersFile = z.infer<typeof StartersFile>;

export const Starters = z.strictObject({ ...StartersFile.shape, noise: z.array(NoisePack) });
export type Starters = z.infer<typeof Starters>;

/** Something that people can write. */
const Name = z
  .string()
  .min(1)
  .max(100)
  .regex(/[\p{L}\p{Nd}]/u, 'a name needs a letter or a digit');

/** Languages in which words have forms here. */
const Spoken = z.enum(['en', 'fr']);

/** What somebody without a territory answers; every answer but the name may still be missing. */
export const FirstAnswers = z.strictObject({
  /** The brand as people write it, and what else they call it. */
  name: Name,
  otherNames: z.array(Name).max(10).default([]),
  /** The first one also names the topics. */
  languages: z.array(Spoken).min(1).max(2),
  sector: Slug.nullable().default(null),
  competitors: z.array(Name).max(20).default([]),
  /** The most the brand's own first. */
  subjects: z
    .array(z.strictObject({ label: z.string().min(1).max(100), words: WordsByLanguage }))
    .max(20)
    .default([]),
  /** Ids of templates, and words of one's own. */
  never: z.array(Slug).max(30).default([]),
  neverWords: WordsByLanguage.prefault({}),
  /** Ids of noise packs. */
  noise: z.array(Slug).max(30).default([]),
});
export type FirstAnswers = z.infer<typeof FirstAnswers>;

/** A territory made of answers, with what is worth knowing of how it was made. */
export const FirstTerritory = z.object({
  territory: Territory,
  /** By topic: codes of `wizard.note.<code>` with their values. */
  notes: z.array(z.object({ topic: Slug, code: z.string(), data: z.record(z.string(), z.string()) })),
});
export type FirstTerritory = z.infer<typeof FirstTerritory>;

/** Switches a noise pack on or off for topics of a working copy. */
export const NoiseSwitch = z.strictObject({
  territory: Territory,
  pack: Slug,
  /** Ids of the topics that leave it out from now on; the others do not. */
  topics: z.array(Slug).max(500),
});
export type NoiseSwitch = z.infer<typeof NoiseSwitch>;
