import { z } from 'zod';
import type { Context } from '../../context.ts';
import { OutsideAnswer, OutsideLink, OutsideQuestion, OutsideRequest, OutsideView } from '../../contract/outside.ts';
import { OneTimeLink, type Mailed } from '../../contract/people.ts';
import type { RefusedOutside } from '../../ports/outside.ts';
import type { Person } from '../../ports/people.ts';
import { ProblemError, notFound } from '../errors.ts';
import { openOperation, operation } from '../operation.ts';
import { DraftParams, drafterFor, onDraft } from './drafts.ts';
import { refuseDraft } from './refuse-draft.ts';

/** Says the same whatever the reason is, and nothing of the brand. */
function refuseOutside({ refused }: RefusedOutside): ProblemError {
  switch (refused) {
    case 'spent':
      return new ProblemError(
        'spent',
        'It was used, has expired, or the draft has moved on. Ask whoever sent it to you.',
      );
    case 'frozen':
      return new ProblemError('frozen', 'Nothing goes out at the moment, so nothing can be approved. Try again later.');
    case 'changed':
      return new ProblemError('other-version', 'It has changed since you looked. Look again; nothing was done.');
  }
}

interface Mailing {
  readonly brand: string;
  readonly to: string | undefined;
  readonly path: string;
  readonly expiresAt: string;
}

/** In the brand's first language: whoever is asked has no profile here. */
async function mailLink({ brands, letters }: Context, { name }: Person, mailing: Mailing): Promise<Mailed> {
  const { to, path, expiresAt } = mailing;
  const brand = await brands.get(mailing.brand);
  if (to === undefined || !brand) return 'off';
  const language = brand.languages[0] === 'fr' ? 'fr' : 'en';
  const { timeZone } = brand;
  return letters.send({ kind: 'outside', to, path, expiresAt, by: name, brand: brand.name, language, timeZone });
}

export const outsideOperations = [
  operation({
    method: 'post',
    path: '/api/drafts/{draft}/outside',
    id: 'askOutside',
    tag: 'drafts',
    summary: 'Have somebody without an account approve a draft in your place',
    description:
      'Whoever may approve the draft gets a link to pass on: good once, for so many hours, and for this version of the draft ' +
      'only. The approval stands in their name, and says who gave it. Audited.',
    access: onDraft('approve'),
    params: DraftParams,
    body: OutsideRequest,
    answers: { 200: { description: 'The link, which is never shown again', schema: OneTimeLink } },
    problems: ['wrong-state', 'other-version', 'own-text', 'not-accepted', 'held', 'blocked', 'frozen'],
    handle: async ({ context, params, body, person }) => {
      const brand = await context.draftStore.brandOf(params.draft);
      if (brand === null) throw notFound();
      const by = drafterFor(context, person, brand);
      const made = await context.outside.ask(params.draft, body, by, context.clock());
      if ('refused' in made) throw refuseDraft(made, by, { move: 'approve', version: body.version });
      return { body: { ...made, mailed: await mailLink(context, person, { brand, to: body.email, ...made }) } };
    },
  }),
  operation({
    ...{ method: 'get', path: '/api/drafts/{draft}/outside', id: 'listOutsideLinks', tag: 'drafts' },
    summary: 'The links by which a draft can be, or was, approved from outside',
    access: onDraft('approve'),
    params: DraftParams,
    answers: { 200: { description: 'Without their secrets, the newest first', schema: z.array(OutsideLink) } },
    handle: async ({ context, params }) => ({ body: await context.outside.links(params.draft, context.clock()) }),
  }),
  operation({
    ...{
      method: 'post',
      path: '/api/drafts/{draft}/outside/{link}/take-back',
      id: 'takeBackOutsideLink',
      tag: 'drafts',
    },
    summary: 'Take a link back: it is void at once',
    access: onDraft('approve'),
    params: DraftParams.extend({
      link: z
        .string()
        .regex(/^[\w-]{1,64}$/)
        .meta({ description: 'Id of the link' }),
    }),
    answers: { 200: { description: 'It is void', schema: z.object({ takenBack: z.literal(true) }) } },
    handle: async ({ context, params, person }) => {
      if (!(await context.outside.takeBack(params.draft, params.link, person, context.clock()))) throw notFound();
      return { body: { takenBack: true } };
    },
  }),
  openOperation({
    method: 'post',
    path: '/api/outside/look',
    id: 'lookFromOutside',
    tag: 'drafts',
    summary: 'The draft that a link from an approver is good for',
    access: { kind: 'public' },
    guessable: true,
    body: OutsideQuestion,
    answers: { 200: { description: 'The draft, its story in a line, and what the gate says', schema: OutsideView } },
    problems: ['spent', 'frozen'],
    handle: async ({ context, body }) => {
      const view = await context.outside.look(body.token, context.clock());
      if ('refused' in view) throw refuseOutside(view);
      return { body: view };
    },
  }),
  openOperation({
    method: 'post',
    path: '/api/outside/answer',
    id: 'answerFromOutside',
    tag: 'drafts',
    summary: 'Approve by a link, or ask for a change',
    description:
      'Good once. Names the version and the verdict that were before you: where either has changed, nothing is done.',
    access: { kind: 'public' },
    guessable: true,
    body: OutsideAnswer,
    answers: { 200: { description: 'It is done', schema: z.object({ done: z.literal(true) }) } },
    problems: ['spent', 'frozen', 'other-version'],
    handle: async ({ context, body }) => {
      const answered = await context.outside.answer(body, context.clock());
      if ('refused' in answered) throw refuseOutside(answered);
      return { body: { done: true } };
    },
  }),
];
