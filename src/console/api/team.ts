import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { Card } from '../../contract/card.ts';
import { Calls, Colleague, Comment, SavedView } from '../../contract/teamwork.ts';
import type { CommentRequest, SavedViewRequest } from '../../contract/teamwork.ts';
import { request } from './client.ts';

const id = encodeURIComponent;

/** Colleagues come and go rarely. */
const COLLEAGUES_MS = 5 * 60_000;

export const colleaguesQuery = (brand: string) =>
  queryOptions({
    queryKey: ['colleagues', brand],
    queryFn: ({ signal }) => request(`/api/brands/${id(brand)}/people`, { schema: z.array(Colleague), signal }),
    staleTime: COLLEAGUES_MS,
  });

export const commentsQuery = (opportunity: string) =>
  queryOptions({
    queryKey: ['comments', opportunity],
    queryFn: ({ signal }) =>
      request(`/api/opportunities/${id(opportunity)}/comments`, { schema: z.array(Comment), signal }),
  });

/** Comments of the last days that call whoever asks. */
export const callsQuery = queryOptions({
  queryKey: ['calls'],
  queryFn: ({ signal }) => request('/api/me/calls', { schema: Calls, signal }),
  staleTime: 60_000,
});

export const postComment = (opportunity: string, body: CommentRequest) =>
  request(`/api/opportunities/${id(opportunity)}/comments`, { method: 'POST', body, schema: Comment });

/** `to`: id of a colleague; null takes it off. */
export const postAssignment = (opportunity: string, to: string | null) =>
  request(`/api/opportunities/${id(opportunity)}/assignment`, { method: 'POST', body: { to }, schema: Card });

export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: ({ signal }) => request('/api/me/views', { schema: z.array(SavedView), signal }),
  staleTime: 60_000,
});

export const saveView = (body: SavedViewRequest) =>
  request('/api/me/views', { method: 'POST', body, schema: z.array(SavedView) });

export const removeView = (name: string) =>
  request('/api/me/views/remove', { method: 'POST', body: { name }, schema: z.array(SavedView) });
