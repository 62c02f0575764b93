import type { Clock } from '../context.ts';
import type { Job } from './schedule.ts';

/** Throws away what is past its time; resolves when done. */
export type Purge = (at: number) => Promise<void>;

/** Every ten minutes throws away what is past its time. One that fails does not keep the others from it. */
export function createPurgeJob(purges: readonly Purge[], clock: Clock): Job {
  return {
    name: 'purge',
    at: '30 */10 * * * *',
    async run() {
      const results = await Promise.allSettled(purges.map((purge) => purge(clock())));
      const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
      if (failures.length > 0) throw new AggregateError(failures, 'some of the clearing up failed');
    },
  };
}
