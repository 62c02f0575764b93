import { randomUUID } from 'node:crypto';
import type { Clock } from '../../context.ts';
import type { Replay, ReplayedAlert, ReplayRequest, ReplayResult } from '../../contract/replay.ts';
import { unreadableRules } from '../../core/learning/replay/sought-by-territory.ts';
import type { CardStore } from '../../ports/newsroom.ts';
import type { ReplayDesk } from '../../ports/replay.ts';
import type { ReplayThreadMessage } from './replay-thread.ts';

export interface ReplayOrder extends ReplayRequest {
  /** End of the period, milliseconds since 1970. */
  readonly to: number;
}

/** Begins a replay and tells of it until `done` or `failed`; what it answers ends it. */
export type StartReplay = (order: ReplayOrder, hear: (message: ReplayThreadMessage) => void) => () => Promise<void>;

interface DeskOptions {
  readonly start: StartReplay;
  readonly cards: Pick<CardStore, 'get'>;
  readonly clock: Clock;
}

interface Job {
  readonly id: string;
  readonly brand: string;
  readonly order: ReplayOrder;
  readonly requestedAt: number;
  state: Replay['state'];
  begunAt: number;
  share: number;
  entries: number;
  failure: string | null;
  result: ReplayResult | null;
  stop: (() => Promise<void>) | null;
}

/** Of one brand, waiting or running. */
const MOST_OF_BRAND = 3;
/** Ended ones that can still be read. */
const MOST_KEPT = 30;
/** Before so much of the way, the time that is left is a guess. */
const TELLING_SHARE = 0.02;

const isOpen = ({ state }: Job): boolean => state === 'waiting' || state === 'running';

/** One replay runs at a time; the brands take turns. All is forgotten when the process ends. */
export function createReplayDesk({ start, cards, clock }: DeskOptions): ReplayDesk & { stop(): Promise<void> } {
  /** In the order of the requests. */
  const jobs = new Map<string, Job>();
  let running: Job | null = null;
  let served = '';

  const waiting = (): Job[] => [...jobs.values()].filter((job) => job.state === 'waiting' && job !== running);

  /** A brand that was not the last to be served goes first. */
  function next(): void {
    if (running) return;
    const queue = waiting();
    const job = queue.find(({ brand }) => brand !== served) ?? queue[0];
    if (!job) return;
    running = job;
    served = job.brand;
    job.stop = start(job.order, (message) => void hear(job, message));
  }

  async function hear(job: Job, message: ReplayThreadMessage): Promise<void> {
    if (job.state === 'cancelled') return;
    if (message.type === 'begun') {
      job.state = 'running';
      job.begunAt = clock();
    } else if (message.type === 'progress') Object.assign(job, message.progress);
    else await end(job, message);
  }

  async function end(job: Job, message: Extract<ReplayThreadMessage, { type: 'done' | 'failed' }>): Promise<void> {
    try {
      if (message.type === 'failed') throw new Error(message.message);
      job.result = await withLinks(cards, job.brand, message.result);
      job.state = 'done';
    } catch (error) {
      job.failure = (error as Error).message;
      job.state = 'failed';
    }
    leave(job);
  }

  function leave(job: Job): void {
    job.stop = null;
    if (running === job) running = null;
    const ended = [...jobs.values()].filter((one) => !isOpen(one));
    for (const { id } of ended.slice(0, Math.max(0, ended.length - MOST_KEPT))) jobs.delete(id);
    next();
  }

  const present = (job: Job): Replay => {
    const own = [...jobs.values()].filter((one) => one.brand === job.brand && isOpen(one));
    return tell(job, Math.max(0, own.indexOf(job)), clock());
  };

  const jobOf = (brand: string, id: string): Job | null => {
    const job = jobs.get(id);
    return job?.brand === brand ? job : null;
  };

  return {
    async start(brand, request) {
      const unreadable = unreadableRules(request.territory);
      if (unreadable.length > 0) return { unreadable };
      const open = [...jobs.values()].filter((job) => job.brand === brand && isOpen(job));
      if (open.length >= MOST_OF_BRAND) return 'full';
      const job = newJob(brand, { ...request, to: clock() });
      jobs.set(job.id, job);
      next();
      return present(job);
    },

    async get(brand, id) {
      const job = jobOf(brand, id);
      return job && present(job);
    },

    async cancel(brand, id) {
      const job = jobOf(brand, id);
      if (!job) return null;
      if (!isOpen(job)) return present(job);
      job.state = 'cancelled';
      await job.stop?.();
      leave(job);
      return present(job);
    },

    async stop() {
      for (const job of waiting()) job.state = 'cancelled';
      if (!running) return;
      running.state = 'cancelled';
      await running.stop?.();
    },
  };
}

/** Which of the alerts can be looked at: those of which the live rules made a card. */
async function withLinks(cards: DeskOptions['cards'], brand: string, result: ReplayResult): Promise<ReplayResult> {
  const look = async (alert: ReplayedAlert): Promise<ReplayedAlert> => ({
    ...alert,
    exists: (await cards.get(brand, alert.opportunity)) !== null,
  });
  const lookAll = async (alerts: readonly ReplayedAlert[]): Promise<ReplayedAlert[]> => {
    const looked: ReplayedAlert[] = [];
    for (const alert of alerts) looked.push(await look(alert));
    return looked;
  };
  const moved: ReplayResult['moved'] = [];
  for (const pair of result.moved) {
    moved.push({ ...pair, before: await look(pair.before), after: await look(pair.after) });
  }
  return { ...result, gained: await lookAll(result.gained), lost: await lookAll(result.lost), moved };
}

const newJob = (brand: string, order: Job['order']): Job => ({
  ...{ id: randomUUID(), brand, order, requestedAt: order.to },
  ...{ state: 'waiting', begunAt: 0, share: 0, entries: 0, failure: null, result: null, stop: null },
});

/** @param ahead how many of its brand go before it */
function tell(job: Job, ahead: number, now: number): Replay {
  const { id, brand, order, state, share, entries, failure, result } = job;
  const seconds = state === 'running' ? Math.max(0.001, (now - job.begunAt) / 1_000) : 0;
  return {
    ...{ id, brand, days: order.days, state, failure, result, ahead },
    requestedAt: new Date(job.requestedAt).toISOString(),
    progress: {
      ...{ share, entries },
      entriesPerSecond: seconds > 0 ? Math.round(entries / seconds) : 0,
      secondsLeft: state === 'running' && share > TELLING_SHARE ? Math.ceil((seconds * (1 - share)) / share) : null,
    },
  };
}
