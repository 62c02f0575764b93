import type { Selectable } from 'kysely';
import type { Channel } from '../contract/channel.ts';
import type { Tables } from './tables.ts';

export type ChannelBody = Selectable<Tables['channels']>['body'];

export function presentChannel(row: Omit<Selectable<Tables['channels']>, 'target'>): Channel {
  const { id, person, brand, kind, body, created_at } = row;
  const owner = person === null ? ({ of: 'brand', brand: brand! } as const) : ({ of: 'person', person } as const);
  return { ...body, id, owner, kind, createdAt: created_at.toISOString() };
}
