import { z } from 'zod';

/** Steps of a score: from a value on, so many points; below the first value, none. Values ascend. */
const Steps = z.array(z.tuple([z.number(), z.number()])).superRefine((steps, context) => {
  if (steps.some(([from], i) => i > 0 && from <= (steps[i - 1] as [number, number])[0])) {
    context.addIssue({ code: 'custom', message: 'the values of a scorecard ascend' });
  }
});

/** A sum of points, one for each thing that is read off a story's curve of attention. */
export const Scorecard = z.strictObject({ base: z.number(), points: z.record(z.string(), Steps) });
export type Scorecard = z.infer<typeof Scorecard>;

/** A yes or no: probability, 1 ÷ (1 + e^−score), from which it is yes. */
const Decision = Scorecard.extend({ from: z.number().min(0).max(1) });

/** Shares of stories, ascending, whose time left a band states. */
export const LEVELS = [0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98] as const;

const Band = z.strictObject({
  /** Score of `left` at which the band holds; between two bands their minutes are mixed. */
  score: z.number(),
  /** Minutes left that a share of LEVELS of the stories do not exceed. */
  minutes: z
    .array(z.number().min(0))
    .length(LEVELS.length)
    .refine((minutes) => minutes.every((value, i) => i === 0 || value >= (minutes[i - 1] as number)), {
      error: 'a larger share of the stories has no less time',
    }),
});
export type Band = z.infer<typeof Band>;

const Bands = z
  .array(Band)
  .min(2)
  .refine((bands) => bands.every(({ score }, i) => i === 0 || score > bands[i - 1]!.score), {
    error: 'the scores of the bands ascend',
  });

/** How stories of one kind live. */
export const LifeModel = z.strictObject({
  /** Attention is counted in steps of so many minutes. */
  stepMinutes: z.number().int().positive(),
  /** A story is read by so many of its last steps. */
  mostSteps: z.number().int().positive(),
  /** Stories it was learnt from. */
  stories: z.number().int().min(0),
  /** Attention is past its end. */
  over: Decision,
  /** Attention has come near its peak. */
  risen: Decision,
  /** The higher, the longer attention stays. */
  left: Scorecard,
  bands: Bands,
  /** The levels at which the interval is read, such that it held four in five moments of stories it was not learnt from. */
  interval: z.strictObject({ low: z.number().min(0).max(0.5), high: z.number().min(0.5).max(1) }),
});
export type LifeModel = z.infer<typeof LifeModel>;

export const LifeKind = z.enum(['posts', 'news', 'item']);
/** Stories told by posts, stories told by news, and a single item whose likes grow. */
export type LifeKind = z.infer<typeof LifeKind>;

/** How long stories live, as `config/window.json` states it. `npm run train -- window` writes the file. */
export const WindowModel = z.strictObject({
  /** What wrote the file. */
  command: z.string(),
  kinds: z.record(LifeKind, LifeModel),
});
export type WindowModel = z.infer<typeof WindowModel>;

/**
 * What the installation's own stories said, as an entry of the `mentions` log: detection takes it up there and nowhere
 * else, so that going over the log again gives the same.
 */
export const LearntBands = z.object({
  /** Names the scorecards the bands belong to. */
  basis: z.string(),
  kinds: z.partialRecord(LifeKind, z.strictObject({ stories: z.number().int().positive(), bands: Bands })),
});
export type LearntBands = z.infer<typeof LearntBands>;

/** Nothing learnt: over below half of the peak, an hour or so left before. */
const unlearnt = (stepMinutes: number, mostSteps: number, minutes: number): LifeModel => ({
  stepMinutes,
  mostSteps,
  stories: 0,
  over: { base: 1, points: { level: [[0.5, -2]] }, from: 0.5 },
  risen: { base: -1, points: { sincePeak: [[1, 2]] }, from: 0.5 },
  left: { base: 0, points: { level: [[0.5, 1]] } },
  bands: [0, 1].map((score) => ({
    score,
    minutes: LEVELS.map((level) => Math.round(score * minutes * level * 20) / 10),
  })),
  interval: { low: 0.1, high: 0.9 },
});

export const NO_WINDOW_MODEL: WindowModel = {
  command: '',
  kinds: { posts: unlearnt(5, 60, 45), news: unlearnt(30, 240, 480), item: unlearnt(20, 110, 180) },
};
