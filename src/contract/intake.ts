import { z } from 'zod';

/** What became of one line sent to the intake. Line numbers start at 1. */
export const IntakeLine = z.discriminatedUnion('status', [
  z.object({ line: z.number().int(), status: z.literal('accepted'), id: z.string() }),
  z.object({ line: z.number().int(), status: z.literal('rejected'), reason: z.string() }),
]);
export type IntakeLine = z.infer<typeof IntakeLine>;

/** Answer of the intake. Accepted lines are durable when it is sent. */
export const IntakeResult = z.object({
  accepted: z.number().int(),
  rejected: z.number().int(),
  lines: z.array(IntakeLine),
  /** Set where a signed request was sent again: it was taken the first time, and is told nothing of. */
  repeated: z.literal(true).optional(),
});
export type IntakeResult = z.infer<typeof IntakeResult>;

/** A refused input as it lies in `signals.rejected`. */
export const Rejection = z.object({
  topic: z.string(),
  partition: z.number().int(),
  offset: z.number(),
  key: z.string().nullable(),
  reason: z.string(),
  /** First 64 KB of what was refused, base64. */
  value: z.string(),
});
export type Rejection = z.infer<typeof Rejection>;
