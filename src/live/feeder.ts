import { takePublished, takeRead, whereToStart } from '../core/delivery/catch-up.ts';
import type { Follower, Start } from '../core/delivery/catch-up.ts';
import { encode, encodeChange } from './channels.ts';
import type { Channel, Channels, Frame, Subscriber } from './channels.ts';
import type { MissedChanges } from './missed-changes.ts';

/** Where frames go: one client's socket. */
export interface Sink {
  open(): boolean;
  write(bytes: Buffer): void;
  /** Resolves once everything written has left this process, or the client is gone. */
  flushed(): Promise<void>;
  /** A change just published: written at once, unless too much waits already. */
  push(frame: Frame): void;
}

export interface FeederOptions {
  readonly channels: Channels;
  readonly changes: MissedChanges;
  readonly sink: Sink;
  /** The store cannot be read, or its numbers keep breaking off. */
  readonly onFailure: (error: unknown) => void;
}

/** Brings one client up to date in all its brands, and keeps it there. */
export interface Feeder {
  start(brands: readonly string[], cursors: ReadonlyMap<string, number>, sameEpoch: boolean): Promise<void>;
  stop(): void;
}

interface Brand {
  readonly id: string;
  readonly channel: Channel;
  follower: Follower;
  /** Changes sent since hello; null once the client was told that it has caught up. */
  missed: number | null;
  /** Set where only a snapshot is honest. */
  resync: boolean;
  /** Snapshots in a row. */
  resyncs: number;
}

/** Changes read at once for one client: bounds what waits in memory. */
const BATCH = 100;
const MOST_RESYNCS = 3;

export function createFeeder(options: FeederOptions): Feeder {
  const { channels, changes, sink } = options;
  const brands = new Map<string, Brand>();
  /** Brands read from the table. As long as there is one, nothing published is pushed: the table holds it. */
  const backlog = new Set<Brand>();
  let pumping = false;
  let stopped = false;

  const subscriber: Subscriber = {
    published(frame) {
      const brand = brands.get(frame.change.brand);
      if (!brand || !sink.open()) return;
      const step = takePublished(brand.follower, frame.change.seq);
      if (step === 'known') return;
      if (pumping || step === 'behind') readOn(brand);
      else {
        brand.follower = { seen: frame.change.seq, live: true };
        sink.push(frame);
      }
    },
    lost(id) {
      const brand = brands.get(id);
      if (!brand) return;
      brand.resync = true;
      readOn(brand);
    },
  };

  function readOn(brand: Brand): void {
    backlog.add(brand);
    if (pumping) return;
    pumping = true;
    pump().catch(options.onFailure);
  }

  async function pump(): Promise<void> {
    for (let [brand] = backlog; brand && sink.open(); [brand] = backlog) await catchUp(brand);
    pumping = false;
  }

  async function catchUp(brand: Brand): Promise<void> {
    while (sink.open() && backlog.has(brand)) {
      if (brand.resync) await sendSnapshot(brand, sink);
      const before = brand.channel.head();
      const read = await changes.since(brand.id, brand.follower.seen, BATCH);
      // No waiting from here to the cut-over: what is published meanwhile would be missed.
      if (brand.resync || !sink.open()) continue;
      const step = takeRead(brand.follower, read, { before, now: brand.channel.head() });
      if (step.kind === 'resync') {
        brand.resync = true;
        continue;
      }
      brand.follower = step.follower;
      for (const change of step.changes) sink.write(encodeChange(change).bytes);
      if (brand.missed !== null) brand.missed += step.changes.length;
      if (step.follower.live) {
        backlog.delete(brand);
        cutOver(brand, sink);
      }
      await sink.flushed();
    }
  }

  async function begin(id: string, cursor: number | undefined, sameEpoch: boolean): Promise<void> {
    const channel = await channels.open(id, subscriber);
    const last = await changes.last(id);
    if (stopped) channels.close(id, subscriber);
    else {
      const brand = newBrand(id, channel, whereToStart({ cursor, sameEpoch, last }));
      brands.set(id, brand);
      backlog.add(brand);
    }
  }

  return {
    async start(ids, cursors, sameEpoch) {
      pumping = true;
      await Promise.all(ids.map((id) => begin(id, cursors.get(id), sameEpoch)));
      await pump();
    },
    stop() {
      stopped = true;
      for (const id of brands.keys()) channels.close(id, subscriber);
      brands.clear();
      backlog.clear();
    },
  };
}

function newBrand(id: string, channel: Channel, start: Start): Brand {
  const seen = start.kind === 'resume' ? start.after : 0;
  return { id, channel, follower: { seen, live: false }, missed: 0, resync: start.kind === 'snapshot', resyncs: 0 };
}

function cutOver(brand: Brand, sink: Sink): void {
  brand.resyncs = 0;
  if (brand.missed !== null) sayCaughtUp(brand, sink, brand.missed);
}

function sayCaughtUp(brand: Brand, sink: Sink, missed: number): void {
  sink.write(encode({ type: 'caught-up', brand: brand.id, seq: brand.follower.seen, missed }));
  brand.missed = null;
}

async function sendSnapshot(brand: Brand, sink: Sink): Promise<void> {
  brand.resync = false;
  brand.resyncs += 1;
  if (brand.resyncs > MOST_RESYNCS) throw new Error(`the changes of ${brand.id} do not follow their own numbers`);
  const { seq, bytes } = await brand.channel.snapshot();
  if (!sink.open()) return;
  brand.follower = { seen: seq, live: false };
  sink.write(bytes);
  sayCaughtUp(brand, sink, 0);
  await sink.flushed();
}
