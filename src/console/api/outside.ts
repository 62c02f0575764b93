import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { OutsideLink, OutsideView } from '../../contract/outside.ts';
import type { OutsideAnswer, OutsideRequest } from '../../contract/outside.ts';
import { OneTimeLink } from '../../contract/people.ts';
import { request } from './client.ts';

const post = <S extends z.ZodType>(path: string, body: unknown, schema: S) =>
  request(path, { method: 'POST', body, schema });

export const askOutside = (draft: string, body: OutsideRequest) =>
  post(`/api/drafts/${encodeURIComponent(draft)}/outside`, body, OneTimeLink);

/** Links by which a draft can be, or was, approved from outside. */
export const outsideLinksQuery = (draft: string) =>
  queryOptions({
    queryKey: ['outside-links', draft],
    queryFn: ({ signal }) =>
      request(`/api/drafts/${encodeURIComponent(draft)}/outside`, { schema: z.array(OutsideLink), signal }),
  });

export const takeBackLink = (draft: string, link: string) =>
  post(
    `/api/drafts/${encodeURIComponent(draft)}/outside/${encodeURIComponent(link)}/take-back`,
    {},
    z.object({ takenBack: z.literal(true) }),
  );

export const lookFromOutside = (token: string) => post('/api/outside/look', { token }, OutsideView);

export const answerFromOutside = (answer: OutsideAnswer) =>
  post('/api/outside/answer', answer, z.object({ done: z.literal(true) }));
