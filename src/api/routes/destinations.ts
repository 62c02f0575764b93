import { z } from 'zod';
import { Destination, DestinationDetail, DestinationRequest, DestinationTest } from '../../contract/destination.ts';
import type { Permission } from '../../contract/user.ts';
import { notFound } from '../errors.ts';
import { operation, type Access } from '../operation.ts';
import { BrandParams, onBrand } from './brands.ts';
import { refuseDestination } from './refuse-publication.ts';

const DestinationParams = z.object({
  destination: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .meta({ description: 'Id of the destination' }),
});

/** The right must be held for the brand the destination belongs to. */
const onDestination = (permission: Permission): Access & { kind: 'brand' } => ({
  kind: 'brand',
  permission,
  brandOf: (context, params) => context.destinations.brandOf(params.destination ?? ''),
});

const kept = { 200: { description: 'The destination as it is kept, without its secret', schema: DestinationDetail } };
const tag = 'publishing';

export const destinationOperations = [
  operation({
    ...{ method: 'get', path: '/api/brands/{brand}/destinations', id: 'listDestinations', tag },
    summary: 'Where the brand publishes: receivers and accounts, by name',
    access: onBrand('decide'),
    params: BrandParams,
    answers: { 200: { description: 'Without addresses and secrets', schema: z.array(Destination) } },
    handle: async ({ context, params }) => ({ body: await context.destinations.list(params.brand) }),
  }),
  operation({
    ...{ method: 'post', path: '/api/brands/{brand}/destinations', id: 'addDestination', tag },
    summary: 'Add a webhook, a Bluesky account or a Mastodon account',
    description: 'The secret is sealed in the database and never told again.',
    access: onBrand('administer'),
    params: BrandParams,
    body: DestinationRequest,
    answers: kept,
    handle: async ({ context, params, body, person }) => {
      const outcome = await context.destinations.add(params.brand, body, person.id, context.clock());
      if ('refused' in outcome) throw refuseDestination(outcome);
      return { body: outcome };
    },
  }),
  operation({
    ...{ method: 'get', path: '/api/destinations/{destination}', id: 'getDestination', tag },
    summary: 'A destination in full, but for its secret',
    access: onDestination('administer'),
    params: DestinationParams,
    answers: kept,
    handle: async ({ context, params }) => {
      const detail = await context.destinations.get(params.destination);
      if (!detail) throw notFound();
      return { body: detail };
    },
  }),
  operation({
    ...{ method: 'post', path: '/api/destinations/{destination}', id: 'changeDestination', tag },
    summary: 'Change a destination; where it leads stays',
    access: onDestination('administer'),
    params: DestinationParams,
    body: DestinationRequest,
    answers: kept,
    handle: async ({ context, params, body, person }) => {
      const outcome = await context.destinations.change(params.destination, body, person.id, context.clock());
      if ('refused' in outcome) throw refuseDestination(outcome);
      return { body: outcome };
    },
  }),
  operation({
    ...{ method: 'post', path: '/api/destinations/{destination}/remove', id: 'removeDestination', tag },
    summary: 'Remove a destination; what was on its way to it is held',
    access: onDestination('administer'),
    params: DestinationParams,
    answers: { 200: { description: 'It is gone', schema: z.object({ removed: z.literal(true) }) } },
    handle: async ({ context, params, person }) => {
      if (!(await context.destinations.remove(params.destination, person.id, context.clock()))) throw notFound();
      return { body: { removed: true } };
    },
  }),
  operation({
    ...{ method: 'post', path: '/api/destinations/{destination}/test', id: 'testDestination', tag },
    summary: 'Try whether it answers and takes the secret; nothing is published',
    access: onDestination('administer'),
    params: DestinationParams,
    answers: { 200: { description: 'What it answered', schema: DestinationTest } },
    handle: async ({ context, params }) => {
      const open = await context.destinations.open(params.destination);
      if (!open) throw notFound();
      return { body: await context.publisher.test(open) };
    },
  }),
];
