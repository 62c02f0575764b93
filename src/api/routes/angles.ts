import { z } from 'zod';
import { ClearedAngle, ClearedAngleRequest, OfferedAngle } from '../../contract/cleared-angle.ts';
import type { RefusedAngle } from '../../ports/angles.ts';
import type { Permission } from '../../contract/user.ts';
import { ProblemError, notFound } from '../errors.ts';
import { operation, type Access } from '../operation.ts';
import { BrandParams, onBrand } from './brands.ts';
import { OpportunityParams, onOpportunity } from './cards.ts';
import { drafterFor } from './drafts.ts';

const AngleParams = z.object({
  angle: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .meta({ description: 'Id of the angle' }),
});

/** The right must be held for the brand the angle belongs to. */
const onAngle = (permission: Permission): Access & { kind: 'brand' } => ({
  kind: 'brand',
  permission,
  brandOf: (context, params) => context.angles.brandOf(params.angle ?? ''),
});

const IS_NOW = { proposed: 'It waits for approval.', approved: 'It is approved.', withdrawn: 'It is withdrawn.' };

function refuseAngle({ refused }: RefusedAngle): ProblemError {
  switch (refused.kind) {
    case 'not-found':
      return notFound();
    case 'no-right':
      return new ProblemError(
        'no-right',
        'The brand wants approval by somebody with another role than you have there.',
      );
    case 'own-text':
      return new ProblemError('own-text', 'You proposed this text: somebody else has to approve it.');
    case 'wrong-state':
      return new ProblemError('wrong-state', `${IS_NOW[refused.state]} Nothing was done.`);
    case 'too-many':
      return new ProblemError(
        'too-many-drafts',
        `There are ${String(refused.most)} angles already: withdraw one first.`,
      );
  }
}

const tag = 'drafts';
const kept = { 200: { description: 'The angle as it is now', schema: z.object({ angle: ClearedAngle }) } };

export const angleOperations = [
  operation({
    ...{ method: 'get', path: '/api/brands/{brand}/angles', id: 'listAngles', tag },
    summary: 'Pre-cleared angles: texts approved in advance, with their conditions and uses',
    access: onBrand('read'),
    params: BrandParams,
    answers: { 200: { description: 'The newest first, withdrawn ones last', schema: z.array(ClearedAngle) } },
    handle: async ({ context, params }) => ({ body: await context.angles.list(params.brand) }),
  }),
  operation({
    ...{ method: 'post', path: '/api/brands/{brand}/angles', id: 'proposeAngle', tag },
    summary: 'Propose a text for approval in advance; its words never change',
    description: 'Audited. It opens nothing until those have approved it whom the brand asks where the gate says go.',
    access: onBrand('decide'),
    params: BrandParams,
    body: ClearedAngleRequest,
    answers: kept,
    problems: ['too-many-drafts'],
    handle: async ({ context, params, body, person }) => {
      const by = drafterFor(context, person, params.brand);
      const outcome = await context.angles.propose(params.brand, body, by, context.clock());
      if ('refused' in outcome) throw refuseAngle(outcome);
      return { body: outcome };
    },
  }),
  ...(['approve', 'withdraw'] as const).map((move) =>
    operation({
      ...{ method: 'post', path: `/api/angles/{angle}/${move}`, id: `${move}Angle`, tag },
      summary:
        move === 'approve'
          ? 'Approve an angle: from then on drafts with its words need no further approval, under its conditions'
          : 'Withdraw an angle, at once and for good: what was approved by it and is not out yet stays back',
      description: 'Audited.',
      access: onAngle(move === 'approve' ? 'approve' : 'decide'),
      params: AngleParams,
      answers: kept,
      problems: move === 'approve' ? ['wrong-state', 'own-text'] : ['wrong-state'],
      handle: async ({ context, params, person }) => {
        const brand = await context.angles.brandOf(params.angle);
        if (brand === null) throw notFound();
        const outcome = await context.angles[move](params.angle, drafterFor(context, person, brand), context.clock());
        if ('refused' in outcome) throw refuseAngle(outcome);
        return { body: outcome };
      },
    }),
  ),
  operation({
    ...{ method: 'get', path: '/api/opportunities/{opportunity}/angles', id: 'listOfferedAngles', tag },
    summary: 'The approved angles, each with what keeps it from answering this story now',
    description:
      'Begin a draft with the angle’s id and its words; sent unchanged, it is approved by that. Whatever stands in the way ' +
      'then, it waits for approval like any other.',
    access: onOpportunity('read'),
    params: OpportunityParams,
    answers: { 200: { description: 'Those that could be used first', schema: z.array(OfferedAngle) } },
    handle: async ({ context, params }) => ({
      body: await context.angles.offered(params.opportunity, context.clock()),
    }),
  }),
];
