import { z } from 'zod';
import { Reason } from './common.ts';

/** RFC 9457 problem details: what went wrong, in words, and what to do. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  /** `code` and `data`: the message for readers of other languages, where it is known as that. */
  errors: z
    .array(
      z.object({
        path: z.string(),
        message: z.string(),
        code: Reason.shape.code.optional(),
        data: Reason.shape.data.removeDefault().optional(),
      }),
    )
    .optional(),
});
export type Problem = z.infer<typeof Problem>;
