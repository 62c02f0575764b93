import { queryOptions } from '@tanstack/react-query';
import { SuggestionAnswer, WhereToAnswer } from '../../contract/suggestion.ts';
import type { SuggestionRequest } from '../../contract/suggestion.ts';
import { request } from './client.ts';

const id = encodeURIComponent;

/** Words to begin with. Left out, `count` is the server's to choose. */
export const fetchSuggestions = (opportunity: string, body: Partial<SuggestionRequest>) =>
  request(`/api/opportunities/${id(opportunity)}/suggestions`, { method: 'POST', body, schema: SuggestionAnswer });

/** Where to answer, and why. */
export const whereQuery = (opportunity: string) =>
  queryOptions({
    queryKey: ['where-to-answer', opportunity],
    queryFn: ({ signal }) =>
      request(`/api/opportunities/${id(opportunity)}/where-to-answer`, { schema: WhereToAnswer, signal }),
    staleTime: 60_000,
    retry: false,
  });
