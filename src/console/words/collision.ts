import type { TFunction } from 'i18next';
import type { Collision, MomentDate } from '../../contract/moment.ts';
import { saySpan } from './days.ts';
import type { ConsoleLanguage } from './set-up.ts';

/** What meeting another date means for one of the two: `Same day as Armistice Day: no light message.` */
export function sayCollision(
  t: TFunction,
  { kind, moments, from, to }: Collision,
  about: MomentDate,
  { code, language }: { code: ConsoleLanguage; language: string },
): string {
  const [grave, second] = moments;
  const isFirst = grave.moment === about.moment;
  const other = isFirst ? second : grave;
  const name = other.name[code];
  const meets = sayMeeting(t, name, from === about.from && to === about.to, saySpan(from, to, language), from === to);
  if (kind === 'crowded') return t('calendar.meets.crowded', { meets });
  if (isFirst) return t('calendar.meets.grave', { meets });
  return t(`calendar.meets.${grave.care === 'review' ? 'review' : 'block'}`, { meets });
}

function sayMeeting(t: TFunction, name: string, whole: boolean, days: string, single: boolean): string {
  if (!whole) return t('calendar.meets.part', { name, days });
  return single ? t('calendar.meets.day', { name }) : t('calendar.meets.days', { name });
}

/** The meetings a date is part of. Where a light one meets a grave one, the light one is told: it has to give way. */
export const collisionsOf = (collisions: readonly Collision[], { moment, from, to }: MomentDate): Collision[] =>
  collisions.filter(({ kind, moments }) => {
    const told = kind === 'care' ? moments.slice(1) : moments;
    return told.some((date) => date.moment === moment && date.from === from && date.to === to);
  });
