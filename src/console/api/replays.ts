import { Replay } from '../../contract/replay.ts';
import type { Territory } from '../../contract/territory.ts';
import { request } from './client.ts';

const id = encodeURIComponent;
const addressOf = (brand: string) => `/api/brands/${id(brand)}/replays`;

export const startReplay = (brand: string, territory: Territory, days: number) =>
  request(addressOf(brand), { method: 'POST', body: { territory, days }, schema: Replay });

export const fetchReplay = (brand: string, replay: string, signal?: AbortSignal) =>
  request(`${addressOf(brand)}/${id(replay)}`, { schema: Replay, signal });

export const cancelReplay = (brand: string, replay: string) =>
  request(`${addressOf(brand)}/${id(replay)}/cancel`, { method: 'POST', body: {}, schema: Replay });
