import type { z } from 'zod';
import { Rejection } from '../src/contract/intake.ts';
import { Mention } from '../src/contract/mention.ts';
import { RawSignal } from '../src/contract/signal.ts';

/** A topic as a value: what it is called, what keeps order in it, what it carries, how long it keeps it. */
export interface Topic {
  readonly name: string;
  /** What the key is: records of one key stay in one partition, in order. */
  readonly key: string;
  readonly schema: z.ZodType;
  readonly retentionDays: number;
  readonly partitions: number;
}

export interface Topics {
  readonly signals: Topic;
  readonly rejected: Topic;
  readonly mentions: Topic;
}

export interface Partitions {
  readonly signals: number;
  readonly mentions: number;
}

/** Every topic of the system. `changes` leaves by the relay and is written by nobody here. */
export function topics(partitions: Partitions): Topics {
  return {
    signals: {
      name: 'signals',
      key: 'signal id',
      schema: RawSignal,
      retentionDays: 7,
      partitions: partitions.signals,
    },
    rejected: {
      name: 'signals.rejected',
      key: 'key of the refused record',
      schema: Rejection,
      retentionDays: 30,
      partitions: 1,
    },
    mentions: {
      name: 'mentions',
      key: 'brand id',
      schema: Mention,
      retentionDays: 3,
      partitions: partitions.mentions,
    },
  };
}
