import { UnreadableLine } from '../context.ts';
import type { Clock, Intake } from '../context.ts';
import type { IntakeLine } from '../contract/intake.ts';
import type { RawSignal } from '../contract/signal.ts';
import type { KnownItems } from './known-items.ts';
import { readSignal } from './read-signal.ts';

/** A signal on its way into the log. `key`: the id that keeps its updates in order. */
export interface AcceptedSignal {
  readonly raw: RawSignal;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  readonly key: string;
}

export interface IntakeDependencies {
  /** Resolves when the signals are durable. */
  readonly append: (signals: readonly AcceptedSignal[]) => Promise<void>;
  readonly clock: Clock;
  readonly knownItems: KnownItems;
  /** The id that the signal will have. */
  readonly signalKey: (raw: RawSignal) => string;
  readonly observer?: { readonly accepted: (lines: number) => void; readonly rejected: (lines: number) => void };
}

type Judged = { readonly accepted: AcceptedSignal } | { readonly reason: string };

/** Takes signals from outside: judges each line for itself, lays the good ones in the log, answers line by line. */
export function createIntake(dependencies: IntakeDependencies): Intake {
  const { append, clock, knownItems, signalKey, observer } = dependencies;

  function judge(line: unknown, receivedAt: number): Judged {
    if (line instanceof UnreadableLine) return { reason: line.reason };
    const read = readSignal(line, knownItems);
    if ('reason' in read) return read;
    if (read.raw.source.startsWith('demo-')) {
      return { reason: 'source: names that begin with "demo-" belong to the demonstration' };
    }
    return { accepted: { raw: read.raw, receivedAt, key: signalKey(read.raw) } };
  }

  return {
    async accept(lines) {
      const receivedAt = clock();
      const judged = lines.map((line) => judge(line, receivedAt));
      const accepted = judged.flatMap((one) => ('accepted' in one ? [one.accepted] : []));
      if (accepted.length > 0) await append(accepted);
      const rejected = judged.length - accepted.length;
      observer?.accepted(accepted.length);
      observer?.rejected(rejected);
      return { accepted: accepted.length, rejected, lines: judged.map(answer) };
    },
  };
}

function answer(judged: Judged, index: number): IntakeLine {
  const line = index + 1;
  return 'accepted' in judged
    ? { line, status: 'accepted', id: judged.accepted.key }
    : { line, status: 'rejected', reason: judged.reason };
}
