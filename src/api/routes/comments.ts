import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { RefusedComment } from '../../ports/newsroom.ts';
import type { Person } from '../../ports/people.ts';
import { Calls, Colleague, Comment, CommentRequest } from '../../contract/teamwork.ts';
import { ProblemError, notFound } from '../errors.ts';
import { operation } from '../operation.ts';
import { BrandParams, onBrand } from './brands.ts';
import { OpportunityParams, onOpportunity } from './cards.ts';

/** Older calls are history, which is on the card. */
const CALLS_MS = 7 * 86_400_000;

/** Whoever works for the brand says something; whoever only reads does not. */
function requireWork({ accounts }: Context, person: Person, brand: string): void {
  if (accounts.may(person, brand, 'decide') || accounts.may(person, brand, 'edit-territory')) return;
  throw new ProblemError('no-right', 'This needs the right to decide or edit-territory. Ask an administrator for it.');
}

function refusal({ refused }: RefusedComment): ProblemError {
  switch (refused) {
    case 'not-found':
      return notFound();
    case 'no-colleague':
      return new ProblemError('invalid', 'mentions: somebody called has no role for this brand. Leave them out.');
    case 'other-key':
      return new ProblemError('invalid', 'key: it was used for another opportunity. Make a new one for each comment.');
  }
}

export const commentOperations = [
  operation({
    method: 'get',
    path: '/api/brands/{brand}/people',
    id: 'listColleagues',
    tag: 'people',
    summary: 'Everybody who holds a role for the brand, by name',
    access: onBrand('read'),
    params: BrandParams,
    answers: { 200: { description: 'Colleagues with their roles for this brand', schema: z.array(Colleague) } },
    handle: async ({ context, params }) => ({ body: await context.assignments.colleagues(params.brand) }),
  }),
  operation({
    method: 'get',
    path: '/api/opportunities/{opportunity}/comments',
    id: 'listComments',
    tag: 'opportunities',
    summary: 'What colleagues said about an opportunity, the oldest first',
    access: onOpportunity('read'),
    params: OpportunityParams,
    answers: { 200: { description: 'The newest 500', schema: z.array(Comment) } },
    handle: async ({ context, params }) => ({ body: await context.comments.of(params.opportunity) }),
  }),
  operation({
    method: 'post',
    path: '/api/opportunities/{opportunity}/comments',
    id: 'writeComment',
    tag: 'opportunities',
    summary: 'Say something about an opportunity, and call colleagues',
    description:
      'Kept for ever, and pushed to every console of the brand as a numbered change. Sent again under the same key it is ' +
      'written once. Needs the right to decide or to edit the territory.',
    access: onOpportunity('read'),
    params: OpportunityParams,
    body: CommentRequest,
    answers: { 200: { description: 'The comment as it stands', schema: Comment } },
    handle: async ({ context, params, body, person }) => {
      requireWork(context, person, (await context.cards.brandOf(params.opportunity)) ?? '');
      const by = { id: person.id, name: person.name };
      const written = await context.comments.write(params.opportunity, body, by, context.clock());
      if ('refused' in written) throw refusal(written);
      return { body: written };
    },
  }),
  operation({
    method: 'get',
    path: '/api/me/calls',
    id: 'listCalls',
    tag: 'people',
    summary: 'Comments of the last seven days that call the person who asks, the newest first',
    access: { kind: 'person' },
    answers: { 200: { description: 'At most 50, of brands the person may see', schema: Calls } },
    handle: async ({ context, person }) => {
      const brands = (await context.brands.list()).map(({ id }) => id);
      const readable = brands.filter((brand) => context.accounts.may(person, brand, 'read'));
      return { body: await context.comments.callsOf(person.id, readable, context.clock() - CALLS_MS) };
    },
  }),
];
