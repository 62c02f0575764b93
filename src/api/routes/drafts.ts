import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Drafter } from '../../ports/newsroom.ts';
import type { Person } from '../../ports/people.ts';
import { DraftDetail, WaitingDraft } from '../../contract/approval.ts';
import { Draft, DraftMoveRequest, NewDraftRequest } from '../../contract/draft.ts';
import type { Permission } from '../../contract/user.ts';
import { notFound } from '../errors.ts';
import { operation, type Access } from '../operation.ts';
import { BrandParams, onBrand } from './brands.ts';
import { OpportunityParams, onOpportunity } from './cards.ts';
import { refuseDraft } from './refuse-draft.ts';

export const DraftParams = z.object({
  // Whatever else the address holds names nothing: it never reaches the store.
  draft: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .meta({ description: 'Id of the draft' }),
});

/** The right must be held for the brand the draft belongs to. */
export const onDraft = (permission: Permission): Access & { kind: 'brand' } => ({
  kind: 'brand',
  permission,
  brandOf: (context, params) => context.draftStore.brandOf(params.draft ?? ''),
});

/** What a person holds for a brand, everything they hold for all brands included. */
export function drafterFor({ accounts }: Context, person: Person, brand: string): Drafter {
  const roles = person.grants.filter((grant) => grant.brand === '*' || grant.brand === brand).map(({ role }) => role);
  const may = (permission: Permission) => accounts.may(person, brand, permission);
  const { id, name } = person;
  return { id, name, roles: [...new Set(roles)], mayWrite: may('decide'), mayApprove: may('approve') };
}

const moved = { description: 'The draft as it is now', schema: z.object({ draft: Draft }) };

export const draftOperations = [
  operation({
    method: 'post',
    path: '/api/opportunities/{opportunity}/drafts',
    id: 'writeDraft',
    tag: 'drafts',
    summary: 'Begin a draft for an accepted opportunity',
    description:
      'Writing is allowed while the story is held or the brand is frozen: nothing goes out by it. Pushed to every console of ' +
      'the brand as a numbered change.',
    access: onOpportunity('decide'),
    params: OpportunityParams,
    body: NewDraftRequest,
    answers: { 200: moved },
    problems: ['closed', 'not-accepted', 'blocked', 'too-many-drafts', 'no-picture'],
    handle: async ({ context, params, body, person }) => {
      const brand = await context.cards.brandOf(params.opportunity);
      if (brand === null) throw notFound();
      const by = drafterFor(context, person, brand);
      const outcome = await context.draftStore.create(params.opportunity, body, by, context.clock());
      if ('refused' in outcome) throw refuseDraft(outcome, by);
      return { body: { draft: outcome.draft } };
    },
  }),
  operation({
    method: 'get',
    path: '/api/opportunities/{opportunity}/drafts',
    id: 'listDrafts',
    tag: 'drafts',
    summary: 'Every draft of an opportunity, those that were withdrawn too',
    access: onOpportunity('read'),
    params: OpportunityParams,
    answers: { 200: { description: 'The oldest first', schema: z.object({ drafts: z.array(Draft) }) } },
    handle: async ({ context, params }) => ({ body: { drafts: await context.draftStore.list(params.opportunity) } }),
  }),
  operation({
    method: 'get',
    path: '/api/drafts/{draft}',
    id: 'getDraft',
    tag: 'drafts',
    summary: 'A draft with every text it ever had, who must approve it, and what you could do with it now',
    access: onDraft('read'),
    params: DraftParams,
    answers: { 200: { description: 'The draft in full', schema: DraftDetail } },
    handle: async ({ context, params, person }) => {
      const brand = await context.draftStore.brandOf(params.draft);
      const by = brand === null ? null : drafterFor(context, person, brand);
      const detail = by && (await context.draftStore.get(params.draft, by, context.clock()));
      if (!detail) throw notFound();
      return { body: detail };
    },
  }),
  operation({
    method: 'post',
    path: '/api/drafts/{draft}/moves',
    id: 'moveDraft',
    tag: 'drafts',
    summary:
      'Rewrite a draft, send it for approval, approve, ask for a change, reject, withdraw, or say that it is out',
    description:
      'Names the version that was before you: where the text has changed since, nothing is done. Approving, asking for a ' +
      'change and rejecting need the right to approve, and a role that the brand’s policy names. Sending, approving and ' +
      'publishing need a story that may go out. Audited, and pushed as a numbered change.',
    access: onDraft('decide'),
    params: DraftParams,
    body: DraftMoveRequest,
    answers: { 200: moved },
    problems: [
      ...(['wrong-state', 'other-version', 'already-out', 'own-text', 'approved-under', 'angle-over'] as const),
      ...(['alt-missing', 'no-picture'] as const),
      ...(['not-accepted', 'held', 'blocked', 'frozen'] as const),
    ],
    handle: async ({ context, params, body, person }) => {
      const brand = await context.draftStore.brandOf(params.draft);
      if (brand === null) throw notFound();
      const by = drafterFor(context, person, brand);
      const outcome = await context.draftStore.move(params.draft, body, by, context.clock());
      if ('refused' in outcome) throw refuseDraft(outcome, by, body);
      return { body: { draft: outcome.draft } };
    },
  }),
  operation({
    method: 'get',
    path: '/api/brands/{brand}/approvals',
    id: 'listApprovals',
    tag: 'drafts',
    summary: 'The drafts that wait for approval, each beside the card it answers',
    access: onBrand('read'),
    params: BrandParams,
    answers: {
      200: {
        description: 'Those whose time ends first before others',
        schema: z.object({ approvals: z.array(WaitingDraft) }),
      },
    },
    handle: async ({ context, params }) => ({ body: { approvals: await context.draftStore.waiting(params.brand) } }),
  }),
];
