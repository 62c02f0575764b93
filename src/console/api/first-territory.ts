import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { Brand } from '../../contract/brand.ts';
import { FirstTerritory, Starters } from '../../contract/first-territory.ts';
import type { FirstAnswers, NoiseSwitch } from '../../contract/first-territory.ts';
import type { NewBrand } from '../../contract/new-brand.ts';
import { z } from 'zod';
import { TermAnswer } from '../../contract/term-suggestion.ts';
import type { TermRequest } from '../../contract/term-suggestion.ts';
import { Territory } from '../../contract/territory.ts';
import { request } from './client.ts';

const id = encodeURIComponent;

export const startersQuery = queryOptions({
  queryKey: ['starters'],
  queryFn: ({ signal }) => request('/api/territory-starters', { schema: Starters, signal }),
  staleTime: Infinity,
});

/** The territory that these answers make. Until the next is there the last one stays. */
export const firstTerritoryQuery = (brand: string, answers: FirstAnswers) =>
  queryOptions({
    queryKey: ['first-territory', brand, answers],
    queryFn: ({ signal }) =>
      request(`/api/brands/${id(brand)}/territory/first`, {
        ...{ method: 'POST', body: answers, schema: FirstTerritory, signal },
      }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 10_000,
  });

export const termsQuery = (brand: string, body: TermRequest) =>
  queryOptions({
    queryKey: ['terms', brand, body],
    queryFn: ({ signal }) =>
      request(`/api/brands/${id(brand)}/territory/suggestions`, { method: 'POST', body, schema: TermAnswer, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 10_000,
  });

export const switchNoise = (brand: string, body: NoiseSwitch) =>
  request(`/api/brands/${id(brand)}/territory/noise`, {
    ...{ method: 'POST', body, schema: z.object({ territory: Territory }) },
  });

/** Keeps a first territory as the working copy; nothing goes live. */
export const keepFirstTerritory = (brand: string, territory: Territory) =>
  request(`/api/brands/${id(brand)}/territory/draft`, {
    ...{ method: 'POST', body: { territory, revision: 0, anyway: true }, schema: z.unknown() },
  });

export const createBrand = (body: z.input<typeof NewBrand>) =>
  request('/api/brands', { method: 'POST', body, schema: Brand });
