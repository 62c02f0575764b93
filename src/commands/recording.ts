import { signalId, normalise } from '../core/signal/normalise.ts';
import { prepareDocument, type Document } from '../core/territory/match.ts';
import { readSignals } from '../sources/replay.ts';
import { Refusal } from '../app/refusal.ts';

/** Signals of a recording that are enough to count by, and few enough to keep. */
const ENOUGH = 20_000;

/** A recording's signals as a query sees them, each once, in its last version. */
export interface Recording {
  readonly documents: readonly Document[];
  /** Lines that could not be read. */
  readonly refused: number;
}

/** @param limit most signals, unless told ENOUGH */
export async function readRecording(file: string, clock: () => number, limit = ENOUGH): Promise<Recording> {
  const documents = new Map<string, Document>();
  let refused = 0;
  try {
    for await (const lines of readSignals(file, { clock, limit })) {
      for (const line of lines) {
        if ('reason' in line) refused++;
        else documents.set(signalId(line.raw), prepareDocument(normalise(line.raw, line.receivedAt)));
      }
    }
  } catch (error) {
    throw new Refusal(`--signals ${file} cannot be read: ${(error as Error).message}`);
  }
  return { documents: [...documents.values()], refused };
}
