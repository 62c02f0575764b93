import type { Snapshot } from '../ledger.ts';
import type { Outcome } from '../outcome.ts';
import type { Topic } from '../topics.ts';
import type { LogRecord } from '../transport/transport.ts';

/** Handles one record after another and remembers nothing: any process may run it, on any partition. */
export interface StatelessProcessor {
  readonly kind: 'stateless';
  readonly name: string;
  readonly reads: Topic;
  process(record: LogRecord): readonly Outcome[];
}

/** Owns a partition: what it makes of a record depends on all records before it, and on nothing else. */
export interface KeyedProcessor {
  readonly kind: 'keyed';
  readonly name: string;
  readonly reads: Topic;
  open(snapshots: readonly Snapshot[]): PartitionState;
}

export interface PartitionState {
  process(record: LogRecord): readonly Outcome[];
  /** State of every brand that changed since the last call. */
  snapshots(): Snapshot[];
}

export type Processor = StatelessProcessor | KeyedProcessor;
