import type { NewRecord } from './transport.ts';

/** Most bytes of keys and values in one request, before compression: below what brokers take by default (1 MiB). */
const MAX_REQUEST_BYTES = 900_000;

/** Stores records of one topic. Resolves when they are durable, and throws only if these records never will be. */
export type SendRecords = (topic: string, records: readonly NewRecord[]) => Promise<void>;

export interface KafkaWriter {
  append(topic: string, records: readonly NewRecord[]): Promise<void>;
  /** Resolves when nothing waits any more. */
  drained(): Promise<void>;
}

interface Parcel {
  readonly records: readonly NewRecord[];
  readonly bytes: number;
  readonly stored: () => void;
  readonly refused: (error: unknown) => void;
}

/**
 * One request at a time per topic, so that a retry never overtakes a later record of the same key; what is appended in
 * the meantime goes together in the next request.
 */
export function createKafkaWriter(send: SendRecords): KafkaWriter {
  const queues = new Map<string, Parcel[]>();
  const pumps = new Map<string, Promise<void>>();

  const deliver = async (topic: string, parcels: readonly Parcel[]): Promise<void> => {
    try {
      await send(
        topic,
        parcels.flatMap((parcel) => parcel.records),
      );
      for (const parcel of parcels) parcel.stored();
    } catch (error) {
      const [only] = parcels;
      if (parcels.length === 1 && only !== undefined) only.refused(error);
      // One unacceptable record must not take those down that happened to travel with it.
      else for (const parcel of parcels) await deliver(topic, [parcel]);
    }
  };

  const pump = async (topic: string, queue: Parcel[]): Promise<void> => {
    while (queue.length > 0) await deliver(topic, takeRequest(queue));
    pumps.delete(topic);
  };

  const enqueue = (topic: string, parcel: Parcel): void => {
    const queue = queues.get(topic) ?? [];
    queues.set(topic, queue);
    queue.push(parcel);
    if (!pumps.has(topic)) pumps.set(topic, pump(topic, queue));
  };

  return {
    async append(topic, records) {
      const stored = splitByBytes(records).map(
        (part) =>
          new Promise<void>((resolve, reject) => {
            enqueue(topic, { ...part, stored: resolve, refused: reject });
          }),
      );
      const results = await Promise.allSettled(stored);
      const refused = results.find((result) => result.status === 'rejected');
      if (refused) throw refused.reason;
    },
    async drained() {
      while (pumps.size > 0) await Promise.all(pumps.values());
    },
  };
}

/** Removes from the head of the queue what fits one request: at least one parcel. */
function takeRequest(queue: Parcel[]): Parcel[] {
  let bytes = 0;
  let count = 0;
  for (const parcel of queue) {
    bytes += parcel.bytes;
    if (count > 0 && bytes > MAX_REQUEST_BYTES) break;
    count += 1;
  }
  return queue.splice(0, count);
}

function splitByBytes(records: readonly NewRecord[]): { records: NewRecord[]; bytes: number }[] {
  const parts: { records: NewRecord[]; bytes: number }[] = [];
  for (const record of records) {
    const bytes = record.value.byteLength + (record.key?.length ?? 0) + 32;
    const last = parts.at(-1);
    if (last && last.bytes + bytes <= MAX_REQUEST_BYTES) {
      last.records.push(record);
      last.bytes += bytes;
    } else {
      parts.push({ records: [record], bytes });
    }
  }
  return parts;
}
