import { z } from 'zod';
import { Decision } from './decision.ts';
import { Hold } from './freeze.ts';
import { Steps } from './funnel.ts';
import { Opportunity, VerdictLevel } from './opportunity.ts';
import { Story } from './story.ts';
import { Assignment } from './teamwork.ts';

/** One living card a story: what the pipeline says, and what people last decided about it. */
export const Card = z.object({
  opportunity: Opportunity,
  decision: Decision.nullable(),
  /** Set while an acceptance must wait for a person, because the story has turned since. */
  hold: Hold.nullable().default(null),
  /** Who takes care of it. */
  assignment: Assignment.nullable().default(null),
});
export type Card = z.infer<typeof Card>;

/** Everything the opportunity page shows. */
export const CardDetail = Card.extend({
  story: Story.nullable(),
  history: z.array(Decision),
  /** Whether the person who asks has opened the context since the verdict is what it is. */
  contextRead: z.boolean().default(false),
  /** The newsroom clock: when it first took each step. */
  steps: Steps.default({}),
});
export type CardDetail = z.infer<typeof CardDetail>;

/** Says that the evidence is before the person, and under which verdict; what stands now where it is left out. */
export const ContextRequest = z.strictObject({ verdict: VerdictLevel.optional() });
export type ContextRequest = z.infer<typeof ContextRequest>;

/** Whether it counts: not where the verdict has changed since, which is then the one to read under. */
export const ContextRead = z.object({ verdict: VerdictLevel, contextRead: z.boolean() });
export type ContextRead = z.infer<typeof ContextRead>;
