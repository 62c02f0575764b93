import type { Topic } from '../topics.ts';

/** A record to be written. The partition follows from the key; without a key any will do. */
export interface NewRecord {
  readonly key: string | null;
  readonly value: Uint8Array;
  /** Milliseconds since 1970: when the record was received, or event time in a replay. */
  readonly timestamp: number;
  /** Forces a partition; used by ticks only. */
  readonly partition?: number;
}

/** A record as it lies in the log. Offsets of a partition ascend but may have gaps. */
export interface LogRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string | null;
  /** Null for a tombstone. */
  readonly value: Uint8Array | null;
  readonly timestamp: number;
}

/** One partition given to one consumer until it is taken back. */
export interface PartitionHandler {
  /** Handles records in order and resolves once their effects are durable; only then are they acknowledged. */
  handle(records: readonly LogRecord[]): Promise<void>;
  /** Called when the partition is taken away or the consumer stops. No `handle` runs any more. */
  close(): Promise<void>;
}

export interface Assignment {
  readonly topic: string;
  readonly partition: number;
}

export interface Subscription {
  readonly topic: Topic;
  /** Name of the consumer group: each record reaches one member of it. */
  readonly group: string;
  /** Most records handed over at once. */
  readonly batch: number;
  /**
   * Called for every partition given to this consumer. `from`: the first offset wanted, or `committed` for where the
   * group's last acknowledgement left off (the beginning, if there is none).
   */
  assign(assignment: Assignment): Promise<{ handler: PartitionHandler; from: number | 'committed' }>;
}

export interface Consumer {
  /** Whether records are being consumed now: false while the log is out of reach or a rebuild is under way. */
  healthy(): boolean;
  /** Resolves once the records being handled are finished and acknowledged. */
  stop(): Promise<void>;
}

/** A log of topics. Three implementations: memory (tests and replay), PostgreSQL (default), Kafka. */
export interface Transport {
  /** Makes the topics where they are missing. Fails with a plain sentence if they exist with fewer partitions. */
  prepare(topics: readonly Topic[]): Promise<void>;
  /** Resolves when the records are durable. Records of one key keep their order. */
  append(topic: Topic, records: readonly NewRecord[]): Promise<void>;
  consume(subscription: Subscription): Promise<Consumer>;
  /** Records of the topic that the group has not acknowledged yet. */
  lag(topic: Topic, group: string): Promise<number>;
  close(): Promise<void>;
}
