import type { Logger } from 'pino';
import { createKafkaReader } from './kafka-reader.ts';
import type { KafkaReader } from './kafka-reader.ts';
import { SAY_EVERY, rest } from './kafka-session.ts';
import type { Consumer, Subscription } from './transport.ts';
import { createTurnstile } from './turnstile.ts';

/** Milliseconds without a heartbeat after which we say that nothing is being consumed. */
const UNHEALTHY_AFTER = 10_000;
/** Milliseconds without a heartbeat after which a membership is given up, should the client have lost its way. */
const GIVE_UP_AFTER = 120_000;
const WATCH_EVERY = 5_000;
/** Milliseconds that leaving may take: a broker that can be reached answers well before. */
const LEAVING_PATIENCE = { whenStopping: 5_000, whenStartingAgain: 2_000 };
const MAX_BACK_OFF = 2_000;

export interface Membership {
  /** Resolves when the records being handled are finished and acknowledged and the group knows that we left. */
  leave(): Promise<void>;
}

export interface MembershipHooks {
  reader(seek: (partition: number, offset: string) => void): KafkaReader;
  /** The group has just heard of us. */
  alive(): void;
  /** The membership is over and will not come back by itself. */
  ended(error: unknown): void;
}

export interface SupervisorParts {
  readonly subscription: Subscription;
  readonly topicName: string;
  readonly inEventOrder: boolean;
  readonly clock: () => number;
  readonly log: Logger;
  readonly join: (hooks: MembershipHooks) => Promise<Membership>;
}

/**
 * Keeps a membership of the consumer group until told to stop. A client that ends for whatever reason is replaced by a
 * new one: clients repeat what they hold to be worth it and give up on the rest, and we do not.
 */
export function superviseMembership(parts: SupervisorParts): Consumer {
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => {
      resolve();
    });
  });
  let reader: KafkaReader | null = null;
  let heardAt: number | null = null;

  const serveOnce = async (): Promise<void> => {
    const over = Promise.withResolvers<void>();
    const startedAt = parts.clock();
    const watch = setInterval(() => {
      if (parts.clock() - (heardAt ?? startedAt) < GIVE_UP_AFTER) return;
      over.reject(new Error('There was no heartbeat for a long time.'));
    }, WATCH_EVERY);
    over.promise.catch(() => undefined);
    const joining = parts.join({
      reader: (seek) => (reader = createReader(parts, seek)),
      alive: () => {
        heardAt = parts.clock();
      },
      ended: over.reject,
    });
    try {
      await Promise.race([joining.then(() => over.promise), over.promise, stopped]);
    } finally {
      clearInterval(watch);
      heardAt = null;
      await leave(joining, stopping.signal);
      await reader?.close();
      reader = null;
    }
  };

  const serve = async (): Promise<void> => {
    for (let failures = 0; !stopping.signal.aborted; failures++) {
      try {
        await serveOnce();
      } catch (error) {
        const { topicName, log } = parts;
        const level = failures % SAY_EVERY === 0 ? 'warn' : 'debug';
        log[level](
          { err: error, group: parts.subscription.group },
          `Reading Kafka topic ${topicName} stopped; starting again.`,
        );
        await rest(Math.min(100 * 2 ** failures, MAX_BACK_OFF), stopping.signal);
      }
    }
  };
  const served = serve();

  return {
    healthy: () => reader !== null && heardAt !== null && parts.clock() - heardAt < UNHEALTHY_AFTER && reader.intact(),
    async stop() {
      stopping.abort();
      await served;
    },
  };
}

const createReader = (
  { subscription, topicName, log, clock, inEventOrder }: SupervisorParts,
  seek: (partition: number, offset: string) => void,
): KafkaReader =>
  createKafkaReader({
    subscription,
    topicName,
    log,
    clock,
    turnstile: inEventOrder ? createTurnstile() : null,
    seek,
  });

/** Leaves the group, or sees to it that we will have left as soon as we have joined. */
async function leave(joining: Promise<Membership>, stopping: AbortSignal): Promise<void> {
  const left = joining.then((membership) => membership.leave()).catch(() => undefined);
  const patience = new AbortController();
  const { whenStopping, whenStartingAgain } = LEAVING_PATIENCE;
  await Promise.race([left, rest(stopping.aborted ? whenStopping : whenStartingAgain, patience.signal)]);
  patience.abort();
}
