import type { Clock } from '../context.ts';
import type { Job } from './schedule.ts';

/** Every five seconds lays word of the time in the log, so that stories fade when nothing arrives. */
export function createTickJob(layTick: (at: number) => Promise<void>, clock: Clock): Job {
  return { name: 'tick', at: '*/5 * * * * *', run: () => layTick(clock()) };
}
