import { z } from 'zod';
import { Draft } from '../../contract/draft.ts';
import { PublicationMoveRequest, PublicationRequest } from '../../contract/publishing.ts';
import type { Permission } from '../../contract/user.ts';
import { notFound } from '../errors.ts';
import { operation, type Access } from '../operation.ts';
import { DraftParams, drafterFor, onDraft } from './drafts.ts';
import { refusePublication } from './refuse-publication.ts';

const PublicationParams = z.object({
  publication: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .meta({ description: 'Id of the publication' }),
});

/** The right must be held for the brand the publication belongs to. */
const onPublication = (permission: Permission): Access & { kind: 'brand' } => ({
  kind: 'brand',
  permission,
  brandOf: (context, params) => context.publications.brandOf(params.publication ?? ''),
});

const moved = { description: 'The draft with its publications as they are now', schema: z.object({ draft: Draft }) };
const OUTWARD = [
  ...([
    'wrong-state',
    'other-version',
    'already-out',
    'going-out',
    'approved-under',
    'alt-missing',
    'too-long',
  ] as const),
  ...(['not-accepted', 'held', 'blocked', 'frozen'] as const),
];

export const publicationOperations = [
  operation({
    method: 'post',
    path: '/api/drafts/{draft}/publications',
    id: 'publishDraft',
    tag: 'publishing',
    summary: 'Send an approved version of a draft out, at once or at a time, to each platform once',
    description:
      'All platforms or none: refused where anything stands in the way of one. What is on its way is held as soon as the ' +
      'story is held or blocked, the brand is frozen, or the draft changes. Everything is asked again before a byte leaves. ' +
      'Audited, and pushed as a numbered change of the draft.',
    access: onDraft('decide'),
    params: DraftParams,
    body: PublicationRequest,
    answers: { 200: moved },
    problems: [...OUTWARD, 'no-destination'],
    handle: async ({ context, params, body, person }) => {
      const brand = await context.draftStore.brandOf(params.draft);
      if (brand === null) throw notFound();
      const by = drafterFor(context, person, brand);
      const outcome = await context.publications.order(params.draft, body, by, context.clock());
      if ('refused' in outcome) throw refusePublication(outcome.refused, by);
      return { body: { draft: outcome.draft } };
    },
  }),
  operation({
    method: 'post',
    path: '/api/publications/{publication}/moves',
    id: 'movePublication',
    tag: 'publishing',
    summary: 'Let a publication go on, give it up, or say what became of one that nobody can tell of',
    description:
      'Lifting a freeze sends nothing: a person lets it go on. A repetition goes under the id of the first attempt, so that ' +
      'the other side can tell.',
    access: onPublication('decide'),
    params: PublicationParams,
    body: PublicationMoveRequest,
    answers: { 200: moved },
    problems: OUTWARD,
    handle: async ({ context, params, body, person }) => {
      const brand = await context.publications.brandOf(params.publication);
      if (brand === null) throw notFound();
      const by = drafterFor(context, person, brand);
      const outcome = await context.publications.move(params.publication, body, by, context.clock());
      if ('refused' in outcome) throw refusePublication(outcome.refused, by);
      return { body: { draft: outcome.draft } };
    },
  }),
];
