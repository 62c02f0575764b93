import type { Logger } from 'pino';
import type { Clock } from '../context.ts';
import type { Outbox, Postman, Sending } from '../ports/channels.ts';
import type { Job } from './schedule.ts';

interface DeliverOptions {
  readonly outbox: Outbox;
  readonly postman: Postman;
  readonly clock: Clock;
  /** 0 to 1, to spread tries. */
  readonly random: () => number;
  readonly log: Logger;
}

export interface DeliverJob extends Job {
  /** Resolves when nothing is on its way any more. */
  stop(): Promise<void>;
}

/** Receivers that may be slow at the same time. */
const MOST_AT_ONCE = 16;

/**
 * Every two seconds, and whenever it is asked to: reads what changed, and sends what is due. A receiver that hangs holds back
 * its own channel and no other.
 */
export function createDeliverJob({ outbox, postman, clock, random, log }: DeliverOptions): DeliverJob {
  const onTheWay = new Map<string, Promise<void>>();
  let running: Promise<void> = Promise.resolve();
  let waiting = false;
  let stopped = false;

  async function runOnce(): Promise<void> {
    waiting = false;
    if (stopped) return;
    const lost = await outbox.recover(clock());
    if (lost > 0) log.warn({ deliveries: lost }, 'some messages were on their way when a process ended');
    await outbox.follow(clock());
    const free = MOST_AT_ONCE - onTheWay.size;
    if (free <= 0) return;
    const sendings = await outbox.claim(clock(), new Set(onTheWay.keys()), free);
    for (const [channel, own] of Map.groupBy(sendings, (sending) => sending.channel)) {
      const sending = sendAll(own).finally(() => onTheWay.delete(channel));
      onTheWay.set(channel, sending);
      void sending.then(goOn);
    }
  }

  /** One after the other: a channel hears in order. */
  async function sendAll(sendings: readonly Sending[]): Promise<void> {
    for (const { id, channel, kind, target, message } of sendings) {
      try {
        const outcome = await postman.send(target, message);
        if (outcome.kind !== 'sent')
          log.info({ delivery: id, channel, kind, why: outcome.words }, 'a message was not taken');
        await outbox.settle(id, outcome, clock(), random());
      } catch (error) {
        // It stays marked as on its way, and is looked at again when its lease is over.
        log.error({ delivery: id, channel, kind, err: error }, 'a message could not be settled');
      }
    }
  }

  /** What became due meanwhile. */
  function goOn(): void {
    run().catch((error: unknown) => log.error({ err: error }, 'what is due could not be sent; it is tried again soon'));
  }

  /** However often it is asked while it runs, it runs once more. */
  function run(): Promise<void> {
    if (waiting) return running;
    waiting = true;
    running = running.catch(() => undefined).then(runOnce);
    return running;
  }

  return {
    name: 'deliver',
    at: '*/2 * * * * *',
    run,
    async stop() {
      stopped = true;
      await running.catch(() => undefined);
      await Promise.all(onTheWay.values());
    },
  };
}
