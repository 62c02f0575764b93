import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { SessionEntry } from '../../contract/account.ts';
import { AuditPage } from '../../contract/audit.ts';
import { OneTimeLink, People, PersonEntry } from '../../contract/people.ts';
import { NewToken, TokenEntry } from '../../contract/token.ts';
import type { TokenRequest } from '../../contract/token.ts';
import type { RoleGrant } from '../../contract/user.ts';
import { request } from './client.ts';

const id = encodeURIComponent;
const post = <S extends z.ZodType>(path: string, body: unknown, schema: S) =>
  request(`/api/admin${path}`, { method: 'POST', body, schema });

/** People come and go through colleagues too. */
const REFRESH_MS = 15_000;

export const peopleQuery = queryOptions({
  queryKey: ['admin', 'people'],
  queryFn: ({ signal }) => request('/api/admin/people', { schema: People, signal }),
  refetchInterval: REFRESH_MS,
});

export const tokensQuery = queryOptions({
  queryKey: ['admin', 'tokens'],
  queryFn: ({ signal }) => request('/api/admin/tokens', { schema: z.array(TokenEntry), signal }),
  refetchInterval: REFRESH_MS,
});

export const healthQuery = queryOptions({
  queryKey: ['admin', 'health'],
  queryFn: ({ signal }) => request('/api/admin/health', { schema: Readiness, signal }),
  refetchInterval: 5_000,
  staleTime: 0,
});

const Readiness = z.object({
  ready: z.boolean(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
});

export const personSessionsQuery = (person: string) =>
  queryOptions({
    queryKey: ['admin', 'people', person, 'sessions'],
    queryFn: ({ signal }) =>
      request(`/api/admin/people/${id(person)}/sessions`, { schema: z.array(SessionEntry), signal }),
  });

/** What narrows the audit log; empty strings do not. */
export type AuditSearch = Readonly<Record<'person' | 'action' | 'brand' | 'from' | 'to' | 'text', string>>;

const auditParams = (search: AuditSearch) => new URLSearchParams(Object.entries(search).filter(([, value]) => value));

export const auditQuery = (search: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ['admin', 'audit', search],
    queryFn: ({ pageParam, signal }) => {
      const params = auditParams(search);
      if (pageParam !== null) params.set('before', String(pageParam));
      return request(`/api/admin/audit?${params}`, { schema: AuditPage, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ before }) => before,
    staleTime: 5_000,
  });

export const auditFile = (kind: 'csv' | 'ndjson', search: AuditSearch) =>
  `/api/admin/audit.${kind}?${auditParams(search)}`;

export const invitePerson = (email: string, grants: readonly RoleGrant[]) =>
  post('/invitations', { email, grants }, OneTimeLink);
export const withdrawInvitation = (invitation: string) =>
  post(`/invitations/${id(invitation)}/withdraw`, {}, z.unknown());
export const setRoles = (person: string, grants: readonly RoleGrant[]) =>
  post(`/people/${id(person)}/roles`, { grants }, PersonEntry);
export const actOnPerson = (person: string, act: 'deactivate' | 'reactivate' | 'two-factor-reset') =>
  post(`/people/${id(person)}/${act}`, {}, PersonEntry);
export const resetPassword = (person: string) => post(`/people/${id(person)}/password-reset`, {}, OneTimeLink);
/** All of them without a session. */
export const endSessions = (person: string, session?: string) =>
  post(
    `/people/${id(person)}/sessions${session === undefined ? '' : `/${id(session)}`}/end`,
    {},
    z.object({ ended: z.number() }),
  );
export const createToken = (token: TokenRequest) => post('/tokens', token, NewToken);
export const revokeToken = (token: string) => post(`/tokens/${id(token)}/revoke`, {}, z.unknown());
