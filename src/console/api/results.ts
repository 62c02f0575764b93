import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { Reactivity } from '../../contract/funnel.ts';
import { Happening } from '../../contract/happening.ts';
import { FunnelReport, SimilarCase } from '../../contract/results.ts';
import { request } from './client.ts';

const id = encodeURIComponent;

/** Steps are taken all the time: counted anew this often while it is looked at. */
const REFRESH_MS = 60_000;
/** The reactivity is measured once an hour. */
const MEASURED_MS = 10 * 60_000;

const daysOf = (from?: string) => (from === undefined ? '' : `?from=${from}`);

/** `from`: first day; without it the server answers the last four weeks. Until today. */
export const funnelQuery = (brand: string, from?: string) =>
  queryOptions({
    queryKey: ['funnel', brand, from],
    queryFn: ({ signal }) =>
      request(`/api/brands/${id(brand)}/funnel${daysOf(from)}`, { schema: FunnelReport, signal }),
    refetchInterval: REFRESH_MS,
  });

export const funnelFile = (brand: string, from?: string) => `/api/brands/${id(brand)}/funnel.csv${daysOf(from)}`;

export const reactivityQuery = (brand: string) =>
  queryOptions({
    queryKey: ['reactivity', brand],
    queryFn: ({ signal }) => request(`/api/brands/${id(brand)}/reactivity`, { schema: Reactivity, signal }),
    staleTime: MEASURED_MS,
  });

export const similarQuery = (opportunity: string) =>
  queryOptions({
    queryKey: ['similar', opportunity],
    queryFn: ({ signal }) =>
      request(`/api/opportunities/${id(opportunity)}/similar`, { schema: z.array(SimilarCase), signal }),
    staleTime: MEASURED_MS,
  });

/** `stamp` changes with whatever happened: then it is asked for again. */
export const historyQuery = (opportunity: string, stamp: string) =>
  queryOptions({
    queryKey: ['history', opportunity, stamp],
    queryFn: ({ signal }) =>
      request(`/api/opportunities/${id(opportunity)}/history`, { schema: z.array(Happening), signal }),
    placeholderData: keepPreviousData,
  });
