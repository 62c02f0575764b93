import { z } from 'zod';
import { Card, CardDetail, ContextRead } from '../../contract/card.ts';
import { Decision } from '../../contract/decision.ts';
import type { DecisionRequest } from '../../contract/decision.ts';
import { Freeze } from '../../contract/freeze.ts';
import type { VerdictLevel } from '../../contract/opportunity.ts';
import { TerritoryExplanation } from '../../contract/query.ts';
import type { SignalToExplain } from '../../contract/query.ts';
import { SourceStatus } from '../../contract/source.ts';
import { Me } from '../../contract/user.ts';
import { request } from './client.ts';

const id = encodeURIComponent;

export const signIn = (email: string, password: string) =>
  request('/api/auth/sign-in/email', {
    method: 'POST',
    body: { email, password },
    schema: z
      .object({ twoFactorRedirect: z.boolean().optional() })
      .nullable()
      .transform((answer) => answer ?? {}),
  });

export const signOut = () => request('/api/auth/sign-out', { method: 'POST', body: {}, schema: z.unknown() });

/** Prolongs the session of whoever is here: its answer brings the cookie anew, once a day. */
export const staySignedIn = () => request('/api/auth/get-session', { schema: z.unknown() });

export const fetchMe = (signal?: AbortSignal) => request('/api/me', { schema: Me, signal });

export const fetchOpportunity = (opportunity: string, signal?: AbortSignal) =>
  request(`/api/opportunities/${id(opportunity)}`, { schema: CardDetail, signal });

export const postDecision = (opportunity: string, body: DecisionRequest) =>
  request(`/api/opportunities/${id(opportunity)}/decisions`, {
    method: 'POST',
    body,
    schema: z.object({ card: Card, decision: Decision }),
  });

export const postContext = (opportunity: string, verdict: VerdictLevel) =>
  request(`/api/opportunities/${id(opportunity)}/context`, { method: 'POST', body: { verdict }, schema: ContextRead });

/** `scope`: a brand, or `*` for everything. */
export const postFreeze = (scope: string, act: 'freeze' | 'unfreeze', reason: string) =>
  request(scope === '*' ? `/api/${act}` : `/api/brands/${id(scope)}/${act}`, {
    method: 'POST',
    body: { reason },
    schema: Freeze,
  });

export const explainSignal = (brand: string, explained: SignalToExplain, signal?: AbortSignal) =>
  request(`/api/brands/${id(brand)}/explain`, {
    method: 'POST',
    body: { signal: explained },
    schema: TerritoryExplanation,
    signal,
  });

export const fetchSources = (signal?: AbortSignal) =>
  request('/api/sources', { schema: z.array(SourceStatus), signal });

export const testSource = (source: string) =>
  request(`/api/sources/${id(source)}/test`, { method: 'POST', body: {}, schema: SourceStatus });

export const setSpeed = (source: string, speed: number | 'max') =>
  request(`/api/sources/${id(source)}/speed`, { method: 'POST', body: { speed }, schema: z.unknown() });
