import { z } from 'zod';
import { Slug } from './common.ts';
import { VerdictLevel } from './opportunity.ts';

/** What a sentence of a brand may claim that the law has a word to say about. */
export const ClaimKind = z.enum([
  'health',
  'price',
  'contest',
  'comparative',
  'environment',
  'alcohol',
  'financial',
  'children',
]);
export type ClaimKind = z.infer<typeof ClaimKind>;

const phrases = z.array(z.string().min(1).max(100));

/** A country that rules it, how strictly, and where that is written. */
const ClaimRule = z.strictObject({
  countries: z.array(z.string().regex(/^[A-Z]{2}$/, 'use a two-letter country code such as FR')).min(1),
  level: VerdictLevel,
  /** Law and article, in words people can look up. */
  law: z.string().min(3).max(200),
});
export type ClaimRule = z.infer<typeof ClaimRule>;

/**
 * Words that make a claim, in any language. `word*` is the beginning of a word. `xpercent` stands for a number with a
 * percent sign, `xless` for one with a minus, too, `xprice` for one with a currency.
 */
export const Claim = z.strictObject({
  id: Slug,
  kind: ClaimKind,
  words: phrases.min(1),
  /** Longer phrases around the words that make them say something else. */
  innocent: phrases.default([]),
  /** One of these must stand somewhere, too. */
  with: phrases.default([]),
  /** Where one of these stands somewhere, all is said that has to be said. */
  unless: phrases.default([]),
  /** A name must follow: `better than` is a comparison only with somebody. */
  named: z.boolean().default(false),
  rules: z.array(ClaimRule).min(1),
});
export type Claim = z.infer<typeof Claim>;

/** `config/claims.yaml`. */
export const ClaimBook = z.strictObject({
  claims: z
    .array(Claim)
    .superRefine((claims, context) => {
      const known = new Set<string>();
      claims.forEach(({ id }, i) => {
        if (known.has(id))
          context.addIssue({ code: 'custom', path: [i, 'id'], message: `another claim is called ${id}` });
        known.add(id);
      });
    })
    .default([]),
  /** Words of buying and selling, which have no place beside a tragedy. */
  commercial: phrases.default([]),
});
export type ClaimBook = z.infer<typeof ClaimBook>;

/** Nothing known. */
export const NO_CLAIMS: ClaimBook = { claims: [], commercial: [] };
