import { z } from 'zod';
import { SessionEntry } from '../../contract/account.ts';
import type { Context } from '../../context.ts';
import {
  type Mailed,
  InvitationRequest,
  OneTimeLink,
  People,
  PersonEntry,
  RolesRequest,
} from '../../contract/people.ts';
import type { Person } from '../../ports/people.ts';
import { notFound } from '../errors.ts';
import { operation } from '../operation.ts';
import { doerOf, orRefuse } from '../refuse-account.ts';
import { SessionParams } from './account.ts';

const tag = 'administration';
/** A right for one brand opens the door; how far it goes is asked inside. */
export const ADMINISTER = { kind: 'anywhere', permissions: ['administer'] } as const;
const access = ADMINISTER;

const Id = z.string().regex(/^[\w-]{1,100}$/);
const PersonParams = z.object({ person: Id.meta({ description: 'Id of the person' }) });
const InvitationParams = z.object({ invitation: Id.meta({ description: 'Id of the invitation' }) });

const person = { 200: { description: 'The person as they are now', schema: PersonEntry } };
const link = {
  200: { description: 'The link, shown only now, and what became of the mail with it', schema: OneTimeLink },
};
const ended = { 200: { description: 'How many were ended', schema: z.object({ ended: z.number().int() }) } };
const WHOLE = 'For people all of whose roles you administer; otherwise it takes an administrator of all brands.';

/** In the language of whoever makes the link; the address of an installation without mail is never asked. */
async function mailLink(
  { accounts, letters }: Context,
  person: Person,
  kind: 'invitation' | 'reset',
  to: string | undefined,
  { path, expiresAt }: OneTimeLink,
): Promise<Mailed> {
  if (to === undefined) return 'off';
  const { language, timeZone } = (await accounts.me(person)).profile ?? {};
  const said = { language: language ?? 'en', timeZone: timeZone ?? 'UTC' } as const;
  return letters.send({ kind, to, path, expiresAt, by: person.name, ...said });
}

export const adminPeopleOperations = [
  operation({
    ...{ method: 'get', path: '/api/admin/people', id: 'listPeople', tag, access },
    summary: 'Who may sign in, with their roles, and who is invited',
    description: 'Whoever administers some brands sees the people of these brands.',
    answers: { 200: { description: 'People and open invitations', schema: People } },
    handle: async ({ context, person }) => ({ body: await context.people.list(await doerOf(context, person)) }),
  }),
  operation({
    ...{ method: 'post', path: '/api/admin/invitations', id: 'invitePerson', tag, access, answers: link },
    summary: 'Invite somebody: a link that works once, within a week',
    body: InvitationRequest,
    problems: ['already-known'],
    handle: async ({ context, person, body }) => {
      const made = orRefuse(await context.people.invite(await doerOf(context, person), body.email, body.grants));
      return { body: { ...made, mailed: await mailLink(context, person, 'invitation', body.email, made) } };
    },
  }),
  operation({
    ...{ method: 'post', path: '/api/admin/invitations/{invitation}/withdraw', id: 'withdrawInvitation', tag, access },
    summary: 'Withdraw an invitation: its link is void at once',
    params: InvitationParams,
    answers: { 200: { description: 'It is void', schema: z.object({ withdrawn: z.literal(true) }) } },
    handle: async ({ context, person, params }) => {
      if (!(await context.people.withdraw(await doerOf(context, person), params.invitation))) throw notFound();
      return { body: { withdrawn: true } };
    },
  }),
  operation({
    ...{ method: 'post', path: '/api/admin/people/{person}/roles', id: 'setRoles', tag, access, answers: person },
    summary: 'Set the roles of a person for the brands you administer; roles for other brands stay',
    description: 'What is taken away is gone within seconds, from open consoles too.',
    params: PersonParams,
    body: RolesRequest,
    problems: ['last-administrator'],
    handle: async ({ context, person, params, body }) => ({
      body: orRefuse(await context.people.setRoles(await doerOf(context, person), params.person, body.grants)),
    }),
  }),
  ...(['deactivate', 'reactivate'] as const).map((act) =>
    operation({
      ...{
        method: 'post',
        path: `/api/admin/people/{person}/${act}`,
        id: `${act}Person`,
        tag,
        access,
        answers: person,
      },
      summary:
        act === 'deactivate'
          ? 'Lock somebody out: sessions end, and nothing lets them sign in until they are reactivated'
          : 'Let somebody sign in again, with the roles they had',
      description: WHOLE,
      params: PersonParams,
      problems: ['last-administrator', 'yourself'],
      handle: async ({ context, person, params }) => ({
        body: orRefuse(
          await context.people.setActive(await doerOf(context, person), params.person, act === 'reactivate'),
        ),
      }),
    }),
  ),
  operation({
    ...{ method: 'post', path: '/api/admin/people/{person}/password-reset', id: 'resetPassword', tag, access },
    summary: 'Make a link by which somebody sets a new password: it works once, within a day',
    description: WHOLE,
    params: PersonParams,
    answers: link,
    handle: async ({ context, person, params }) => {
      const doer = await doerOf(context, person);
      const made = orRefuse(await context.people.resetPassword(doer, params.person));
      const to = (await context.people.list(doer)).people.find(({ id }) => id === params.person)?.email;
      return { body: { ...made, mailed: await mailLink(context, person, 'reset', to, made) } };
    },
  }),
  operation({
    ...{ method: 'post', path: '/api/admin/people/{person}/two-factor-reset', id: 'resetTwoFactor', tag, access },
    summary: 'Take the second factor away from somebody who lost it; their sessions end',
    description: WHOLE,
    params: PersonParams,
    answers: person,
    problems: ['two-factor-off'],
    handle: async ({ context, person, params }) => ({
      body: orRefuse(await context.people.resetTwoFactor(await doerOf(context, person), params.person)),
    }),
  }),
  operation({
    ...{ method: 'get', path: '/api/admin/people/{person}/sessions', id: 'listSessions', tag, access },
    summary: 'Where somebody is signed in',
    description: WHOLE,
    params: PersonParams,
    answers: { 200: { description: 'Sessions, the last seen first', schema: z.array(SessionEntry) } },
    handle: async ({ context, person, params }) => ({
      body: orRefuse(await context.people.sessions(await doerOf(context, person), params.person)),
    }),
  }),
  operation({
    ...{ method: 'post', path: '/api/admin/people/{person}/sessions/end', id: 'endAllSessions', tag, access },
    summary: 'Sign somebody out everywhere; their open consoles close within seconds',
    description: WHOLE,
    params: PersonParams,
    answers: ended,
    handle: async ({ context, person, params }) => ({
      body: { ended: orRefuse(await context.people.endSessions(await doerOf(context, person), params.person)) },
    }),
  }),
  operation({
    ...{ method: 'post', path: '/api/admin/people/{person}/sessions/{session}/end', id: 'endSession', tag, access },
    summary: 'Sign somebody out on one device',
    description: WHOLE,
    params: PersonParams.extend(SessionParams.shape),
    answers: ended,
    handle: async ({ context, person, params }) => ({
      body: {
        ended: orRefuse(await context.people.endSessions(await doerOf(context, person), params.person, params.session)),
      },
    }),
  }),
];
