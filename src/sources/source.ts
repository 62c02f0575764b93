import type { PushSignals } from '../context.ts';
import type { SourceConfig, SourceStatus } from '../contract/source.ts';
import { createHealth } from './health.ts';
import type { Speed } from './recording/pace.ts';
import type { Time } from './time.ts';

/** Brings signals from one place outside. */
export interface Source {
  readonly id: string;
  /**
   * Works until the signal says stop or there is nothing more to come. What goes wrong outside is said by `status` and
   * tried again; it does not reject.
   */
  start(push: PushSignals, signal: AbortSignal): Promise<void>;
  status(): SourceStatus;
  /** Of a recording. */
  setSpeed?(speed: Speed): void;
  /** Asks now instead of at the next turn, and resolves when the answer has been dealt with. */
  poll?(): Promise<void>;
}

/** Where each source got to, kept over restarts. Values are JSON. */
export interface SourceCursors {
  load(id: string): Promise<unknown>;
  save(id: string, value: unknown): Promise<void>;
}

/** A source that the configuration switches off: it is shown and does nothing. */
export function createOffSource(config: SourceConfig, time: Time): Source {
  const health = createHealth(
    {
      id: config.id,
      label: config.label,
      type: config.type,
      demonstration: config.type === 'demonstration',
      ...(config.type === 'feed' ? { address: config.url } : {}),
    },
    time.now,
  );
  health.became('off');
  return { id: config.id, start: async () => {}, status: () => health.status() };
}
