import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Person } from '../../ports/people.ts';
import { Freeze, FreezeRequest } from '../../contract/freeze.ts';
import { ProblemError } from '../errors.ts';
import { operation } from '../operation.ts';
import { BrandParams, onBrand } from './brands.ts';

const EVERYTHING = '*';

/** Everything is everybody's: it takes a role for all brands. */
function requireEverything({ accounts }: Context, person: Person): void {
  if (accounts.may(person, EVERYTHING, 'approve')) return;
  throw new ProblemError(
    'no-right',
    'To freeze everything or lift it needs the right to approve for all brands. Freeze the brand you have a role for.',
  );
}

async function freeze(context: Context, scope: string, reason: string, { id, name }: Person): Promise<Freeze> {
  return context.freezes.freeze(scope, reason, { id, name }, context.clock());
}

async function lift(context: Context, scope: string, reason: string, { id, name }: Person): Promise<Freeze> {
  const lifted = await context.freezes.lift(scope, reason, { id, name }, context.clock());
  if (lifted) return lifted;
  const what = scope === EVERYTHING ? 'There is no freeze of everything' : 'This brand has no freeze of its own';
  throw new ProblemError('not-frozen', `${what}; somebody may have lifted it already.`);
}

const standing = { description: 'The freeze that stands', schema: Freeze };
const lifted = { description: 'The freeze that was lifted', schema: Freeze };
const anywhere = { kind: 'anywhere', permissions: ['approve'] } as const;
const PUSHED =
  'Audited, and pushed to every console as a numbered change. Where it is frozen already, that freeze stays.';

export const freezeOperations = [
  operation({
    method: 'get',
    path: '/api/brands/{brand}/freezes',
    id: 'listFreezes',
    tag: 'freezes',
    summary: 'What keeps the brand from speaking: its own freeze, and that of everything',
    access: onBrand('read'),
    params: BrandParams,
    answers: { 200: { description: 'None where nothing is frozen', schema: z.array(Freeze) } },
    handle: async ({ context, params }) => ({ body: await context.freezes.of(params.brand) }),
  }),
  operation({
    method: 'post',
    path: '/api/brands/{brand}/freeze',
    id: 'freezeBrand',
    tag: 'freezes',
    summary: 'Freeze a brand: nothing is accepted, approved or published until somebody lifts it',
    description: PUSHED,
    access: onBrand('approve'),
    params: BrandParams,
    body: FreezeRequest,
    answers: { 200: standing },
    handle: async ({ context, params, body, person }) => ({
      body: await freeze(context, params.brand, body.reason, person),
    }),
  }),
  operation({
    method: 'post',
    path: '/api/brands/{brand}/unfreeze',
    id: 'unfreezeBrand',
    tag: 'freezes',
    summary: 'Lift the freeze of a brand; a freeze of everything stays',
    access: onBrand('approve'),
    params: BrandParams,
    body: FreezeRequest,
    answers: { 200: lifted },
    problems: ['not-frozen'],
    handle: async ({ context, params, body, person }) => ({
      body: await lift(context, params.brand, body.reason, person),
    }),
  }),
  operation({
    method: 'post',
    path: '/api/freeze',
    id: 'freezeEverything',
    tag: 'freezes',
    summary: 'Freeze every brand at once',
    description: `${PUSHED} Needs the right to approve for all brands.`,
    access: anywhere,
    body: FreezeRequest,
    answers: { 200: standing },
    handle: async ({ context, body, person }) => {
      requireEverything(context, person);
      return { body: await freeze(context, EVERYTHING, body.reason, person) };
    },
  }),
  operation({
    method: 'post',
    path: '/api/unfreeze',
    id: 'unfreezeEverything',
    tag: 'freezes',
    summary: 'Lift the freeze of everything; a brand that has its own stays frozen',
    description: 'Needs the right to approve for all brands.',
    access: anywhere,
    body: FreezeRequest,
    answers: { 200: lifted },
    problems: ['not-frozen'],
    handle: async ({ context, body, person }) => {
      requireEverything(context, person);
      return { body: await lift(context, EVERYTHING, body.reason, person) };
    },
  }),
];
