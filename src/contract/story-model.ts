import { z } from 'zod';

const Decision = z.strictObject({
  /** Probability from which it is done. */
  from: z.number().min(0).max(1),
  /** Logistic weights by the name of what is measured; what is not named weighs nothing. */
  weights: z.record(z.string(), z.number()),
});

/** How stories are joined, as `config/story.json` states it. `npm run train -- story` writes the file. */
export const StoryModel = z.strictObject({
  /** What wrote the file. */
  command: z.string(),
  /** Headlines it was learnt from. */
  items: z.number().int().min(0),
  /** An item joins a story. */
  join: Decision,
  /** Two stories become one. */
  merge: Decision,
});
export type StoryModel = z.infer<typeof StoryModel>;

/** Nothing learnt: an item joins where its words and those of an item there have a cosine of 0.35. */
export const NO_STORY_MODEL: StoryModel = {
  command: '',
  items: 0,
  join: { from: 0.5, weights: { one: -4.2, nearest: 12 } },
  merge: { from: 0.5, weights: { one: -6, centroid: 12 } },
};
