import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { Breadth, Completion, ExampleJudgement, Sample } from '../../contract/lookback.ts';
import type { BreadthRequest, SampleRequest } from '../../contract/lookback.ts';
import { Inflections, Pasted, QueryCheck, QueryExplanation } from '../../contract/query.ts';
import type { SignalToExplain } from '../../contract/query.ts';
import type { Territory } from '../../contract/territory.ts';
import { request } from './client.ts';

const id = encodeURIComponent;
type Lists = Territory['lists'];

/** How a rule is read. Asked again at each pause; until then the last answer stays. */
export const checkQuery = (query: string, lists: Lists) =>
  queryOptions({
    queryKey: ['check', query, lists],
    queryFn: async ({ signal }) => ({
      query,
      check: await request('/api/queries/check', {
        method: 'POST',
        body: { query, lists },
        schema: QueryCheck,
        signal,
      }),
    }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 10_000,
  });

/** The newest hits, unless others are asked for. */
type Asked = BreadthRequest & Partial<SampleRequest>;

export const sampleQuery = (brand: string, body: Asked) =>
  queryOptions({
    queryKey: ['sample', brand, body],
    queryFn: ({ signal }) =>
      request(`/api/brands/${id(brand)}/lookback/sample`, { method: 'POST', body, schema: Sample, signal }),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });

export const breadthQuery = (brand: string, body: BreadthRequest) =>
  queryOptions({
    queryKey: ['breadth', brand, body],
    queryFn: ({ signal }) =>
      request(`/api/brands/${id(brand)}/lookback/breadth`, { method: 'POST', body, schema: Breadth, signal }),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });

export const judgeQuery = (brand: string, territory: Territory) =>
  queryOptions({
    queryKey: ['judge', brand, territory],
    queryFn: ({ signal }) =>
      request(`/api/brands/${id(brand)}/lookback/examples`, {
        method: 'POST',
        body: { territory },
        schema: ExampleJudgement,
        signal,
      }),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });

export const explainQuery = (query: string, lists: Lists, signal: SignalToExplain) =>
  queryOptions({
    queryKey: ['explain', query, lists, signal],
    queryFn: ({ signal: abort }) =>
      request('/api/queries/explain', {
        method: 'POST',
        body: { query, lists, signal },
        schema: QueryExplanation,
        signal: abort,
      }),
    gcTime: 10_000,
  });

export const fetchCompletions = (brand: string, begins: string, signal: AbortSignal) =>
  request(`/api/brands/${id(brand)}/lookback/completions?begins=${id(begins)}`, { schema: Completion, signal });

export const fetchInflections = (word: string, lang: 'en' | 'fr') =>
  request('/api/queries/inflections', { method: 'POST', body: { word, lang }, schema: Inflections });

export const translateRule = (query: string) =>
  request('/api/queries/paste', { method: 'POST', body: { query, from: 'brandwatch' }, schema: Pasted });
