import type { Logger } from 'pino';
import type { CardStore, ChangeStore } from '../ports/newsroom.ts';
import type { Change } from '../contract/change.ts';
import type { ServerFrame } from '../contract/frame.ts';
import { goesOn } from '../core/delivery/catch-up.ts';

/** A change as it goes over every wire: serialised once, however many listen. */
export interface Frame {
  readonly change: Change;
  readonly bytes: Buffer;
}

export interface Subscriber {
  published(frame: Frame): void;
  /** The numbers of the brand broke off: what the client has is worth nothing any more. */
  lost(brand: string): void;
}

/** One brand's changes, read once for all who listen. */
export interface Channel {
  /** Newest number published. */
  head(): number;
  /** All that a console of the brand shows as one frame, and the number of the last change in it. */
  snapshot(): Promise<{ seq: number; bytes: Buffer }>;
}

export interface Channels {
  /** Resolves once whatever is committed from now on reaches the subscriber. */
  open(brand: string, subscriber: Subscriber): Promise<Channel>;
  close(brand: string, subscriber: Subscriber): void;
  stop(): Promise<void>;
}

export interface ChannelsOptions {
  readonly changes: ChangeStore;
  readonly cards: CardStore;
  readonly log: Logger;
  /** Reads without being woken this often, for a wake-up that got lost. */
  readonly pollMs: number;
  /** Waits this long after a read that failed. */
  readonly retryMs: number;
}

const BATCH = 200;

export const encode = (frame: ServerFrame): Buffer => Buffer.from(JSON.stringify(frame));
export const encodeChange = (change: Change): Frame => ({ change, bytes: encode({ type: 'change', change }) });

interface Station extends Channel {
  readonly ready: Promise<void>;
  readonly subscribers: Set<Subscriber>;
  wake(): void;
}

/** The fan-out: one reader a brand that somebody listens to, woken by the store. */
export async function createChannels(options: ChannelsOptions): Promise<Channels> {
  const stations = new Map<string, Station>();
  const unwatch = await options.changes.watch((brand) => stations.get(brand)?.wake());
  const poll = setInterval(() => {
    for (const station of stations.values()) station.wake();
  }, options.pollMs).unref();

  const close = (brand: string, subscriber: Subscriber) => {
    const station = stations.get(brand);
    station?.subscribers.delete(subscriber);
    if (station?.subscribers.size === 0) stations.delete(brand);
  };
  return {
    async open(brand, subscriber) {
      const station = stations.get(brand) ?? createStation(brand, options);
      stations.set(brand, station);
      station.subscribers.add(subscriber);
      try {
        await station.ready;
      } catch (error) {
        close(brand, subscriber);
        throw error;
      }
      return station;
    },
    close,
    async stop() {
      clearInterval(poll);
      for (const station of stations.values()) station.subscribers.clear();
      stations.clear();
      await unwatch();
    },
  };
}

function createStation(brand: string, options: ChannelsOptions): Station {
  const subscribers = new Set<Subscriber>();
  let head = 0;
  let reading = false;
  let woken = false;

  const ready = options.changes.last(brand).then((last) => {
    head = last;
  });
  // Whoever opens the channel hears of the failure; nobody else needs to.
  ready.catch(() => undefined);

  function publish(read: readonly Change[]): void {
    for (const change of read) {
      head = change.seq;
      const frame = encodeChange(change);
      for (const subscriber of subscribers) subscriber.published(frame);
    }
  }

  async function startAnew(): Promise<void> {
    options.log.warn({ brand, head }, 'the changes of a brand broke off; its consoles start anew');
    head = await options.changes.last(brand);
    for (const subscriber of subscribers) subscriber.lost(brand);
  }

  async function readOn(): Promise<void> {
    await ready;
    while (woken && subscribers.size > 0) {
      woken = false;
      const read = await options.changes.since(brand, head, BATCH);
      if (read === null || !goesOn(head, read)) await startAnew();
      else publish(read);
      if (read?.length === BATCH) woken = true;
    }
    // Nothing may come between the last look at `woken` and this: a wake-up would be lost.
    reading = false;
  }

  function wake(): void {
    woken = true;
    if (reading) return;
    reading = true;
    readOn().catch((error: unknown) => {
      options.log.warn({ err: error, brand }, 'changes cannot be read; trying again');
      setTimeout(() => {
        reading = false;
        // Whoever opened it was refused and has gone: without this it would try for ever.
        if (subscribers.size > 0) wake();
      }, options.retryMs).unref();
    });
  }

  return { ready, subscribers, wake, head: () => head, snapshot: shareSnapshot(brand, options.cards) };
}

/** Clients that come together share one snapshot: at any age it is right together with the changes after its number. */
function shareSnapshot(brand: string, cards: CardStore): Channel['snapshot'] {
  let underWay: Promise<{ seq: number; bytes: Buffer }> | null = null;
  return function snapshot() {
    underWay ??= cards
      .list(brand)
      .then((view) => ({ seq: view.seq, bytes: encode({ type: 'snapshot', brand, ...view }) }))
      .finally(() => {
        underWay = null;
      });
    return underWay;
  };
}
