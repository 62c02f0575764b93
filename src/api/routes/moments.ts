import { z } from 'zod';
import type { MomentRefusal, RefusedMomentDecision } from '../../ports/calendar.ts';
import { OwnMoment } from '../../contract/calendar.ts';
import { Slug } from '../../contract/common.ts';
import { MomentCard, MomentDecision, MomentDecisionRequest } from '../../contract/moment-card.ts';
import { Moment } from '../../contract/moment.ts';
import type { Permission } from '../../contract/user.ts';
import { ProblemError, notFound } from '../errors.ts';
import type { Access } from '../operation.ts';
import { operation } from '../operation.ts';
import { BrandParams, onBrand } from './brands.ts';

const MomentParams = BrandParams.extend({
  moment: Slug.meta({ description: 'Id of the moment', example: 'open-day' }),
});

const CardParams = z.object({
  // Brand, moment and first day.
  card: z
    .string()
    .regex(/^[\w.:~-]{1,300}$/)
    .meta({ description: 'Id of the card', example: 'maison-sorbier:christmas:2026-12-25' }),
});

/** The right must be held for the brand the card belongs to. */
const onCard = (permission: Permission): Access & { kind: 'brand' } => ({
  kind: 'brand',
  permission,
  brandOf: (context, params) => context.momentCards.brandOf(params.card ?? ''),
});

/** Why own moments were not written, to whoever wrote them. */
export function refuseMoments(refusal: MomentRefusal): ProblemError {
  if (refusal.refused === 'too-many') {
    return new ProblemError(
      'invalid',
      `A brand has at most ${String(refusal.most)} moments of its own: remove some first.`,
    );
  }
  const message = `"${refusal.id}" is a moment of the shipped calendar: give yours another name`;
  return new ProblemError('invalid', `${message}.`, { errors: [{ path: 'id', message }] });
}

const DID: Record<MomentDecision['action'], string> = { plan: 'planned', dismiss: 'dismissed', reopen: 'reopened' };

const REOPEN = 'Reopen it before deciding otherwise.';
const NEXT: Record<MomentDecision['action'], string> = { plan: REOPEN, dismiss: REOPEN, reopen: 'Plan or dismiss it.' };

function refuseDecision({ refused, decision: first }: RefusedMomentDecision): ProblemError {
  switch (refused) {
    case 'not-found':
      return notFound();
    case 'closed':
      return new ProblemError('closed', 'The day is over, or the moment was removed: nothing can be decided any more.');
    case 'already-decided':
      return new ProblemError(
        'already-decided',
        first
          ? `${first.by.name} ${DID[first.action]} it first, at ${first.at}. ${NEXT[first.action]}`
          : 'Nobody has decided about it, so there is nothing to reopen.',
      );
  }
}

export const momentOperations = [
  operation({
    method: 'get',
    path: '/api/brands/{brand}/moments',
    id: 'listMoments',
    tag: 'calendar',
    summary: "The brand's own moments",
    access: onBrand('read'),
    params: BrandParams,
    answers: { 200: { description: 'Moments, in the order of their ids', schema: z.array(Moment) } },
    handle: async ({ context, params }) => ({ body: await context.moments.own(params.brand) }),
  }),
  operation({
    method: 'post',
    path: '/api/brands/{brand}/moments',
    id: 'saveMoment',
    tag: 'calendar',
    summary: 'Add an own moment, or replace the one of that id',
    access: onBrand('edit-territory'),
    params: BrandParams,
    body: OwnMoment,
    answers: { 200: { description: 'The moment as it is kept', schema: Moment } },
    handle: async ({ context, params, body, person }) => {
      const moment = { ...body, brand: params.brand };
      const refused = await context.moments.putAll(params.brand, [moment], person.id);
      if (refused) throw refuseMoments(refused);
      return { body: moment };
    },
  }),
  operation({
    method: 'post',
    path: '/api/brands/{brand}/moments/{moment}/remove',
    id: 'removeMoment',
    tag: 'calendar',
    summary: 'Remove an own moment; its card is over',
    access: onBrand('edit-territory'),
    params: MomentParams,
    answers: { 200: { description: 'It is gone', schema: z.object({ removed: z.literal(true) }) } },
    handle: async ({ context, params, person }) => {
      if (!(await context.moments.remove(params.brand, params.moment, person.id))) throw notFound();
      return { body: { removed: true } };
    },
  }),
  operation({
    method: 'get',
    path: '/api/brands/{brand}/moment-cards',
    id: 'listMomentCards',
    tag: 'calendar',
    summary: 'Moments told ahead: near the territory or the brand’s own, their lead time begun, not yet over',
    access: onBrand('read'),
    params: BrandParams,
    answers: { 200: { description: 'Cards, the first day first', schema: z.array(MomentCard) } },
    handle: async ({ context, params }) => ({ body: await context.momentCards.list(params.brand) }),
  }),
  operation({
    method: 'post',
    path: '/api/moments/{card}/decisions',
    id: 'decideMoment',
    tag: 'calendar',
    summary: 'Plan a moment, dismiss it, or reopen it',
    description: 'Kept in the audit trail, and pushed to every console of the brand as a numbered change.',
    access: onCard('decide'),
    params: CardParams,
    body: MomentDecisionRequest,
    answers: {
      200: { description: 'The card as it is now', schema: z.object({ card: MomentCard, decision: MomentDecision }) },
    },
    problems: ['already-decided', 'closed'],
    handle: async ({ context, params, body, person }) => {
      const by = { id: person.id, name: person.name };
      const outcome = await context.momentCards.decide(params.card, body, by, context.clock());
      if ('refused' in outcome) throw refuseDecision(outcome);
      return { body: { card: outcome.card, decision: outcome.decision } };
    },
  }),
];
