import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { Destination, DestinationDetail, DestinationTest } from '../../contract/destination.ts';
import type { DestinationRequest } from '../../contract/destination.ts';
import { Draft } from '../../contract/draft.ts';
import type { PublicationMoveRequest, PublicationRequest } from '../../contract/publishing.ts';
import { request } from './client.ts';

const id = encodeURIComponent;
const post = <S extends z.ZodType>(path: string, body: unknown, schema: S) =>
  request(path, { method: 'POST', body, schema });

const Answered = z.object({ draft: Draft });

/** Where a brand publishes. */
export const destinationsQuery = (brand: string) =>
  queryOptions({
    queryKey: ['destinations', brand],
    queryFn: ({ signal }) => request(`/api/brands/${id(brand)}/destinations`, { schema: z.array(Destination), signal }),
    staleTime: 60_000,
  });

/** One in full, for whoever changes it. */
export const destinationQuery = (destination: string) =>
  queryOptions({
    queryKey: ['destination', destination],
    queryFn: ({ signal }) => request(`/api/destinations/${id(destination)}`, { schema: DestinationDetail, signal }),
    staleTime: 0,
  });

export const saveDestination = (brand: string, known: string | null, body: DestinationRequest) =>
  post(
    known === null ? `/api/brands/${id(brand)}/destinations` : `/api/destinations/${id(known)}`,
    body,
    DestinationDetail,
  );
export const removeDestination = (destination: string) =>
  post(`/api/destinations/${id(destination)}/remove`, {}, z.unknown());
export const testDestination = (destination: string) =>
  post(`/api/destinations/${id(destination)}/test`, {}, DestinationTest);

export const publishDraft = (draft: string, body: PublicationRequest) =>
  post(`/api/drafts/${id(draft)}/publications`, body, Answered);
export const movePublication = (publication: string, body: PublicationMoveRequest) =>
  post(`/api/publications/${id(publication)}/moves`, body, Answered);
