import { z } from 'zod';

const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/, 'is not base64');

const Weights = z.strictObject({
  /** What a text without any feature has, log-odds. */
  bias: z.number(),
  /** Log-odds of one step of the quantised weights. */
  step: z.number().positive(),
  /** One signed byte a slot, base64. */
  slots: base64,
});

/** Kinds of words that weigh by the company they keep. */
export const OFFENCE_CLASSES = ['slur', 'insult', 'vulgar', 'double', 'vile', 'harm'] as const;
export type OffenceClass = (typeof OFFENCE_CLASSES)[number];

const Words = z.record(z.enum(OFFENCE_CLASSES), base64);

/**
 * How offence in posts is told, as `config/offence.json` states it. `npm run train -- offence` writes the file. Words are
 * kept as 32-bit hashes, little-endian: none can be read from it.
 */
export const OffenceModel = z.strictObject({
  /** What wrote the file. */
  command: z.string(),
  /** Labelled posts it was learnt from. */
  posts: z.number().int().min(0),
  words: z.strictObject({ en: Words, fr: Words }),
  /** Hate or offence, against neither. */
  offence: Weights,
  /** Hate, against offence that is none and neither. */
  hate: Weights,
});
export type OffenceModel = z.infer<typeof OffenceModel>;
