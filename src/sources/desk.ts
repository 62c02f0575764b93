import type { Logger } from 'pino';
import type { PushSignals } from '../context.ts';
import type { SourceStatus } from '../contract/source.ts';
import type { Source } from './source.ts';
import type { Time } from './time.ts';

export interface SourceDeskDependencies {
  readonly sources: readonly Source[];
  /** Resolves when the signals are durable. */
  readonly push: PushSignals;
  readonly time: Time;
  readonly log: Logger;
}

/** The sources of this process. */
export interface RunningDesk {
  statuses(): SourceStatus[];
  /** Sets the playback speed of a recording; false where there is no such recording. */
  setSpeed(id: string, speed: number | 'max'): boolean;
  /** Polls a feed now and reports; null where there is no such source. */
  test(id: string): Promise<SourceStatus | null>;
  start(): void;
  /** Resolves when every source has come to rest. */
  stop(): Promise<void>;
}

/** Waits between two attempts to lay the same signals in the log, milliseconds. */
const PUSH_RETRY = { first: 500, most: 30_000 };
/** Wait before a source that broke down is started again, milliseconds. */
const RESTART = 60_000;

/** Runs all sources, each on its own: one that fails, hangs or floods does not disturb the others. */
export function createSourceDesk(dependencies: SourceDeskDependencies): RunningDesk {
  const { sources, time, log } = dependencies;
  // A new one for each start: the duty of asking the sources can be lost and regained.
  let stopping = new AbortController();
  const byId = new Map(sources.map((source) => [source.id, source]));
  let running: Promise<unknown> = Promise.resolve();

  async function run(source: Source, signal: AbortSignal): Promise<void> {
    const push = createPatientPush(dependencies, signal);
    while (!signal.aborted) {
      try {
        return await source.start(push, signal);
      } catch (error) {
        if (signal.aborted) return;
        log.error({ source: source.id, err: error }, 'a source broke down; it is started again in a minute');
        await time.wait(RESTART, signal);
      }
    }
  }

  return {
    start() {
      stopping = new AbortController();
      running = Promise.all(sources.map((source) => run(source, stopping.signal)));
    },
    async stop() {
      stopping.abort();
      await running;
    },
    statuses: () => sources.map((source) => source.status()),
    setSpeed(id, speed) {
      const source = byId.get(id);
      source?.setSpeed?.(speed);
      return source?.setSpeed !== undefined;
    },
    async test(id) {
      const source = byId.get(id);
      await source?.poll?.();
      return source?.status() ?? null;
    },
  };
}

/** While the log takes nothing a source waits with what it has: signals are held back, not lost. */
function createPatientPush({ push, time, log }: SourceDeskDependencies, stopping: AbortSignal): PushSignals {
  return async function patientPush(signals) {
    if (signals.length === 0) return;
    for (let pause = PUSH_RETRY.first; ; pause = Math.min(pause * 2, PUSH_RETRY.most)) {
      stopping.throwIfAborted();
      try {
        return await push(signals);
      } catch (error) {
        log.warn({ err: error }, 'the log does not take signals; they are held back and tried again');
        await time.wait(pause, stopping);
      }
    }
  };
}
