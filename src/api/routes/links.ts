import { z } from 'zod';
import { LinkQuestion, LinkUse, LinkView } from '../../contract/people.ts';
import { deviceOf, whoAsks } from '../auth.ts';
import { openOperation } from '../operation.ts';
import { orRefuse, refuseAccount } from '../refuse-account.ts';

export const linkOperations = [
  openOperation({
    method: 'post',
    path: '/api/links/look',
    id: 'lookAtLink',
    tag: 'people',
    summary: 'What a one-time link is good for: an invitation, or a new password',
    access: { kind: 'public' },
    guessable: true,
    body: LinkQuestion,
    answers: { 200: { description: 'For whom it is, and until when', schema: LinkView } },
    problems: ['spent'],
    handle: async ({ context, body }) => {
      const view = await context.links.look(body.token);
      if (!view) throw refuseAccount({ refused: 'spent' });
      return { body: view };
    },
  }),
  openOperation({
    method: 'post',
    path: '/api/links/use',
    id: 'useLink',
    tag: 'people',
    summary: 'Use a one-time link: open an account, take roles, or set a new password',
    description:
      'A new account is signed in at once. A new password signs nobody in: every session of the person ends. Whoever has ' +
      'an account already must be signed in to take the roles of an invitation.',
    access: { kind: 'public' },
    guessable: true,
    body: LinkUse,
    answers: {
      200: { description: 'Whether somebody is signed in by it', schema: z.object({ signedIn: z.boolean() }) },
    },
    problems: ['spent', 'sign-in-first', 'password-missing'],
    handle: async ({ context, body, request }) => {
      const { cookies } = orRefuse(await context.links.use(body, await whoAsks(context, request), deviceOf(request)));
      return { body: { signedIn: cookies.length > 0 }, headers: { 'set-cookie': cookies } };
    },
  }),
];
