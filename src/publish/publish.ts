import { setTimeout as sleep } from 'node:timers/promises';
import type { DestinationKind } from '../contract/destination.ts';
import type { AddressRules } from '../outbound/guarded-agent.ts';
import type { OpenDestination, Publisher, ReadPicture } from '../ports/publishing.ts';
import { createAsking } from './ask.ts';
import { bluesky } from './bluesky.ts';
import type { Channel, Means } from './channel.ts';
import { mastodon } from './mastodon.ts';
import { webhook } from './webhook.ts';

interface PublisherOptions {
  readonly rules: AddressRules;
  readonly pictures: ReadPicture;
  readonly clock: () => number;
  /** All that one attempt may take, milliseconds; well below the time after which it counts as left behind. */
  readonly timeoutMs?: number;
  readonly rest?: (ms: number) => Promise<void>;
}

const CHANNELS: Record<DestinationKind, Channel> = { webhook, bluesky, mastodon };
const TIMEOUT_MS = 45_000;
const TEST_TIMEOUT_MS = 15_000;

/** Speaks with every kind of destination. */
export function createPublisher(options: PublisherOptions): Publisher {
  const { rules, pictures, clock, timeoutMs = TIMEOUT_MS, rest = (ms) => sleep(ms) } = options;

  async function within<T>(ms: number, act: (means: Means) => Promise<T>): Promise<T> {
    const { ask, close } = createAsking(rules, ms);
    try {
      return await act({ ask, pictures, clock, rest });
    } finally {
      close();
    }
  }

  const channelOf = ({ way }: OpenDestination): Channel => CHANNELS[way.kind];
  return {
    send: (parcel) => within(timeoutMs, (means) => channelOf(parcel.destination).send(parcel, means)),
    look: (parcel) =>
      within(timeoutMs, async (means) => {
        const channel = channelOf(parcel.destination);
        return channel.look
          ? channel.look(parcel, means)
          : { kind: 'doubt', reason: { code: 'publication.lost', data: {} } };
      }),
    test: (destination) =>
      within(Math.min(TEST_TIMEOUT_MS, timeoutMs), (means) => channelOf(destination).test(destination, means)),
    remedyOf: (destination, begunAt, at) => channelOf(destination).remedyOf(destination, begunAt, at),
  };
}
