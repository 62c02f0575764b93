import { z } from 'zod';
import { Phase } from '../../../contract/story.ts';
import { VIEWS } from '../../state/select.ts';

const text = z.coerce.string().optional().catch(undefined);

/** The feed's filters live in the address, so that a view can be kept and shared. Nonsense is left out. */
export const FeedSearch = z.object({
  view: z.enum(VIEWS).optional().catch(undefined),
  brand: text,
  phase: Phase.optional().catch(undefined),
  topic: text,
  platform: text,
  q: text,
});
export type FeedSearch = z.infer<typeof FeedSearch>;
