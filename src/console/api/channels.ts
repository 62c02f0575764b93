import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { Channel, ChannelMeans, NewChannel } from '../../contract/channel.ts';
import type { ChannelSettings, NewChannelRequest } from '../../contract/channel.ts';
import { Delivery, DeliveryPage } from '../../contract/delivery.ts';
import { request } from './client.ts';

const id = encodeURIComponent;
const post = <S extends z.ZodType>(path: string, body: unknown, schema: S) =>
  request(path, { method: 'POST', body, schema });

/** Whose channels: a brand's, or one's own (null). */
export type ChannelsOf = string | null;

const base = (brand: ChannelsOf) => (brand === null ? '/api' : `/api/brands/${id(brand)}`);

export const channelsQuery = (brand: ChannelsOf) =>
  queryOptions({
    queryKey: ['channels', brand],
    queryFn: ({ signal }) => request(`${base(brand)}/channels`, { schema: z.array(Channel), signal }),
    refetchInterval: 30_000,
  });

export const meansQuery = queryOptions({
  queryKey: ['channels', 'means'],
  queryFn: ({ signal }) => request('/api/channels/means', { schema: ChannelMeans, signal }),
  staleTime: Infinity,
});

/** What narrows the log; empty strings do not. */
export type DeliverySearch = Readonly<Record<'channel' | 'state' | 'text', string>>;

export const deliveriesQuery = (brand: ChannelsOf, search: DeliverySearch) =>
  infiniteQueryOptions({
    queryKey: ['deliveries', brand, search],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams(Object.entries(search).filter(([, value]) => value));
      if (pageParam !== null) params.set('before', String(pageParam));
      return request(`${base(brand)}/deliveries?${params}`, { schema: DeliveryPage, signal });
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ before }) => before,
    refetchInterval: 15_000,
  });

export const createChannel = (brand: ChannelsOf, channel: NewChannelRequest) =>
  post(`${base(brand)}/channels`, channel, NewChannel);
export const changeChannel = (channel: string, settings: ChannelSettings) =>
  post(`/api/channels/${id(channel)}/change`, settings, Channel);
export const removeChannel = (channel: string) => post(`/api/channels/${id(channel)}/remove`, {}, z.unknown());
export const resendDelivery = (delivery: string) => post(`/api/deliveries/${id(delivery)}/resend`, {}, Delivery);
export const testChannel = (channel: string) => post(`/api/channels/${id(channel)}/test`, {}, Delivery);
