import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Person } from '../../ports/people.ts';
import {
  Channel,
  ChannelMeans,
  type ChannelOwner,
  ChannelSettings,
  NewChannel,
  NewChannelRequest,
} from '../../contract/channel.ts';
import { Delivery, DeliveryPage, DeliveryQuery } from '../../contract/delivery.ts';
import { ProblemError, invalid, notFound, tooMany } from '../errors.ts';
import { operation } from '../operation.ts';
import { ownOf } from '../refuse-account.ts';
import { BrandParams, onBrand } from './brands.ts';

const tag = 'channels';
const own = { kind: 'person' } as const;
const administers = onBrand('administer');

const ChannelParams = z.object({
  channel: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .meta({ description: 'Id of the channel' }),
});
const LogQuery = DeliveryQuery.extend({
  before: z.coerce.number().int().positive().optional().meta({ description: 'Older than this' }),
});

const channels = { 200: { description: 'The oldest first; without where they lead', schema: z.array(Channel) } };
const channel = { 200: { description: 'The channel as it is now', schema: Channel } };
const made = { 200: { description: 'The channel; the secret of a webhook is shown only now', schema: NewChannel } };
const log = { 200: { description: 'At most 50', schema: DeliveryPage } };

const ofPerson = (person: Person): ChannelOwner => ({ of: 'person', person: ownOf(person).id });

/** The channel, where the person may change it: their own, or of a brand that they administer. */
async function find(context: Context, person: Person, id: string): Promise<Channel> {
  const found = await context.channels.get(id);
  if (!found) throw notFound();
  const { owner } = found;
  if (owner.of === 'person' ? owner.person === person.id : context.accounts.may(person, owner.brand, 'administer')) {
    return found;
  }
  if (owner.of === 'person' || !context.accounts.may(person, owner.brand, 'read')) throw notFound();
  throw new ProblemError('no-right', 'Channels of a brand are changed by whoever administers it.');
}

async function create(context: Context, owner: ChannelOwner, person: Person, body: NewChannelRequest) {
  const outcome = await context.channels.create(owner, body, person, context.clock());
  if (!('refused' in outcome)) return { body: outcome };
  switch (outcome.refused) {
    case 'not-found':
      throw notFound();
    case 'too-many':
      throw new ProblemError('too-many-channels', 'Remove one that is no longer used first.');
    case 'no-mail':
      throw new ProblemError('no-mail', 'Whoever runs this installation has to set REBOND_SMTP_URL first.');
    case 'needs-address':
      throw new ProblemError('invalid', 'Say to which address.', {
        errors: [{ path: 'target.address', message: 'say to which address' }],
      });
  }
}

async function readLog(context: Context, owner: ChannelOwner, request: IncomingMessage) {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const read = LogQuery.safeParse(Object.fromEntries([...searchParams].filter(([, value]) => value !== '')));
  if (!read.success) throw invalid(read.error);
  const { before, ...query } = read.data;
  return { body: await context.channels.log(owner, query, before ?? null) };
}

const ownOperations = [
  operation({
    ...{ method: 'get', path: '/api/channels', id: 'listOwnChannels', tag, access: own, answers: channels },
    summary: 'Your own channels',
    handle: async ({ context, person }) => ({ body: await context.channels.of(ofPerson(person)) }),
  }),
  operation({
    ...{ method: 'post', path: '/api/channels', id: 'createOwnChannel', tag, access: own, answers: made },
    summary: 'Make a channel of your own: mail to your account’s address, this browser, a chat room or a webhook',
    body: NewChannelRequest,
    problems: ['too-many-channels', 'no-mail'],
    handle: ({ context, person, body }) => create(context, ofPerson(person), person, body),
  }),
  operation({
    ...{ method: 'get', path: '/api/channels/means', id: 'getChannelMeans', tag, access: own },
    summary: 'What this installation can send, and the key that browsers subscribe with',
    answers: { 200: { description: 'The means', schema: ChannelMeans } },
    handle: async ({ context }) => ({ body: await context.channels.means() }),
  }),
  operation({
    ...{ method: 'get', path: '/api/deliveries', id: 'listOwnDeliveries', tag, access: own, answers: log },
    summary: 'What your channels were told and were not, and why; newest first',
    query: LogQuery,
    problems: ['invalid'],
    handle: ({ context, person, request }) => readLog(context, ofPerson(person), request),
  }),
];

const brandOperations = [
  operation({
    ...{ method: 'get', path: '/api/brands/{brand}/channels', id: 'listBrandChannels', tag, access: administers },
    summary: 'The channels of a brand',
    params: BrandParams,
    answers: channels,
    handle: async ({ context, params }) => ({ body: await context.channels.of({ of: 'brand', brand: params.brand }) }),
  }),
  operation({
    ...{ method: 'post', path: '/api/brands/{brand}/channels', id: 'createBrandChannel', tag, access: administers },
    summary: 'Make a channel for a brand',
    params: BrandParams,
    body: NewChannelRequest,
    answers: made,
    problems: ['too-many-channels', 'no-mail'],
    handle: ({ context, person, params, body }) => create(context, { of: 'brand', brand: params.brand }, person, body),
  }),
  operation({
    ...{ method: 'get', path: '/api/brands/{brand}/deliveries', id: 'listBrandDeliveries', tag, access: administers },
    summary: 'What the channels of a brand were told and were not, and why; newest first',
    params: BrandParams,
    query: LogQuery,
    answers: log,
    problems: ['invalid'],
    handle: ({ context, params, request }) => readLog(context, { of: 'brand', brand: params.brand }, request),
  }),
];

const eachOperations = [
  operation({
    ...{ method: 'post', path: '/api/channels/{channel}/change', id: 'changeChannel', tag, access: own },
    summary: 'Change what a channel hears and when; where it leads stays',
    description: 'Your own, or one of a brand that you administer. Switched off, it drops what waits.',
    params: ChannelParams,
    body: ChannelSettings,
    answers: channel,
    handle: async ({ context, person, params, body }) => {
      const { id } = await find(context, ownOf(person), params.channel);
      const changed = await context.channels.change(id, body, person, context.clock());
      if (!changed) throw notFound();
      return { body: changed };
    },
  }),
  operation({
    ...{ method: 'post', path: '/api/channels/{channel}/remove', id: 'removeChannel', tag, access: own },
    summary: 'Remove a channel: what waits is dropped, its log stays',
    params: ChannelParams,
    answers: { 200: { description: 'It is gone', schema: z.object({ removed: z.literal(true) }) } },
    handle: async ({ context, person, params }) => {
      const { id } = await find(context, ownOf(person), params.channel);
      if (!(await context.channels.remove(id, person, context.clock()))) throw notFound();
      return { body: { removed: true } };
    },
  }),
  operation({
    ...{ method: 'post', path: '/api/channels/{channel}/test', id: 'testChannel', tag, access: own },
    summary: 'Send a test message now and say what the receiver answered',
    description: 'Sent past quiet hours and digest, once, also where the channel is switched off.',
    params: ChannelParams,
    answers: { 200: { description: 'The delivery, with the answer in words', schema: Delivery } },
    handle: async ({ context, person, params }) => {
      const { id } = await find(context, ownOf(person), params.channel);
      const delivery = await context.channelTester.test(id, context.clock());
      if (delivery === null) throw notFound();
      if (delivery === 'too-soon') throw tooMany(5);
      return { body: delivery };
    },
  }),
];

const DeliveryParams = z.object({
  delivery: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .meta({ description: 'Id of the delivery' }),
});

const resendOperation = operation({
  ...{ method: 'post', path: '/api/deliveries/{delivery}/resend', id: 'resendDelivery', tag, access: own },
  summary: 'Send a delivery once more, under the same id: one that failed, is in doubt, or went to a webhook',
  description: 'It goes out within seconds; its next line in the log says what the receiver answered. Audited.',
  params: DeliveryParams,
  answers: { 200: { description: 'The delivery, which waits to be sent', schema: Delivery } },
  handle: async ({ context, person, params }) => {
    const channel = await context.channels.channelOf(params.delivery);
    if (channel === null) throw notFound();
    await find(context, ownOf(person), channel);
    const delivery = await context.channels.resend(params.delivery, person, context.clock());
    if (delivery === null) throw notFound();
    return { body: delivery };
  },
});

export const channelOperations = [...ownOperations, ...brandOperations, ...eachOperations, resendOperation];
