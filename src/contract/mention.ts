import { z } from 'zod';
import { Instant } from './common.ts';
import { Signal } from './signal.ts';

/** The topic that a signal fell into, and the folded words that made it so. */
export const TopicHit = z.object({
  topic: z.string(),
  words: z.array(z.string()),
  /** True where one of the words stands in the title. */
  inTitle: z.boolean(),
});
export type TopicHit = z.infer<typeof TopicHit>;

/** A signal inside one brand's territory. Keyed by the brand in the `mentions` log. */
export const Mention = z.object({
  /** `<signal id>:<brand id>`. */
  id: z.string(),
  brand: z.string(),
  /**
   * Grows with every look at the signal: milliseconds of receipt × 1,000, plus the last three digits of its offset in
   * the log. A mention whose revision is not above the last one seen is a repetition and changes nothing.
   */
  revision: z.number().int().nonnegative(),
  territoryVersion: z.number().int(),
  topics: z.array(TopicHit),
  noGo: z.array(TopicHit),
  signal: Signal,
});
export type Mention = z.infer<typeof Mention>;

/** An entry of the `mentions` log that only says what time it is, so that stories fade when nothing arrives. */
export const Tick = z.object({ tick: Instant });
export type Tick = z.infer<typeof Tick>;
