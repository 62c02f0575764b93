import type { Logger } from 'pino';
import type { Clock } from '../context.ts';
import type { DraftStore } from '../ports/newsroom.ts';
import type { Job } from './schedule.ts';

interface EscalateOptions {
  readonly drafts: Pick<DraftStore, 'escalate'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Every half minute calls others to the drafts whose time for approving is half over. */
export function createEscalateDraftsJob({ drafts, clock, log }: EscalateOptions): Job {
  return {
    name: 'escalate-drafts',
    at: '*/30 * * * * *',
    async run() {
      const many = await drafts.escalate(clock());
      if (many > 0) log.info({ drafts: many }, 'drafts wait for approval, and half of their time is over');
    },
  };
}
