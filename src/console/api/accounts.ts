import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { Account, RecoveryCodes, SessionEntry, TwoFactorSetup } from '../../contract/account.ts';
import type { PasswordRequest, ProfileRequest } from '../../contract/account.ts';
import { LinkView } from '../../contract/people.ts';
import type { LinkUse } from '../../contract/people.ts';
import { request } from './client.ts';

const post = <S extends z.ZodType>(path: string, body: unknown, schema: S) =>
  request(path, { method: 'POST', body, schema });

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => request('/api/account', { schema: Account, signal }),
});

export const ownSessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: ({ signal }) => request('/api/account/sessions', { schema: z.array(SessionEntry), signal }),
});

export const saveProfile = (profile: ProfileRequest) => post('/api/account/profile', profile, Account);
export const changePassword = (body: PasswordRequest) => post('/api/account/password', body, z.unknown());
export const endOwnSession = (id: string) =>
  post(`/api/account/sessions/${encodeURIComponent(id)}/end`, {}, z.object({ ended: z.number() }));
export const endOtherSessions = () => post('/api/account/sessions/end-others', {}, z.object({ ended: z.number() }));

export const beginTwoFactor = (password: string) => post('/api/account/two-factor/begin', { password }, TwoFactorSetup);
export const confirmTwoFactor = (code: string) => post('/api/account/two-factor/confirm', { code }, z.unknown());
export const endTwoFactor = (password: string) => post('/api/account/two-factor/end', { password }, z.unknown());
export const renewRecoveryCodes = (password: string) =>
  post('/api/account/two-factor/recovery-codes', { password }, RecoveryCodes);

/** The second half of a sign-in. */
export const verifySecondFactor = (by: 'app' | 'recovery', code: string) =>
  post(`/api/auth/two-factor/verify-${by === 'app' ? 'totp' : 'backup-code'}`, { code }, z.unknown());

export const lookAtLink = (token: string) => post('/api/links/look', { token }, LinkView);
export const spendLink = (use: LinkUse) => post('/api/links/use', use, z.object({ signedIn: z.boolean() }));
