import type { Context } from '../../src/context.ts';
import { Channel } from '../../src/contract/channel.ts';
import type { Delivery } from '../../src/contract/delivery.ts';

const AT = '2026-11-22T20:00:00Z';
export const CHANNEL_ID = 'channel-1';

export const aChannel = (changed: Partial<Channel> = {}): Channel =>
  Channel.parse({
    ...{ id: CHANNEL_ID, owner: { of: 'brand', brand: 'maison-sorbier' }, kind: 'slack', label: 'The newsroom' },
    ...{ to: 'hooks.example', createdAt: AT, updatedAt: AT, off: null },
    ...changed,
  });

export const aDelivery = (changed: Partial<Delivery> = {}): Delivery => ({
  ...{ id: 'delivery-1', state: 'sent', reason: 'merge-window', at: AT, dueAt: null, updatedAt: AT, into: null },
  channel: { id: CHANNEL_ID, label: 'The newsroom', kind: 'slack' },
  notice: { occasion: 'alert', brand: 'maison-sorbier', level: 'alert', at: AT, title: 'A night of lights' },
  attempts: [{ at: AT, status: 200, words: 'the receiver answered 200: ok' }],
  ...changed,
});

/** One channel of a brand, and one line in its log: enough to see who is let in. */
export function createFakeChannels(): Pick<Context, 'channels' | 'channelTester'> {
  const channel = aChannel();
  return {
    channels: {
      of: () => Promise.resolve([channel]),
      get: (id) => Promise.resolve(id === CHANNEL_ID ? channel : null),
      create: () => Promise.resolve({ channel, secret: null }),
      change: () => Promise.resolve(channel),
      remove: () => Promise.resolve(true),
      unsubscribe: (token) => Promise.resolve(token === `${CHANNEL_ID}.signed` ? channel.label : null),
      means: () => Promise.resolve({ mail: true, pushKey: 'a-key' }),
      channelOf: (id) => Promise.resolve(id === 'delivery-1' ? CHANNEL_ID : null),
      resend: () => Promise.resolve(aDelivery({ state: 'held', reason: 'retry' })),
      log: () => Promise.resolve({ deliveries: [aDelivery()], before: null }),
    },
    channelTester: { test: (id) => Promise.resolve(id === CHANNEL_ID ? aDelivery() : null) },
  };
}
