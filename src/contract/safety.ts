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

/** A phrase may hold `nnn` for a number in figures, and end in `*`. */
const phrases = z.array(z.string().min(1).max(100));

const LexiconEntry = z.strictObject({
  words: phrases.min(1),
  /** Neighbours or whole phrases that make the word harmless. */
  innocent: phrases.default([]),
  /** Neighbours that confirm it. */
  grave: phrases.default([]),
  /** Counts whole without a grave neighbour; otherwise half. */
  sure: z.boolean().default(false),
  /** False where it says nothing without a grave neighbour. */
  alone: z.boolean().default(true),
});

/** One language's words of grave events, as `config/safety/<language>.yaml` states them. */
export const SafetyLexicon = z.strictObject({
  language: Language,
  /** Its grave words count, but what it does not know may be grave all the same: its texts stay unread. */
  partial: z.boolean().default(false),
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
  /** Whoever hopes that nobody was hurt does not say so. */
  hope: phrases.default([]),
  grief: phrases.default([]),
  /** How people say that a product or a service fails them. */
  trouble: phrases.default([]),
  /** Of a text that tells of a film, a series or a video game: what is grave in it happened to nobody, unless it also speaks of what is `real`. */
  fiction: phrases.default([]),
  /** Of a text about sport, food, music or dress, or that laughs: there, hints say nothing. */
  play: phrases.default([]),
  real: phrases.default([]),
});
export type SafetyLexicon = z.infer<typeof SafetyLexicon>;
