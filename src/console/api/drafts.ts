import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { DraftDetail } from '../../contract/approval.ts';
import { Brand } from '../../contract/brand.ts';
import { DraftCheck } from '../../contract/draft-check.ts';
import { Draft } from '../../contract/draft.ts';
import type { DraftMoveRequest, NewDraftRequest } from '../../contract/draft.ts';
import { request } from './client.ts';

const id = encodeURIComponent;

interface Words {
  readonly brand: string;
  readonly opportunity: string;
  readonly text: string;
  /** What the gate says of the story: when it changes, the words are read again. */
  readonly verdict: string;
}

/** What in the words, or in the day, asks for care; not asked while there are none. */
export const draftCheckQuery = ({ brand, opportunity, text, verdict }: Words) =>
  queryOptions({
    queryKey: ['draft-check', brand, opportunity, verdict, text],
    queryFn: ({ signal }) =>
      request(`/api/brands/${id(brand)}/draft-check`, {
        method: 'POST',
        body: { text, opportunity },
        schema: DraftCheck,
        signal,
      }),
    enabled: text.trim() !== '',
    staleTime: 60_000,
    gcTime: 60_000,
  });

const Answered = z.object({ draft: Draft });

export const createDraft = (opportunity: string, body: NewDraftRequest) =>
  request(`/api/opportunities/${id(opportunity)}/drafts`, { method: 'POST', body, schema: Answered });

export const moveDraft = (draft: string, body: DraftMoveRequest) =>
  request(`/api/drafts/${id(draft)}/moves`, { method: 'POST', body, schema: Answered });

/** Every draft of an opportunity, those that were withdrawn or went out long ago too. */
export const draftsQuery = (opportunity: string) =>
  queryOptions({
    queryKey: ['drafts', opportunity],
    queryFn: ({ signal }) => request(`/api/opportunities/${id(opportunity)}/drafts`, { schema: DraftList, signal }),
  });

const DraftList = z.object({ drafts: z.array(Draft) });

/** A draft with every text that ever stood there, and what the person may do. `stamp`: asked anew when it changes. */
export const draftQuery = (draft: string, stamp = '') =>
  queryOptions({
    queryKey: ['draft', draft, stamp],
    queryFn: ({ signal }) => request(`/api/drafts/${id(draft)}`, { schema: DraftDetail, signal }),
  });

/** Everything kept of a draft. */
export const staleDraft = (draft: string) => ({ queryKey: ['draft', draft] });

/** The brands a person may see, with who must approve what. */
export const brandsQuery = queryOptions({
  queryKey: ['brands'],
  queryFn: ({ signal }) => request('/api/brands', { schema: z.array(Brand), signal }),
  staleTime: 5 * 60_000,
});
