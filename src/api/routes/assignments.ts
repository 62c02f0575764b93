import { z } from 'zod';
import type { RefusedAssignment } from '../../ports/newsroom.ts';
import { Card } from '../../contract/card.ts';
import { AssignRequest, SavedView, SavedViewName, SavedViewRequest } from '../../contract/teamwork.ts';
import { ProblemError, notFound } from '../errors.ts';
import { operation } from '../operation.ts';
import { OpportunityParams, onOpportunity } from './cards.ts';

function refusal({ refused }: RefusedAssignment): ProblemError {
  switch (refused) {
    case 'not-found':
      return notFound();
    case 'closed':
      return new ProblemError('closed', 'Its window is over: there is nothing left to take care of.');
    case 'cannot-decide':
      return new ProblemError('invalid', 'to: this person may not decide for the brand. Choose somebody who may.');
  }
}

const views = { description: 'All of them, by name', schema: z.array(SavedView) };

export const assignmentOperations = [
  operation({
    method: 'post',
    path: '/api/opportunities/{opportunity}/assignment',
    id: 'assign',
    tag: 'opportunities',
    summary: 'Say who takes care of an opportunity, or that nobody does any more',
    description:
      'Audited, and pushed to every console of the brand as a numbered change. Only who may decide is chosen.',
    access: onOpportunity('decide'),
    params: OpportunityParams,
    body: AssignRequest,
    answers: { 200: { description: 'The card as it is now', schema: Card } },
    problems: ['closed'],
    handle: async ({ context, params, body, person }) => {
      const by = { id: person.id, name: person.name };
      const card = await context.assignments.assign(params.opportunity, body.to, by, context.clock());
      if ('refused' in card) throw refusal(card);
      return { body: card };
    },
  }),
  operation({
    method: 'get',
    path: '/api/me/views',
    id: 'listViews',
    tag: 'people',
    summary: 'Filters of the feed that the person who asks keeps under a name',
    access: { kind: 'person' },
    answers: { 200: views },
    handle: async ({ context, person }) => ({ body: await context.views.list(person.id) }),
  }),
  operation({
    method: 'post',
    path: '/api/me/views',
    id: 'saveView',
    tag: 'people',
    summary: 'Keep filters of the feed under a name; a name that is there already takes the new ones',
    access: { kind: 'person' },
    body: SavedViewRequest,
    answers: { 200: views },
    handle: async ({ context, body, person }) => {
      const known = await context.views.list(person.id);
      if (known.length >= MOST_VIEWS && !known.some(({ name }) => name === body.name)) throw tooManyViews();
      return { body: await context.views.save(person.id, body, context.clock()) };
    },
  }),
  operation({
    method: 'post',
    path: '/api/me/views/remove',
    id: 'removeView',
    tag: 'people',
    summary: 'Forget a name; nothing happens where there is none such',
    access: { kind: 'person' },
    body: SavedViewName,
    answers: { 200: views },
    handle: async ({ context, body, person }) => ({ body: await context.views.remove(person.id, body.name) }),
  }),
];

const MOST_VIEWS = 50;
const tooManyViews = () =>
  new ProblemError('invalid', `name: you keep ${String(MOST_VIEWS)} views already. Remove one first.`);
