import { z } from 'zod';
import type { DecisionRefusal } from '../../context.ts';
import { Card, CardDetail } from '../../contract/card.ts';
import { Decision, DecisionRequest } from '../../contract/decision.ts';
import type { Permission } from '../../contract/user.ts';
import { ProblemError, notFound } from '../errors.ts';
import type { Access } from '../operation.ts';
import { operation } from '../operation.ts';
import { BrandParams, onBrand } from './brands.ts';

const OpportunityParams = z.object({
  // Whatever else the address holds names nothing: it never reaches the store.
  opportunity: z
    .string()
    .regex(/^[\w.:~-]{1,300}$/)
    .meta({ description: 'Id of the opportunity' }),
});

/** The right must be held for the brand the opportunity belongs to. */
const onOpportunity = (permission: Permission): Access & { kind: 'brand' } => ({
  kind: 'brand',
  permission,
  brandOf: (context, params) => context.cards.brandOf(params.opportunity ?? ''),
});

const DID: Record<Decision['action'], string> = {
  accept: 'accepted',
  snooze: 'snoozed',
  dismiss: 'dismissed',
  reopen: 'reopened',
};

function refusal(refused: DecisionRefusal, first: Decision | null): ProblemError {
  switch (refused) {
    case 'not-found':
      return notFound();
    case 'closed':
      return new ProblemError('closed', 'Its window is over: nothing can be decided any more.');
    case 'blocked':
      return new ProblemError('blocked', 'The safety gate says block. Read its reasons; it may open again by itself.');
    case 'already-decided':
      return new ProblemError(
        'already-decided',
        first
          ? `${first.by.name} ${DID[first.action]} it first, at ${first.at}. Reopen it before deciding otherwise.`
          : 'Somebody decided about it first. Reopen it before deciding otherwise.',
      );
  }
}

export const cardOperations = [
  operation({
    method: 'get',
    path: '/api/brands/{brand}/cards',
    id: 'listCards',
    tag: 'opportunities',
    summary: 'The cards of a brand: those that are open, and those closed or decided in the last day',
    access: onBrand('read'),
    params: BrandParams,
    answers: {
      200: {
        description: 'The cards, and the number of the last change they contain',
        schema: z.object({ seq: z.number().int(), cards: z.array(Card) }),
      },
    },
    handle: async ({ context, params }) => {
      const { seq, cards } = await context.cards.list(params.brand);
      return { body: { seq, cards } };
    },
  }),
  operation({
    method: 'get',
    path: '/api/opportunities/{opportunity}',
    id: 'getOpportunity',
    tag: 'opportunities',
    summary: 'Everything about one opportunity: evidence, verdict, window, history of decisions',
    access: onOpportunity('read'),
    params: OpportunityParams,
    answers: { 200: { description: 'The opportunity in full', schema: CardDetail } },
    handle: async ({ context, params }) => {
      const brand = await context.cards.brandOf(params.opportunity);
      const detail = brand && (await context.cards.get(brand, params.opportunity));
      if (!detail) throw notFound();
      return { body: detail };
    },
  }),
  operation({
    method: 'post',
    path: '/api/opportunities/{opportunity}/decisions',
    id: 'decide',
    tag: 'opportunities',
    summary: 'Accept, snooze, dismiss or reopen',
    description: 'Kept for ever, and pushed to every console of the brand as a numbered change.',
    access: onOpportunity('decide'),
    params: OpportunityParams,
    body: DecisionRequest,
    answers: {
      200: { description: 'The card as it is now', schema: z.object({ card: Card, decision: Decision }) },
    },
    problems: ['already-decided', 'closed', 'blocked'],
    handle: async ({ context, params, body, person }) => {
      const by = { id: person.id, name: person.name };
      const outcome = await context.cards.decide(params.opportunity, body, by, context.clock());
      if ('refused' in outcome) throw refusal(outcome.refused, outcome.decision);
      return { body: { card: outcome.card, decision: outcome.decision } };
    },
  }),
];
