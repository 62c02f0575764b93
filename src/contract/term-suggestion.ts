import { z } from 'zod';
import { Slug } from './common.ts';
import { ClosenessBy, PastSignal } from './lookback.ts';
import { Territory } from './territory.ts';

/** What could be added to a topic of a working copy, or left out of it. */
export const TermRequest = z.strictObject({
  territory: Territory,
  topic: Slug,
  /** How many days back. */
  days: z.number().int().min(1).max(31).default(7),
});
export type TermRequest = z.infer<typeof TermRequest>;

/** A word, phrase or tag that stands in some texts far more often than elsewhere. */
export const TermSuggestion = z.object({
  /** As a query writes it: `relay`, `"penalty shootout"`, `#cupfinal`. */
  term: z.string(),
  /** Texts with it among those looked at: good ones for a term to add, wrong ones for a term to leave out. */
  count: z.number().int(),
  /** How many times more often it stands there than elsewhere. */
  lift: z.number(),
  /** Dunning's log-likelihood ratio: how sure it is that this is no accident. 10.8 is one chance in 1,000. */
  score: z.number(),
  /** Signals a day that the rule would find more, or fewer; estimated where the past is a sample. */
  perDay: z.number(),
  /** Two texts that it would bring in, or take away. */
  examples: z.array(PastSignal).max(2),
  /** The rule with it. */
  becomes: z.string(),
});
export type TermSuggestion = z.infer<typeof TermSuggestion>;

/** A signal by how close it is to what the topic is about. */
export const NearSignal = z.object({ signal: PastSignal, closeness: z.number() });
export type NearSignal = z.infer<typeof NearSignal>;

export const TermAnswer = z.object({
  /** Signals that the rule finds among those looked at, and how many were looked at. */
  hits: z.number().int(),
  of: z.number().int(),
  add: z.array(TermSuggestion),
  leaveOut: z.array(TermSuggestion),
  /** What `leaveOut` was learnt from: texts labelled wrong, or hits that are far from what the topic is about. */
  learntFrom: z.enum(['examples', 'far-hits', 'nothing']),
  /** Close to what the topic is about, and not found by any topic: the closest first. */
  missed: z.array(NearSignal),
  /** Found, and far from it: the farthest first. */
  doubtful: z.array(NearSignal),
  closeness: ClosenessBy,
  /** Noise that hits look like, with how many of the hits. */
  noise: z.array(z.object({ pack: Slug, count: z.number().int() })),
});
export type TermAnswer = z.infer<typeof TermAnswer>;
