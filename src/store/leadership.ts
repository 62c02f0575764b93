import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';

const RETRY_MS = 2_000;
const HEARTBEAT_MS = 5_000;

/** Holds a duty that one process of the installation has at a time. */
export interface Leadership {
  /** Gives the duty back; resolves when the work has come to rest. */
  stop(): Promise<void>;
}

/**
 * Does `work` while this process holds a session lock of the database: a process that dies loses it at once, and another
 * one takes over. `work` gets a signal that says when to stop.
 */
export function lead(options: {
  readonly connection: pg.ClientConfig;
  readonly duty: string;
  readonly log: Logger;
  readonly work: (signal: AbortSignal) => Promise<void>;
}): Leadership {
  const { connection, duty, log, work } = options;
  const stopping = new AbortController();
  const rest = (ms: number): Promise<unknown> =>
    sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined);

  async function attempt(): Promise<void> {
    const client = new pg.Client(connection);
    const lost = new AbortController();
    client.on('error', () => lost.abort());
    try {
      await client.connect();
      const held = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock(hashtext($1)) AS held', [duty]);
      if (!held.rows[0]?.held) return;
      const working = work(AbortSignal.any([lost.signal, stopping.signal])).finally(() => lost.abort());
      while (!lost.signal.aborted && !stopping.signal.aborted) {
        await sleep(HEARTBEAT_MS, undefined, { signal: AbortSignal.any([lost.signal, stopping.signal]) }).catch(
          () => undefined,
        );
        if (!lost.signal.aborted) await client.query('SELECT 1').catch(() => lost.abort());
      }
      await working;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await attempt().catch((error: unknown) =>
        log.debug({ duty, why: (error as Error).message }, 'the duty could not be taken; trying again'),
      );
      await rest(RETRY_MS);
    }
  }

  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
