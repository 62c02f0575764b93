import { z } from 'zod';
import { Language, Reason } from './common.ts';
import { VerdictLevel } from './opportunity.ts';

/** Words that somebody means to say for a brand. */
export const DraftCheckRequest = z.strictObject({
  text: z.string().min(1).max(20_000),
  /** Told from the text where left out. */
  lang: Language.optional(),
  /** The opportunity it answers, if any. */
  opportunity: z.string().max(300).optional(),
});
export type DraftCheckRequest = z.infer<typeof DraftCheckRequest>;

/** Something in the words, or in the day, that asks for care. */
export const DraftFinding = Reason.extend({
  level: VerdictLevel,
  /** The words of the draft that led to it, as they stand there. */
  words: z.array(z.string()),
  /** Where they stand: UTF-16 offsets of start and end. */
  places: z.array(z.tuple([z.number().int(), z.number().int()])),
});
export type DraftFinding = z.infer<typeof DraftFinding>;

/** Whether the words may go out: the strictest finding decides. */
export const DraftCheck = z.object({ level: VerdictLevel, findings: z.array(DraftFinding) });
export type DraftCheck = z.infer<typeof DraftCheck>;
