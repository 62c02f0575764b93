import { z } from 'zod';
import { NewToken, TokenEntry, TokenRequest } from '../../contract/token.ts';
import { notFound } from '../errors.ts';
import { operation } from '../operation.ts';
import { doerOf, orRefuse } from '../refuse-account.ts';
import { ADMINISTER } from './admin-people.ts';

const tag = 'administration';
const access = ADMINISTER;
const TokenParams = z.object({ token: z.uuid().meta({ description: 'Id of the token, not its secret' }) });

export const adminTokenOperations = [
  operation({
    ...{ method: 'get', path: '/api/admin/tokens', id: 'listTokens', tag, access },
    summary: 'Tokens of programs, with their last use',
    description: 'Whoever administers some brands sees the tokens that read these brands.',
    answers: { 200: { description: 'Tokens without their secrets', schema: z.array(TokenEntry) } },
    handle: async ({ context, person }) => ({ body: await context.tokens.list(await doerOf(context, person)) }),
  }),
  operation({
    ...{ method: 'post', path: '/api/admin/tokens', id: 'createToken', tag, access },
    summary: 'Make a token for a program: to send signals, or to read one brand',
    description: 'Sent as Authorization: Bearer …. One that reads may call every GET that a viewer of the brand may.',
    body: TokenRequest,
    answers: { 200: { description: 'The token, shown only now', schema: NewToken } },
    handle: async ({ context, person, body }) => ({
      body: orRefuse(await context.tokens.create(await doerOf(context, person), body)),
    }),
  }),
  operation({
    ...{ method: 'post', path: '/api/admin/tokens/{token}/revoke', id: 'revokeToken', tag, access },
    summary: 'Revoke a token: from the next request on it is refused',
    params: TokenParams,
    answers: { 200: { description: 'It is void', schema: z.object({ revoked: z.literal(true) }) } },
    handle: async ({ context, person, params }) => {
      if (!(await context.tokens.revoke(await doerOf(context, person), params.token))) throw notFound();
      return { body: { revoked: true } };
    },
  }),
];
