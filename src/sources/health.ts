import type { Clock } from '../context.ts';
import type { RawSignal } from '../contract/signal.ts';
import type { SourceState, SourceStatus } from '../contract/source.ts';
import type { Speed } from './recording/pace.ts';
import { eventTime } from './read-signal.ts';

export type SourceIdentity = Pick<SourceStatus, 'id' | 'label' | 'type' | 'demonstration' | 'address'>;

/** Keeps what there is to say about one source. */
export interface Health {
  /** An attempt begins. */
  attempted(): void;
  /** The attempt went well. */
  answered(): void;
  /** The attempt failed, for a reason in words. */
  failed(reason: string): void;
  /** Something is wrong that does not keep the source from working. */
  noted(reason: string): void;
  /** Signals are durable. `history`: they lay ready at the start and say nothing about the rate. */
  received(signals: readonly { raw: RawSignal; receivedAt: number }[], history?: boolean): void;
  /** When the source will be asked next; null: not again. */
  nextAttempt(at: number | null): void;
  /** The recording is over, or the source is switched off. */
  became(state: 'ended' | 'off', reason?: string): void;
  status(speed?: Speed | null): SourceStatus;
}

const MINUTE = 60_000;
/** Minutes over which the rate is taken. */
const RATE_MINUTES = 15;

export function createHealth(identity: SourceIdentity, clock: Clock): Health {
  const startedAt = clock();
  const rate = createRate(startedAt);
  let state: SourceState = 'starting';
  let signals = 0;
  let lagSeconds: number | null = null;
  let lastError: string | null = null;
  const times = { lastSignal: null, lastAttempt: null, nextAttempt: null } as Record<string, number | null>;

  return {
    attempted: () => void (times.lastAttempt = clock()),
    answered() {
      state = 'live';
      lastError = null;
    },
    failed(reason) {
      state = 'failing';
      lastError = reason;
    },
    noted: (reason) => void (lastError = reason),
    received(batch, history = false) {
      if (batch.length === 0) return;
      signals += batch.length;
      times.lastSignal = clock();
      lagSeconds = lagOfNewest(batch);
      if (!history) rate.add(batch.length, clock());
    },
    nextAttempt: (at) => void (times.nextAttempt = at),
    became(next, reason) {
      state = next;
      times.nextAttempt = null;
      if (reason !== undefined) lastError = reason;
    },
    status: (speed = null) => ({
      ...identity,
      state,
      signals,
      rate: rate.perMinute(clock()),
      lagSeconds,
      lastSignalAt: instant(times.lastSignal!),
      lastAttemptAt: instant(times.lastAttempt!),
      nextAttemptAt: instant(times.nextAttempt!),
      lastError,
      speed,
    }),
  };
}

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString());

function lagOfNewest(batch: readonly { raw: RawSignal; receivedAt: number }[]): number {
  const newest = batch.reduce((best, one) => (eventTime(one.raw) > eventTime(best.raw) ? one : best));
  return Math.max(0, Math.round((newest.receivedAt - eventTime(newest.raw)) / 1000));
}

function createRate(startedAt: number) {
  const perMinute = new Map<number, number>();

  function drop(now: number) {
    for (const minute of perMinute.keys())
      if (minute <= Math.floor(now / MINUTE) - RATE_MINUTES) perMinute.delete(minute);
  }

  return {
    add(count: number, now: number) {
      drop(now);
      const minute = Math.floor(now / MINUTE);
      perMinute.set(minute, (perMinute.get(minute) ?? 0) + count);
    },
    /** A source that started lately is not blamed for the minutes before. */
    perMinute(now: number) {
      drop(now);
      const minutes = Math.min(RATE_MINUTES, Math.max(1, (now - startedAt) / MINUTE));
      const sum = [...perMinute.values()].reduce((total, count) => total + count, 0);
      return Math.round((sum / minutes) * 10) / 10;
    },
  };
}
