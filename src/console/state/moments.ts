import type { MomentCard } from '../../contract/moment-card.ts';
import type { MomentDate } from '../../contract/moment.ts';
import { daysBetween, viewersDay } from '../words/days.ts';
import type { LiveState } from './live.ts';

/** Where a moment told ahead stands for the people. */
export type MomentStanding = 'undecided' | 'planned' | 'dismissed';

export function standingOfMoment({ decision }: MomentCard): MomentStanding {
  if (decision?.action === 'plan') return 'planned';
  return decision?.action === 'dismiss' ? 'dismissed' : 'undecided';
}

type Moments = LiveState['moments'];

/** Ids of the moments that wait for somebody, the nearest first, those everybody plans by before others of their day. */
export function comingUp(moments: Moments, brand?: string): string[] {
  return Object.entries(moments)
    .filter(([id]) => brand === undefined || id === brand)
    .flatMap(([, cards]) => Object.values(cards))
    .filter((card) => card.state !== 'over' && standingOfMoment(card) === 'undecided')
    .sort(byDay)
    .map(({ id }) => id);
}

function byDay(a: MomentCard, b: MomentCard): number {
  const [one, other] = [a.date, b.date];
  if (one.from !== other.from) return one.from < other.from ? -1 : 1;
  return Number(other.major) - Number(one.major) || (a.id < b.id ? -1 : 1);
}

export function findMoment(moments: Moments, id: string): MomentCard | undefined {
  for (const cards of Object.values(moments)) if (cards[id]) return cards[id];
  return undefined;
}

/** Names one date of a moment within its brand. */
export const dateKey = ({ moment, from }: Pick<MomentDate, 'moment' | 'from'>) => `${moment} ${from}`;

/** Cards of a brand by the date they are about. */
export function cardsByDate(moments: Moments, brand: string): ReadonlyMap<string, MomentCard> {
  return new Map(Object.values(moments[brand] ?? {}).map((card) => [dateKey(card.date), card]));
}

/**
 * Days until it begins, by the viewer's own day; 0 once the server says that it is on. The brand may live in another zone, so
 * one that is ahead is at least a day away.
 */
export function daysAhead({ state, date }: MomentCard, now: number): number {
  return state === 'ahead' ? Math.max(1, daysBetween(viewersDay(now), date.from)) : 0;
}
