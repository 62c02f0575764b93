import { Me } from '../../contract/user.ts';
import { operation } from '../operation.ts';

export const meOperations = [
  operation({
    method: 'get',
    path: '/api/me',
    id: 'getMe',
    tag: 'people',
    summary: 'Who is signed in, and for which brands',
    access: { kind: 'person' },
    answers: { 200: { description: 'The person with the brands they may see', schema: Me } },
    handle: async ({ context, person }) => ({ body: await context.accounts.me(person) }),
  }),
];
