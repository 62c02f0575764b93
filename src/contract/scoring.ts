import { z } from 'zod';

const Quantiles = z.strictObject({
  /** Minutes until attention has fallen below half of its peak: 10th, 50th and 90th percentile. */
  p10: z.number().positive(),
  p50: z.number().positive(),
  p90: z.number().positive(),
});
export type Quantiles = z.infer<typeof Quantiles>;

const WindowTable = z.strictObject({ emerging: Quantiles, rising: Quantiles, peaking: Quantiles, fading: Quantiles });

const sensitivities = (schema: z.ZodNumber) => z.strictObject({ low: schema, normal: schema, high: schema });

/** Weights, thresholds and half-lives, as `config/scoring.yaml` states them with unit and reason. */
export const Scoring = z.strictObject({
  /** Score, before the gate, from which a card opens. */
  openScore: z.number().min(0).max(100),
  /** Log-likelihood ratio from which a story may open a card, per sensitivity. */
  openLlr: sensitivities(z.number().positive()),
  /** Middle and slope of the pulse: sigmoid((llr − middle) ÷ slope). */
  pulse: z.strictObject({ middle: z.number(), slope: z.number().positive(), soloShare: z.number().min(0).max(1) }),
  /** Factor of the score under each verdict. */
  gate: z.strictObject({
    go: z.number().min(0).max(1),
    review: z.number().min(0).max(1),
    block: z.number().min(0).max(1),
  }),
  /** How much of a topic's weight counts where its words stand only in the text. */
  bodyShare: z.number().min(0).max(1),
  /** Probability of being in time under which a card no longer disturbs anybody, and under which it closes. */
  chance: z.strictObject({ alert: z.number().min(0).max(1), close: z.number().min(0).max(1) }),
  /** Spread of the brand's reactivity: standard deviation of its logarithm. */
  reactivitySpread: z.number().positive(),
  window: z.strictObject({ post: WindowTable, news: WindowTable }),
  /** Seconds of event time between two updates of a card where nothing but its counts moved. */
  updateSeconds: z.number().positive(),
});
export type Scoring = z.infer<typeof Scoring>;
