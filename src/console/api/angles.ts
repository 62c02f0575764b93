import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { ClearedAngle, OfferedAngle } from '../../contract/cleared-angle.ts';
import type { ClearedAngleRequest } from '../../contract/cleared-angle.ts';
import { LiveTerritory } from '../../contract/territory.ts';
import { request } from './client.ts';

const id = encodeURIComponent;
const Answered = z.object({ angle: ClearedAngle });

/** Texts of a brand that were approved in advance, or are to be. */
export const anglesQuery = (brand: string) =>
  queryOptions({
    queryKey: ['angles', brand],
    queryFn: ({ signal }) => request(`/api/brands/${id(brand)}/angles`, { schema: z.array(ClearedAngle), signal }),
    refetchInterval: 30_000,
  });

/** Those that could answer a story, or why not. `verdict`: asked anew when it changes. */
export const offeredAnglesQuery = (opportunity: string, verdict: string) =>
  queryOptions({
    queryKey: ['offered-angles', opportunity, verdict],
    queryFn: ({ signal }) =>
      request(`/api/opportunities/${id(opportunity)}/angles`, { schema: z.array(OfferedAngle), signal }),
    refetchInterval: 30_000,
  });

/** The topics that an angle can be for. */
export const angleTopicsQuery = (brand: string) =>
  queryOptions({
    queryKey: ['angle-topics', brand],
    queryFn: async ({ signal }) => {
      const { territory } = await request(`/api/brands/${id(brand)}/territory`, { schema: LiveTerritory, signal });
      return territory.topics.map(({ id: topic, label }) => ({ id: topic, label }));
    },
    staleTime: 60_000,
  });

export const proposeAngle = (brand: string, body: ClearedAngleRequest) =>
  request(`/api/brands/${id(brand)}/angles`, { method: 'POST', body, schema: Answered });
export const moveAngle = (angle: string, move: 'approve' | 'withdraw') =>
  request(`/api/angles/${id(angle)}/${move}`, { method: 'POST', body: {}, schema: Answered });
