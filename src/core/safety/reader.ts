import type { Signal } from '../../contract/signal.ts';
import type { EventReader, Reading } from './events.ts';
import type { OffenceReader } from './offence.ts';

/** What a signal says that matters for whether one may speak, whichever brand asks. */
export interface SafetyReading extends Reading {
  /** It insults, or hates. */
  readonly offends: boolean;
}

export type SafetyReader = (signal: Signal) => SafetyReading;

/** Signals whose reading is remembered: several brands mention one signal, one after the other. */
const REMEMBERED = 64;
/** From this score on a post insults; below, many only curse. */
const OFFENDS = 0.8;

/** Reads events and offence, a signal once for all brands that mention it. */
export function createSafetyReader(readEvents: EventReader, readOffence: OffenceReader | null): SafetyReader {
  const known = new Map<string, { signal: Signal; reading: SafetyReading }>();

  function read(signal: Signal): SafetyReading {
    const reading = readEvents(signal);
    // News are written by people who are paid not to insult; what they quote is told by the event types.
    const offends =
      signal.kind === 'post' &&
      readOffence !== null &&
      readOffence(signal.text || signal.title, signal.lang).offence >= OFFENDS;
    return { ...reading, offends };
  }

  return function readOnce(signal) {
    const before = known.get(signal.id);
    if (before && before.signal.title === signal.title && before.signal.text === signal.text) return before.reading;
    const reading = read(signal);
    known.delete(signal.id);
    known.set(signal.id, { signal, reading });
    if (known.size > REMEMBERED) known.delete(known.keys().next().value!);
    return reading;
  };
}
