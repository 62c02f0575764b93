import { z } from 'zod';
import { Language, Reason } from './common.ts';
import { DraftFinding } from './draft-check.ts';
import { Platform } from './platform.ts';

/** What a brand does with a story: makes one smile, helps, knows something, asks, or thanks. */
export const Angle = z.enum(['humour', 'service', 'expertise', 'question', 'thanks']);
export type Angle = z.infer<typeof Angle>;

/** What the other text should be, compared with the one before the person. */
export const Wish = z.enum(['shorter', 'bolder', 'other-language']);
export type Wish = z.infer<typeof Wish>;

export const SuggestionRequest = z.strictObject({
  angle: Angle.optional(),
  /** The brand's first language where left out. */
  lang: Language.optional(),
  /** Cut for this platform; for all of the brand's where left out. */
  platform: Platform.optional(),
  like: z
    .strictObject({
      text: z.string().trim().min(1).max(2_000),
      wish: Wish,
      /** The turn that the text was made from, where it was suggested. */
      turn: z.string().max(100).optional(),
    })
    .optional(),
  count: z.number().int().min(1).max(5).default(3),
});
export type SuggestionRequest = z.infer<typeof SuggestionRequest>;

/** What a suggestion was made from: values for a sentence under `suggestions.based.<code>`. */
export const Basis = Reason;
export type Basis = z.infer<typeof Basis>;

/** Words to begin a draft with. A person reads them, changes them, and answers for them. */
export const Suggestion = z.object({
  text: z.string(),
  lang: Language,
  angle: Angle,
  /** Set where it was cut for one platform. */
  platform: Platform.optional(),
  /** `template`, or the name of the model. */
  writer: z.string(),
  /** Which turn of phrase it is: the same is not offered twice in a week. */
  turn: z.string(),
  basedOn: z.array(Basis),
  /** What the draft check remarked; nothing in the words themselves asks for a second person. */
  findings: z.array(DraftFinding),
});
export type Suggestion = z.infer<typeof Suggestion>;

export const SuggestionAnswer = z.object({
  suggestions: z.array(Suggestion),
  /** Why there are fewer than asked for, why the model's were not taken; codes of `suggestions.note.<code>`. */
  notes: z.array(Reason),
});
export type SuggestionAnswer = z.infer<typeof SuggestionAnswer>;

/** Where to answer, and why; codes of `suggestions.where.<code>`. */
export const WhereToAnswer = z.object({
  /** The best first; empty where the brand names no platform. */
  platforms: z.array(z.object({ platform: Platform, because: z.array(Reason) })),
});
export type WhereToAnswer = z.infer<typeof WhereToAnswer>;
