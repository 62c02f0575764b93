import { z } from 'zod';
import { Instant } from './common.ts';
import { LearntBands } from './window-model.ts';

/** An entry of the `mentions` log that says how long stories live, as the installation had learnt it by then. */
export const Learnt = z.object({ learntAt: Instant, window: LearntBands });
export type Learnt = z.infer<typeof Learnt>;
