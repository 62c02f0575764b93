import type { Weekday } from '../../contract/moment.ts';

export type PlainDate = Temporal.PlainDate;

export const toDate = (day: string): PlainDate => Temporal.PlainDate.from(day);

/** The day that a moment in time, milliseconds, belongs to where people live by `timeZone`. */
export const dayAt = (at: number, timeZone: string): PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();

const WEEKDAYS: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

export const weekdayOf = (date: PlainDate): Weekday => WEEKDAYS[date.dayOfWeek - 1] as Weekday;

/** 1 for Monday to 7 for Sunday. */
export const weekdayNumber = (weekday: Weekday): number => WEEKDAYS.indexOf(weekday) + 1;

/** Days from a date forward to the next such weekday, 0 if it is one. */
export const daysUntil = (date: PlainDate, weekday: Weekday): number =>
  (weekdayNumber(weekday) - date.dayOfWeek + 7) % 7;

/** The nth such weekday of a month, counted from its end if negative; null where there are not so many. */
export function nthWeekday(year: number, month: number, weekday: Weekday, nth: number): PlainDate | null {
  const first = new Temporal.PlainDate(year, month, 1);
  const firstSuch = first.add({ days: daysUntil(first, weekday) });
  const weeks = nth > 0 ? nth - 1 : Math.floor((first.daysInMonth - firstSuch.day) / 7) + 1 + nth;
  const date = firstSuch.add({ days: 7 * weeks });
  return date.month === month && date.year === year ? date : null;
}

export const ascending = (a: PlainDate, b: PlainDate): number => Temporal.PlainDate.compare(a, b);

export const isWithin = (date: PlainDate, from: PlainDate, to: PlainDate): boolean =>
  ascending(from, date) <= 0 && ascending(date, to) <= 0;
