import { z } from 'zod';
import type { RefusedDecision } from '../../ports/newsroom.ts';
import { Card, CardDetail, ContextRead, ContextRequest } from '../../contract/card.ts';
import { Decision, DecisionRequest } from '../../contract/decision.ts';
import { Draft } from '../../contract/draft.ts';
import { Freeze } from '../../contract/freeze.ts';
import { MomentCard } from '../../contract/moment-card.ts';
import type { Permission } from '../../contract/user.ts';
import { ProblemError, notFound, sayFreeze } from '../errors.ts';
import type { Access } from '../operation.ts';
import { operation } from '../operation.ts';
import { BrandParams, onBrand } from './brands.ts';

export const OpportunityParams = z.object({
  // Whatever else the address holds names nothing: it never reaches the store.
  opportunity: z
    .string()
    .regex(/^[\w.:~-]{1,300}$/)
    .meta({ description: 'Id of the opportunity' }),
});

/** The right must be held for the brand the opportunity belongs to. */
export const onOpportunity = (permission: Permission): Access & { kind: 'brand' } => ({
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

/** `mayOverride`: whether this person may accept against the gate. */
function refusal({ refused, decision, freeze }: RefusedDecision, mayOverride: boolean): ProblemError {
  switch (refused) {
    case 'not-found':
      return notFound();
    case 'closed':
      return new ProblemError('closed', 'Its window is over: nothing can be decided any more.');
    case 'blocked':
      return new ProblemError('blocked', `The safety gate says block. ${mayOverride ? TO_OVERRIDE : TO_ASK}`);
    case 'context-unread':
      return new ProblemError(
        'context-unread',
        'Open the context first: the gate says review, and you have not opened the evidence since it does.',
      );
    case 'frozen':
      return new ProblemError('frozen', freeze ? sayFreeze(freeze) : 'An editor has to lift the freeze first.');
    case 'already-decided':
      return new ProblemError(
        'already-decided',
        decision
          ? `${decision.by.name} ${DID[decision.action]} it first, at ${decision.at}. Reopen it before deciding otherwise.`
          : 'Somebody decided about it first. Reopen it before deciding otherwise.',
      );
  }
}

const TO_OVERRIDE =
  'Read its reasons; to accept all the same, say why in a sentence of ten characters or more as `override`: it is recorded.';
const TO_ASK = 'Read its reasons; only an editor may accept all the same, with a reason that is recorded.';

const mayNotOverride = () =>
  new ProblemError(
    'no-right',
    'Accepting against the gate needs the right to approve, which editors have. Ask one of them; nothing was changed.',
  );

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
        description: 'The cards, moments ahead, freezes and drafts, and the number of the last change they contain',
        schema: z.object({
          seq: z.number().int(),
          cards: z.array(Card),
          moments: z.array(MomentCard),
          freezes: z.array(Freeze),
          drafts: z.array(Draft),
        }),
      },
    },
    handle: async ({ context, params }) => {
      const { seq, cards, moments, freezes, drafts } = await context.cards.list(params.brand);
      return { body: { seq, cards, moments, freezes, drafts } };
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
    handle: async ({ context, params, person }) => {
      const brand = await context.cards.brandOf(params.opportunity);
      const detail = brand && (await context.cards.get(brand, params.opportunity, person.id));
      if (!detail) throw notFound();
      return { body: detail };
    },
  }),
  operation({
    method: 'post',
    path: '/api/opportunities/{opportunity}/context',
    id: 'openContext',
    tag: 'opportunities',
    summary: 'Say that the evidence is before you, under the verdict that stands',
    description:
      'Under a review verdict nobody accepts before. It counts for one person and one verdict: when that changes, it is asked for again.',
    access: onOpportunity('decide'),
    params: OpportunityParams,
    body: ContextRequest,
    answers: { 200: { description: 'Whether it counts, and the verdict that stands', schema: ContextRead } },
    handle: async ({ context, params, body, person }) => {
      const read = await context.cards.readContext(params.opportunity, person.id, body.verdict, context.clock());
      if (!read) throw notFound();
      return { body: read };
    },
  }),
  operation({
    method: 'post',
    path: '/api/opportunities/{opportunity}/decisions',
    id: 'decide',
    tag: 'opportunities',
    summary: 'Accept, snooze, dismiss or reopen',
    description:
      'Kept for ever, and pushed to every console of the brand as a numbered change. To accept needs the context opened ' +
      'under a review verdict, and under a block verdict an override by somebody with the right to approve.',
    access: onOpportunity('decide'),
    params: OpportunityParams,
    body: DecisionRequest,
    answers: {
      200: { description: 'The card as it is now', schema: z.object({ card: Card, decision: Decision }) },
    },
    problems: ['already-decided', 'closed', 'blocked', 'context-unread', 'frozen'],
    handle: async ({ context, params, body, person }) => {
      const brand = await context.cards.brandOf(params.opportunity);
      const mayOverride = brand !== null && context.accounts.may(person, brand, 'approve');
      if (body.action === 'accept' && body.override !== undefined && !mayOverride) throw mayNotOverride();
      const by = { id: person.id, name: person.name };
      const outcome = await context.cards.decide(params.opportunity, body, by, context.clock());
      if ('refused' in outcome) throw refusal(outcome, mayOverride);
      return { body: { card: outcome.card, decision: outcome.decision } };
    },
  }),
];
