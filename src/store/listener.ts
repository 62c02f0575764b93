import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';

/** Called with what was sent on the channel, or with null when something may have been missed. */
type Heard = (payload: string | null) => void;

/** One connection that hears what other processes announce, and comes back by itself when it is lost. */
export interface Listener {
  /** Resolves once nothing announced from now on is missed. Answers the function that ends it. */
  on(channel: string, heard: Heard): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const HEARTBEAT_MS = 5_000;
const LONGEST_PAUSE_MS = 2_000;

/** Connects at the first `on`. */
export function createListener(options: { readonly connection: pg.ClientConfig; readonly log: Logger }): Listener {
  const heard = new Map<string, Set<Heard>>();
  const closing = new AbortController();
  let client: pg.Client | null = null;
  let life: Promise<void> | null = null;
  const waiters: (() => void)[] = [];

  function tell(channel: string, payload: string | null): void {
    for (const callback of heard.get(channel) ?? []) callback(payload);
  }

  /** One query after the other: a connection takes no second one before it has answered the first. */
  let last: Promise<unknown> = Promise.resolve();
  function ask(current: pg.Client, query: string): Promise<unknown> {
    return (last = last.catch(() => undefined).then(() => current.query(query)));
  }

  async function connected(): Promise<pg.Client> {
    const fresh = new pg.Client({ ...options.connection, query_timeout: HEARTBEAT_MS });
    // Its end is noticed by the next heartbeat; without a listener here it would end the process.
    fresh.on('error', () => undefined);
    fresh.on('notification', ({ channel, payload }) => tell(channel, payload ?? ''));
    try {
      await fresh.connect();
    } catch (error) {
      await hangUp(fresh);
      throw error;
    }
    return fresh;
  }

  async function sitWith(current: pg.Client): Promise<void> {
    const lost = new Promise<void>((resolve) => current.once('end', resolve));
    while (!closing.signal.aborted) {
      const rested = new AbortController();
      const rest = sleep(HEARTBEAT_MS, undefined, { signal: AbortSignal.any([rested.signal, closing.signal]) });
      await Promise.race([rest.catch(() => undefined), lost]);
      rested.abort();
      if (closing.signal.aborted) return;
      await ask(current, 'SELECT 1');
    }
  }

  async function live(): Promise<void> {
    for (let failures = 0; !closing.signal.aborted;) {
      try {
        client = await connected();
        for (const channel of heard.keys()) await ask(client, `LISTEN ${channel}`);
        failures = 0;
        for (const waiter of waiters.splice(0)) waiter();
        for (const channel of heard.keys()) tell(channel, null);
        await sitWith(client);
      } catch (error) {
        failures++;
        options.log.warn({ err: (error as Error).message }, 'the connection for announcements was lost; trying again');
      } finally {
        if (client) await hangUp(client);
        client = null;
      }
      if (failures > 0) {
        const pause = Math.min(50 * 2 ** failures, LONGEST_PAUSE_MS);
        await sleep(pause, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
  }

  return {
    async on(channel, callback) {
      const callbacks = heard.get(channel) ?? new Set();
      heard.set(channel, callbacks.add(callback));
      life ??= live();
      const listening = client ? await isListening(ask(client, `LISTEN ${channel}`)) : false;
      if (!listening) await new Promise<void>((resolve) => waiters.push(resolve));
      return async () => void callbacks.delete(callback);
    },
    async close() {
      closing.abort();
      for (const waiter of waiters.splice(0)) waiter();
      await life;
    },
  };
}

const isListening = (asked: Promise<unknown>): Promise<boolean> =>
  asked.then(
    () => true,
    () => false,
  );

/** Ends a connection, by force where the server does not answer. */
async function hangUp(client: pg.Client): Promise<void> {
  const socket = (client as unknown as { connection?: { stream?: { destroy(): void } } }).connection?.stream;
  const force = setTimeout(() => socket?.destroy(), 1_000);
  await client.end().catch(() => socket?.destroy());
  clearTimeout(force);
}
