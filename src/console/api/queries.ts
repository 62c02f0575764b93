import { QueryClient, queryOptions } from '@tanstack/react-query';
import type { SignalToExplain } from '../../contract/query.ts';
import type { Evidence } from '../../contract/story.ts';
import { explainSignal, fetchMe, fetchOpportunity, fetchSources } from './calls.ts';
import { ApiError } from './client.ts';

/** What is kept of the server's answers. Refusals are final; only silence is asked again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 2 && error instanceof ApiError && isPassing(error.status),
        staleTime: 10_000,
      },
    },
  });
}

const isPassing = (status: number) => status === 0 || status >= 500;

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => fetchMe(signal),
  staleTime: 60_000,
});

export const opportunityQuery = (id: string) =>
  queryOptions({ queryKey: ['opportunity', id], queryFn: ({ signal }) => fetchOpportunity(id, signal) });

/** Why an item lies in the brand's territory, as far as what is kept of the item tells. */
export const explanationQuery = (brand: string, item: Evidence) =>
  queryOptions({
    queryKey: ['explanation', brand, item.signal, item.metrics],
    queryFn: ({ signal }) => explainSignal(brand, toSignal(item), signal),
    staleTime: 60_000,
  });

function toSignal({ source, kind, at, lang, title, text, url, author, metrics }: Evidence): SignalToExplain {
  return {
    ...{ source, kind, lang, title, text, metrics, publishedAt: at, observedAt: at },
    ...(url !== undefined && { url }),
    ...(author !== undefined && { author: { id: author, name: author } }),
  };
}

export const sourcesQuery = queryOptions({
  queryKey: ['sources'],
  queryFn: ({ signal }) => fetchSources(signal),
  refetchInterval: 5_000,
  staleTime: 0,
});
