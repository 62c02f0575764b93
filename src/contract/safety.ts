import { z } from 'zod';
import { Language } from './common.ts';

/** What kind of grave or delicate event a text speaks of. */
export const EventType = z.enum([
  'death',
  'accident',
  'disaster',
  'attack',
  'war',
  'crime',
  'violence',
  'accusation',
  'illness',
  'suicide',
  'hate',
  'sexual',
  'substances',
  'politics',
  'religion',
  'protest',
  'layoffs',
  'leak',
  'animal',
  'rumour',
  'privacy',
  'minors',
]);
export type EventType = z.infer<typeof EventType>;

const phrases = z.array(z.string().min(1).max(100));

const LexiconEntry = z.strictObject({
  words: phrases.min(1),
  /** Neighbours or whole phrases that make the word harmless. */
  innocent: phrases.default([]),
  /** Neighbours that confirm it. */
  grave: phrases.default([]),
  /** Counts whole without a grave neighbour; otherwise half. */
  sure: z.boolean().default(false),
});

/** One language's words of grave events, as `config/safety/<language>.yaml` states them. */
export const SafetyLexicon = z.strictObject({
  language: Language,
  types: z.array(
    z.strictObject({
      type: EventType,
      /** 1 asks for care, 2 for a review, 3 closes the gate. */
      severity: z.union([z.literal(1), z.literal(2), z.literal(3)]),
      entries: z.array(LexiconEntry).min(1),
    }),
  ),
  /** How people speak who were there or lost somebody. */
  firstPerson: phrases.default([]),
  unconfirmed: phrases.default([]),
  reassuring: phrases.default([]),
  grief: phrases.default([]),
});
export type SafetyLexicon = z.infer<typeof SafetyLexicon>;
