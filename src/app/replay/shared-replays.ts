import type { Logger } from 'pino';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../context.ts';
import type { Replay } from '../../contract/replay.ts';
import type { ReplayDesk } from '../../ports/replay.ts';
import type { Notes } from '../../store/notes.ts';

interface SharedReplaysOptions {
  readonly own: ReplayDesk & { stop(): Promise<void> };
  readonly notes: Pick<Notes, 'put' | 'read' | 'tell' | 'hear'>;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface SharedReplays extends ReplayDesk {
  /** Hears what the other processes ask for. */
  join(): Promise<void>;
  stop(): Promise<void>;
}

/** Every note about a replay has a name that begins so. */
export const REPLAY_NOTES = 'replay:';
const TELL_MS = 1_000;
/** Whoever runs a replay says so every second: after this long without a word that process is gone. */
const GONE_MS = 15_000;
const PATIENCE_MS = 5_000;
const LOOK_MS = 100;
const GONE = 'The process that ran it has ended. Start it again.';

const isOpen = ({ state }: Replay): boolean => state === 'waiting' || state === 'running';
const nameOf = (brand: string, id: string): string => `${REPLAY_NOTES}${brand}:${id}`;

/** A replay runs in the process that was asked for it; every process of the installation can read and cancel it. */
export function createSharedReplays({ own, notes, clock, log }: SharedReplaysOptions): SharedReplays {
  /** Brands of those of this process that the others do not know to have ended, by id. */
  const open = new Map<string, string>();
  let telling: NodeJS.Timeout | null = null;
  let busy = false;

  async function tell(brand: string, id: string): Promise<void> {
    const replay = await own.get(brand, id);
    if (replay) await notes.put(nameOf(brand, id), replay);
    if (!replay || !isOpen(replay)) open.delete(id);
  }

  async function tellAll(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      for (const [id, brand] of open) await tell(brand, id);
    } catch (error) {
      log.debug({ err: error }, 'the others could not be told how far a replay is');
    } finally {
      busy = false;
    }
    if (open.size > 0 || telling === null) return;
    clearInterval(telling);
    telling = null;
  }

  async function elsewhere(brand: string, id: string): Promise<Replay | null> {
    const note = await notes.read(nameOf(brand, id));
    if (note === null) return null;
    const replay = note.value as Replay;
    return isOpen(replay) && clock() - note.at > GONE_MS ? { ...replay, state: 'failed', failure: GONE } : replay;
  }

  const get: ReplayDesk['get'] = async (brand, id) => (await own.get(brand, id)) ?? (await elsewhere(brand, id));

  return {
    async start(brand, request) {
      const started = await own.start(brand, request);
      if (started === 'full' || 'unreadable' in started) return started;
      open.set(started.id, brand);
      telling ??= setInterval(() => void tellAll(), TELL_MS).unref();
      // Whoever asks the next process at once finds it.
      await tell(brand, started.id);
      return started;
    },

    get,

    async cancel(brand, id) {
      const cancelled = await own.cancel(brand, id);
      if (cancelled) {
        await tell(brand, id);
        return cancelled;
      }
      const there = await elsewhere(brand, id);
      if (!there || !isOpen(there)) return there;
      await notes.tell({ cancelReplay: id, brand });
      const until = clock() + PATIENCE_MS;
      for (;;) {
        const now = await get(brand, id);
        if (!now || !isOpen(now) || clock() > until) return now;
        await sleep(LOOK_MS);
      }
    },

    async join() {
      await notes.hear(({ cancelReplay: id, brand }) => {
        if (typeof id !== 'string' || typeof brand !== 'string' || !open.has(id)) return;
        const cancelled = own.cancel(brand, id).then(() => tell(brand, id));
        cancelled.catch((error: unknown) => log.warn({ err: error }, 'a replay could not be cancelled'));
      });
    },

    async stop() {
      if (telling) clearInterval(telling);
      const begun = [...open];
      await own.stop();
      for (const [id, brand] of begun) {
        const replay = await own.get(brand, id);
        if (replay) await notes.put(nameOf(brand, id), { ...replay, state: 'failed', failure: GONE });
      }
    },
  };
}
