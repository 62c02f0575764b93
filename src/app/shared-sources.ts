import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Clock, type SourceDesk, UnattendedError } from '../context.ts';
import type { SourceStatus } from '../contract/source.ts';
import type { RunningDesk } from '../sources/desk.ts';
import type { Notes } from '../store/notes.ts';

interface SharedSourcesOptions {
  /** The sources of this process: at work only while it leads. */
  readonly own: RunningDesk;
  readonly notes: Pick<Notes, 'put' | 'read' | 'tell' | 'hear'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Told how the sources do while this process asks them, and null when it does so no more. */
  readonly observe: (statuses: readonly SourceStatus[] | null) => void;
}

/** A note of how the sources do, and which requests of other processes were done. */
interface Told {
  readonly statuses: SourceStatus[];
  readonly done: readonly string[];
}

export interface SharedSources extends SourceDesk {
  /** Hears what the other processes ask for. */
  join(): Promise<void>;
  /** This process asks the sources from now on. */
  start(): void;
  stop(): Promise<void>;
}

const NOTE = 'sources';
/** How often it is looked whether the others have to be told, milliseconds; and how long a note counts. */
const TELL_MS = 1_000;
const STALE_MS = 30_000;
const SAY_AGAIN_MS = 10_000;
/** As long as a feed may take to answer, and a little. */
const PATIENCE_MS = 25_000;
const LOOK_MS = 100;
const REMEMBERED = 50;

/** One process asks the sources; all of them know how the sources do and pass requests on to it. */
export function createSharedSources({ own, notes, clock, log, observe }: SharedSourcesOptions): SharedSources {
  let telling: NodeJS.Timeout | null = null;
  let done: string[] = [];
  let told = '';
  let toldAt = 0;
  /** One after the other, so that the last word is the newest. */
  let writing: Promise<void> = Promise.resolve();

  function tellOthers(): void {
    const statuses = own.statuses();
    observe(statuses);
    const text = JSON.stringify([statuses, done]);
    if (text === told && clock() - toldAt < SAY_AGAIN_MS) return;
    [told, toldAt] = [text, clock()];
    writing = writing
      .then(() => notes.put(NOTE, { statuses, done } satisfies Told))
      .catch((error: unknown) => {
        told = '';
        log.debug({ err: error }, 'the others could not be told how the sources do');
      });
  }

  async function serve({ source, speed, request }: Readonly<Record<string, unknown>>): Promise<void> {
    if (telling === null || typeof source !== 'string' || typeof request !== 'string') return;
    if (speed === undefined) await own.test(source);
    else own.setSpeed(source, speed as number | 'max');
    done = [...done, request].slice(-REMEMBERED);
    tellOthers();
  }

  /** Asks the leading process and waits until it says that it has done it. */
  async function pass(request: { readonly source: string; readonly speed?: number | 'max' }): Promise<SourceStatus> {
    const id = randomUUID();
    await notes.tell({ ...request, request: id });
    for (const until = clock() + PATIENCE_MS; clock() < until; await sleep(LOOK_MS)) {
      const note = (await notes.read(NOTE))?.value as Told | undefined;
      if (note?.done.includes(id)) return note.statuses.find((one) => one.id === request.source)!;
    }
    throw new UnattendedError(`no process answered for the source ${request.source}`);
  }

  const known = (id: string): SourceStatus | undefined => own.statuses().find((source) => source.id === id);

  return {
    async statuses() {
      if (telling !== null) return own.statuses();
      const note = await notes.read(NOTE);
      if (note === null || clock() - note.at > STALE_MS) return own.statuses();
      // What this process's configuration does not know (any more) is left out.
      const { statuses } = note.value as Told;
      return own.statuses().map((mine) => statuses.find(({ id }) => id === mine.id) ?? mine);
    },

    async setSpeed(source, speed) {
      if (telling !== null) return own.setSpeed(source, speed);
      // Only a recording has a speed.
      if ((known(source)?.speed ?? null) === null) return false;
      await pass({ source, speed });
      return true;
    },

    async test(source) {
      if (telling !== null) return own.test(source);
      return known(source) ? pass({ source }) : null;
    },

    async join() {
      await notes.hear((word) => {
        serve(word).catch((error: unknown) =>
          log.warn({ err: error }, 'a source could not be asked for another process'),
        );
      });
    },

    start() {
      own.start();
      telling = setInterval(tellOthers, TELL_MS);
      tellOthers();
    },

    async stop() {
      if (telling !== null) clearInterval(telling);
      telling = null;
      observe(null);
      await Promise.all([own.stop(), writing]);
    },
  };
}
