import { z } from 'zod';

const sensitivities = (schema: z.ZodNumber) => z.strictObject({ low: schema, normal: schema, high: schema });

/** Weights, thresholds and half-lives, as `config/scoring.yaml` states them with unit and reason. */
export const Scoring = z.strictObject({
  /** Score, before the gate, from which a card opens. */
  openScore: z.number().min(0).max(100),
  /** Log-likelihood ratio from which a story may open a card, per sensitivity. */
  openLlr: sensitivities(z.number().positive()),
  /** Score of a topic's or term's surge from which it is an alarm, per sensitivity. */
  surge: sensitivities(z.number().positive()),
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
  chance: z.strictObject({
    alert: z.number().min(0).max(1),
    close: z.number().min(0).max(1),
    /** Probability from which it costs the score nothing. */
    full: z.number().positive().max(1),
  }),
  /** When a card that would disturb is held back. */
  fatigue: z.strictObject({
    /** Score above the brand's level at which a card is urgent. */
    urgentStep: z.number().positive(),
    /** Minutes after an alert in which its topics let through only what is louder. */
    coolDownMinutes: z.number().min(0),
    /** Voices, as a share of a larger story's that it is a part of, up to which a card keeps quiet. */
    siblingShare: z.number().min(0).max(1),
  }),
  /** Spread of the brand's reactivity: standard deviation of its logarithm. */
  reactivitySpread: z.number().positive(),
  /** Seconds of event time between two updates of a card where nothing but its counts moved. */
  updateSeconds: z.number().positive(),
});
export type Scoring = z.infer<typeof Scoring>;
