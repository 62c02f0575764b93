import { z } from 'zod';
import { Instant } from './common.ts';

/** Something that happened to an opportunity, whoever or whatever did it. */
export const Happening = z.object({
  at: Instant,
  /** `<noun>.<verb>`, as the audit trail calls it; `step.…` for what the pipeline found and when it was first opened. */
  action: z.string(),
  /** Null where no person did it. */
  by: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** A decision's reason. */
  reason: z.string().optional(),
  /** What the person wrote with it: a note, why it was overridden, rejected or frozen. */
  text: z.string().optional(),
  /** When a snooze ends, or by when a draft must be approved. */
  until: Instant.optional(),
  /** What the gate said then. */
  verdict: z.string().optional(),
  /** Of a hold: the gate's reasons. */
  reasons: z.array(z.string()).optional(),
  /** The colleague who was asked to take care of it. */
  to: z.string().optional(),
  link: z.string().optional(),
  /** Where the same person did it several times in a row: how often. `at` is the last time. */
  times: z.number().int().optional(),
});
export type Happening = z.infer<typeof Happening>;
