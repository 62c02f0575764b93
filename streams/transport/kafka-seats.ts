import type { Logger } from 'pino';
import type { PartitionHandler, Subscription } from './transport.ts';

/** One partition given to us, and its handler once it is there. */
export interface Seat {
  readonly partition: number;
  readonly opened: Promise<PartitionHandler>;
  /** First offset wanted, until the first batch has shown that the log has it. */
  from: bigint | null;
  /** The partition was taken away: nothing may be acknowledged any more. */
  left: boolean;
  handling: Promise<void>;
}

/** Who sits where. A partition's next handler is asked for only after the one before it is closed. */
export interface Seats {
  get(partition: number): Seat | undefined;
  open(partition: number): Seat;
  /** Gives the seat up: its handler is closed as soon as it has finished what it is doing. */
  leave(seat: Seat): void;
  leaveAll(): void;
  /** Resolves when the handlers of all seats given up are closed. */
  closed(): Promise<void>;
}

interface SeatsParts {
  readonly subscription: Subscription;
  readonly log: Logger;
  /** Makes the next fetch of the partition begin at the offset. */
  readonly seek: (partition: number, offset: string) => void;
}

export function createSeats({ subscription, log, seek }: SeatsParts): Seats {
  const seats = new Map<number, Seat>();
  const closing = new Map<number, Promise<void>>();

  const leave = (seat: Seat): void => {
    seat.left = true;
    seats.delete(seat.partition);
    const closed = seat.opened
      .then(async (handler) => {
        await seat.handling.catch(() => undefined);
        await handler.close();
      })
      .catch((error: unknown) => {
        log.debug({ err: error, partition: seat.partition }, 'a partition handler did not close cleanly');
      });
    closing.set(seat.partition, closed);
  };

  return {
    get: (partition) => seats.get(partition),
    open(partition) {
      const opened = Promise.resolve(closing.get(partition))
        .then(() => subscription.assign({ topic: subscription.topic.name, partition }))
        .then(({ handler, from }) => {
          if (from !== 'committed' && !seat.left) {
            seat.from = BigInt(from);
            seek(partition, String(from));
          }
          return handler;
        });
      const seat: Seat = { partition, opened, from: null, left: false, handling: Promise.resolve() };
      // Whoever reads the partition learns of a failure; if nobody does, it is of no consequence.
      opened.catch(() => undefined);
      seats.set(partition, seat);
      return seat;
    },
    leave,
    leaveAll() {
      for (const seat of [...seats.values()]) leave(seat);
    },
    async closed() {
      await Promise.all(closing.values());
    },
  };
}
