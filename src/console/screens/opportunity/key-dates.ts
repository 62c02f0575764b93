import type { CalendarPage } from '../../../contract/calendar.ts';
import type { DelicateDay, MomentDate } from '../../../contract/moment.ts';
import { addDays } from '../../words/days.ts';

/** More than these would bury the day's own dates. */
const SOON_SHOWN = 3;
const ON_SHOWN = 4;

export interface KeyDates {
  readonly delicate: readonly DelicateDay[];
  /** On today, asking for no care. */
  readonly on: readonly MomentDate[];
  /** Ahead, their lead time begun; the nearest first. */
  readonly soon: readonly MomentDate[];
}

/** What of a calendar matters for speaking today, each date once. */
export function keyDatesOf({ dates, delicate, today }: Pick<CalendarPage, 'dates' | 'delicate' | 'today'>): KeyDates {
  const told = new Set(delicate.map(({ date }) => date.moment));
  const rest = dates.filter(({ moment }) => !told.has(moment)).toSorted(byDay);
  return {
    delicate,
    on: rest.filter(({ from, to }) => from <= today && today <= to).slice(0, ON_SHOWN),
    soon: rest.filter(({ from, leadDays }) => from > today && addDays(from, -leadDays) <= today).slice(0, SOON_SHOWN),
  };
}

const byDay = (a: MomentDate, b: MomentDate) =>
  a.from === b.from ? Number(b.major) - Number(a.major) : a.from < b.from ? -1 : 1;
