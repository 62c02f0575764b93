import { z } from 'zod';
import { Instant } from './common.ts';

/** The newsroom clock. Each happens once to an opportunity: the first time counts. */
export const Step = z.enum(['detected', 'alerted', 'seen', 'decided', 'drafted', 'approved', 'published']);
export type Step = z.infer<typeof Step>;

/** When an opportunity took each step. */
export const Steps = z.partialRecord(Step, Instant);
export type Steps = z.infer<typeof Steps>;

/** How many came so far, and how long they took since the step before, minutes. */
export const FunnelStep = z.object({
  step: Step,
  count: z.number().int(),
  median: z.number().nullable(),
  p95: z.number().nullable(),
});
export type FunnelStep = z.infer<typeof FunnelStep>;

/** How long a brand needs from alert to approval, minutes. */
export const Reactivity = z.object({
  brand: z.string(),
  /** What counts: measured from its last cases, or configured where there are too few. */
  minutes: z.number(),
  measured: z.boolean(),
  cases: z.number().int(),
  median: z.number().nullable(),
  p95: z.number().nullable(),
});
export type Reactivity = z.infer<typeof Reactivity>;
