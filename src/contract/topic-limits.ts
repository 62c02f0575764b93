import { z } from 'zod';
import { TimeOfDay } from './channel.ts';

/**
 * When a topic may disturb people, on the brand's clock; over midnight where `from` is later than `to`, all day where
 * both are the same. At other times its stories show and wait.
 */
export const ActiveHours = z.strictObject({
  /** Days on which the hours begin: 1 for Monday to 7 for Sunday. */
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7).default([1, 2, 3, 4, 5, 6, 7]),
  from: TimeOfDay,
  to: TimeOfDay,
});
export type ActiveHours = z.infer<typeof ActiveHours>;

/** What a story must have, besides its score, before one of its topics disturbs people with it. */
export const topicLimits = {
  /** Different people and outlets that speak of the story; as detection decides where left out. */
  minimumAuthors: z.number().int().min(1).max(10_000).optional(),
  /** Different sites among them. */
  minimumOutlets: z.number().int().min(1).max(1_000).optional(),
  /** Always where left out. */
  activeHours: ActiveHours.optional(),
};
