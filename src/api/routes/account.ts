import { z } from 'zod';
import {
  Account,
  CodeRequest,
  Confirmation,
  PasswordRequest,
  ProfileRequest,
  RecoveryCodes,
  SessionEntry,
  TwoFactorSetup,
} from '../../contract/account.ts';
import { headersOf } from '../auth.ts';
import { notFound } from '../errors.ts';
import { operation } from '../operation.ts';
import { orRefuse, ownOf } from '../refuse-account.ts';

const access = { kind: 'person' } as const;
const tag = 'account';
const account = { 200: { description: 'The account as it is now', schema: Account } };
const changed = { 200: { description: 'It is done', schema: z.object({ done: z.literal(true) }) } };
const ended = { 200: { description: 'How many were ended', schema: z.object({ ended: z.number().int() }) } };
const done = { done: true };

export const SessionParams = z.object({
  session: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .meta({ description: 'Id of the session' }),
});

export const accountOperations = [
  operation({
    ...{ method: 'get', path: '/api/account', id: 'getAccount', tag, access, answers: account },
    summary: 'Your own account',
    handle: async ({ context, person }) => ({ body: await context.ownAccounts.get(ownOf(person)) }),
  }),
  operation({
    ...{ method: 'post', path: '/api/account/profile', id: 'saveProfile', tag, access, answers: account },
    summary: 'Change your name, language, time zone or appearance',
    body: ProfileRequest,
    handle: async ({ context, person, body }) => ({ body: await context.ownAccounts.saveProfile(ownOf(person), body) }),
  }),
  operation({
    ...{ method: 'post', path: '/api/account/password', id: 'changePassword', tag, access, answers: changed },
    summary: 'Change your password; your other sessions end',
    guessable: true,
    body: PasswordRequest,
    problems: ['wrong-password'],
    handle: async ({ context, person, body }) => {
      orRefuse(await context.ownAccounts.changePassword(ownOf(person), body));
      return { body: done };
    },
  }),
  operation({
    ...{ method: 'get', path: '/api/account/sessions', id: 'listOwnSessions', tag, access },
    summary: 'Where you are signed in',
    answers: { 200: { description: 'Sessions, the last seen first', schema: z.array(SessionEntry) } },
    handle: async ({ context, person }) => ({ body: await context.ownAccounts.sessions(ownOf(person)) }),
  }),
  operation({
    ...{ method: 'post', path: '/api/account/sessions/{session}/end', id: 'endOwnSession', tag, access },
    summary: 'Sign yourself out on a device; its open consoles close within seconds',
    params: SessionParams,
    answers: ended,
    handle: async ({ context, person, params }) => {
      const count = await context.ownAccounts.endSessions(ownOf(person), params.session);
      if (count === 0) throw notFound();
      return { body: { ended: count } };
    },
  }),
  operation({
    ...{ method: 'post', path: '/api/account/sessions/end-others', id: 'endOtherSessions', tag, access },
    summary: 'Sign yourself out everywhere but here',
    answers: ended,
    handle: async ({ context, person }) => ({ body: { ended: await context.ownAccounts.endSessions(ownOf(person)) } }),
  }),
  operation({
    ...{ method: 'post', path: '/api/account/two-factor/begin', id: 'beginTwoFactor', tag, access },
    summary: 'Make a secret for an authenticator app; nothing is asked for until a code is confirmed',
    guessable: true,
    body: Confirmation,
    answers: { 200: { description: 'Secret and recovery codes, shown only now', schema: TwoFactorSetup } },
    problems: ['wrong-password', 'two-factor-on'],
    handle: async ({ context, person, body, request }) => ({
      body: orRefuse(await context.ownAccounts.beginTwoFactor(ownOf(person), headersOf(request), body.password)),
    }),
  }),
  operation({
    ...{
      method: 'post',
      path: '/api/account/two-factor/confirm',
      id: 'confirmTwoFactor',
      tag,
      access,
      answers: changed,
    },
    summary: 'Confirm the app with one of its codes: from now on signing in asks for one',
    guessable: true,
    body: CodeRequest,
    problems: ['wrong-code', 'two-factor-off'],
    handle: async ({ context, person, body, request }) => {
      const { cookies } = orRefuse(
        await context.ownAccounts.confirmTwoFactor(ownOf(person), headersOf(request), body.code),
      );
      return { body: done, headers: { 'set-cookie': cookies } };
    },
  }),
  operation({
    ...{ method: 'post', path: '/api/account/two-factor/end', id: 'endTwoFactor', tag, access, answers: changed },
    summary: 'Switch two-factor sign-in off',
    guessable: true,
    body: Confirmation,
    problems: ['wrong-password', 'two-factor-off'],
    handle: async ({ context, person, body, request }) => {
      const { cookies } = orRefuse(
        await context.ownAccounts.endTwoFactor(ownOf(person), headersOf(request), body.password),
      );
      return { body: done, headers: { 'set-cookie': cookies } };
    },
  }),
  operation({
    ...{ method: 'post', path: '/api/account/two-factor/recovery-codes', id: 'renewRecoveryCodes', tag, access },
    summary: 'Make new recovery codes; the old ones are void',
    guessable: true,
    body: Confirmation,
    answers: { 200: { description: 'The codes, shown only now', schema: RecoveryCodes } },
    problems: ['wrong-password', 'two-factor-off'],
    handle: async ({ context, person, body, request }) => ({
      body: {
        recoveryCodes: orRefuse(
          await context.ownAccounts.renewRecoveryCodes(ownOf(person), headersOf(request), body.password),
        ),
      },
    }),
  }),
];
