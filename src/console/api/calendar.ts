import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { CalendarPage, ImportResult } from '../../contract/calendar.ts';
import type { ImportRequest } from '../../contract/calendar.ts';
import { MomentCard } from '../../contract/moment-card.ts';
import type { MomentDecisionRequest } from '../../contract/moment-card.ts';
import { Moment } from '../../contract/moment.ts';
import { request } from './client.ts';

const id = encodeURIComponent;

const calendarKey = (brand: string) => ['calendar', brand] as const;

/** Midnight passes, and colleagues add dates: asked again this often while it is looked at. */
const REFRESH_MS = 5 * 60_000;

/** `from` and `to` are days; without them the server answers the coming 90. */
export const calendarQuery = (brand: string, from?: string, to?: string) =>
  queryOptions({
    queryKey: [...calendarKey(brand), 'dates', from, to],
    queryFn: ({ signal }) => {
      const days = from && to ? `?from=${from}&to=${to}` : '';
      return request(`/api/brands/${id(brand)}/calendar${days}`, { schema: CalendarPage, signal });
    },
    refetchInterval: REFRESH_MS,
  });

export const ownMomentsQuery = (brand: string) =>
  queryOptions({
    queryKey: [...calendarKey(brand), 'own'],
    queryFn: ({ signal }) => request(`/api/brands/${id(brand)}/moments`, { schema: z.array(Moment), signal }),
  });

/** Everything kept of a brand's calendar: stale after one of its dates was written or removed. */
export const staleCalendar = (brand: string) => ({ queryKey: calendarKey(brand) });

export const downloadAddress = (brand: string) => `/api/brands/${id(brand)}/calendar.ics`;

export const saveMoment = (brand: string, moment: Omit<Moment, 'brand'>) =>
  request(`/api/brands/${id(brand)}/moments`, { method: 'POST', body: moment, schema: z.unknown() });

export const removeMoment = (brand: string, moment: string) =>
  request(`/api/brands/${id(brand)}/moments/${id(moment)}/remove`, { method: 'POST', body: {}, schema: z.unknown() });

export const importMoments = (brand: string, body: z.input<typeof ImportRequest>) =>
  request(`/api/brands/${id(brand)}/calendar/import`, { method: 'POST', body, schema: ImportResult });

export const decideMoment = (card: string, body: MomentDecisionRequest) =>
  request(`/api/moments/${id(card)}/decisions`, {
    method: 'POST',
    body,
    schema: z.object({ card: MomentCard }),
  });
