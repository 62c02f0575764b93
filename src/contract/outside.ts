import { z } from 'zod';
import { Instant } from './common.ts';
import { Attachment, Variant } from './draft.ts';
import { VerdictLevel } from './opportunity.ts';
import { Platform } from './platform.ts';

/** Whom an approver asks to approve in their place: somebody without an account. */
export const OutsideRequest = z.strictObject({
  version: z.number().int().positive(),
  name: z.string().trim().min(2, 'say who it is').max(100),
  email: z.email().max(200).optional(),
  hours: z.number().int().min(1).max(72),
});
export type OutsideRequest = z.infer<typeof OutsideRequest>;

/** A link that was given to somebody outside, without its secret. */
export const OutsideLink = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  /** Of the draft: it is good for this version only. */
  version: z.number().int().positive(),
  by: z.object({ id: z.string(), name: z.string() }),
  createdAt: Instant,
  expiresAt: Instant,
  usedAt: Instant.nullable(),
});
export type OutsideLink = z.infer<typeof OutsideLink>;

const Token = z.string().min(1).max(200);
export const OutsideQuestion = z.strictObject({ token: Token });

/** What somebody from outside is shown: the draft, and of the brand its name. */
export const OutsideView = z.object({
  /** Whom it was given to, and by whom. */
  name: z.string(),
  askedBy: z.string(),
  brand: z.string(),
  expiresAt: Instant,
  deadline: Instant.nullable(),
  /** The story in a line, and what the gate says of it. */
  story: z.object({ title: z.string(), lang: z.string(), verdict: VerdictLevel }),
  draft: z.object({
    version: z.number().int().positive(),
    text: z.string(),
    lang: z.string(),
    author: z.string(),
    variants: z.array(Variant),
    /** Where it goes where the draft does not say. */
    platforms: z.array(Platform),
    /** Small pictures as data addresses. */
    pictures: z.array(z.object({ ...Attachment.shape, src: z.string() })),
  }),
});
export type OutsideView = z.infer<typeof OutsideView>;

/** Names what was before them: where either has changed since, nothing is done. */
const seen = { token: Token, version: z.number().int().positive(), verdict: VerdictLevel };

export const OutsideAnswer = z.discriminatedUnion('answer', [
  z.strictObject({ answer: z.literal('approve'), ...seen }),
  z.strictObject({
    answer: z.literal('ask-change'),
    ...seen,
    reason: z.string().trim().min(3, 'say why in a few words').max(1_000),
  }),
]);
export type OutsideAnswer = z.infer<typeof OutsideAnswer>;
