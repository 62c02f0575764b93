import { z } from 'zod';
import { Decision } from './decision.ts';
import { Opportunity } from './opportunity.ts';
import { Story } from './story.ts';

/** One living card a story: what the pipeline says, and what people last decided about it. */
export const Card = z.object({ opportunity: Opportunity, decision: Decision.nullable() });
export type Card = z.infer<typeof Card>;

/** Everything the opportunity page shows. */
export const CardDetail = Card.extend({ story: Story.nullable(), history: z.array(Decision) });
export type CardDetail = z.infer<typeof CardDetail>;
