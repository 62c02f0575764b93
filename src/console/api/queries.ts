import { QueryClient, queryOptions } from '@tanstack/react-query';
import { fetchMe, fetchOpportunity, fetchSources } from './calls.ts';
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

export const sourcesQuery = queryOptions({
  queryKey: ['sources'],
  queryFn: ({ signal }) => fetchSources(signal),
  refetchInterval: 5_000,
  staleTime: 0,
});
