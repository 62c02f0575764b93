import type { Rule, Weekday, YearlyRule } from '../../contract/moment.ts';
import { ascending, daysUntil, isWithin, nthWeekday, toDate, weekdayOf } from './days.ts';
import type { PlainDate } from './days.ts';
import { easternEaster, westernEaster } from './easter.ts';
import { recurrenceDates } from './recurrence.ts';

/** How far the longest offset and shift carry a date. */
const FARTHEST = { days: 206 };

/** A rule's dates from one day to another, both included, ascending, none twice. */
export function datesOf(rule: Rule, from: PlainDate, to: PlainDate): PlainDate[] {
  if (rule.kind === 'recurrence') return recurrenceDates(rule, from, to);
  if (rule.kind === 'list') return [...new Set(rule.dates)].map(toDate).filter(isIn(from, to)).sort(ascending);
  const dates: PlainDate[] = [];
  // An offset may carry a date over the end of its year.
  const last = to.add(FARTHEST).year;
  for (let year = from.subtract(FARTHEST).year; year <= last; year += 1) dates.push(...datesInYear(rule, year));
  return dates.filter(isIn(from, to)).sort(ascending);
}

const isIn = (from: PlainDate, to: PlainDate) => (date: PlainDate) => isWithin(date, from, to);

function datesInYear(rule: Exclude<Rule, { kind: 'list' | 'recurrence' }>, year: number): PlainDate[] {
  if (rule.kind !== 'unless') return yearlyDates(rule, year);
  const taken = yearlyDates(rule.is, year);
  const usual = yearlyDates(rule.rule, year);
  return usual.some((date) => taken.some((other) => other.equals(date))) ? yearlyDates(rule.then, year) : usual;
}

/** Mostly one. None where the year has no such day; two where a short lunar year begins and ends in it. */
function yearlyDates(rule: YearlyRule, year: number): PlainDate[] {
  switch (rule.kind) {
    case 'fixed': {
      const date = monthDay(year, rule.date);
      return date ? [shifted(date, rule.shift)] : [];
    }
    case 'nth': {
      const date = nthWeekday(year, rule.month, rule.weekday, rule.nth);
      return date ? [date.add({ days: rule.offset })] : [];
    }
    case 'weekday':
      return [weekdayNear(rule, year).add({ days: rule.offset })];
    case 'easter':
      return [(rule.church === 'western' ? westernEaster(year) : easternEaster(year)).add({ days: rule.offset })];
    case 'calendar':
      return calendarDates(rule, year).map((date) => shifted(date.add({ days: rule.offset }), rule.shift));
  }
}

const shifted = (date: PlainDate, shift: Partial<Record<Weekday, number>>): PlainDate =>
  date.add({ days: shift[weekdayOf(date)] ?? 0 });

/** Null for 29 February in a common year. */
function monthDay(year: number, date: string): PlainDate | null {
  const [month, day] = date.split('-').map(Number) as [number, number];
  const found = Temporal.PlainDate.from({ year, month, day });
  return found.day === day ? found : null;
}

function weekdayNear({ weekday, is, date }: Extract<YearlyRule, { kind: 'weekday' }>, year: number): PlainDate {
  // Where a common year has no 29 February, the day after the 28th stands for it.
  const anchor = monthDay(year, date) ?? new Temporal.PlainDate(year, 3, 1);
  const ahead = daysUntil(anchor, weekday);
  switch (is) {
    case 'on-or-after':
      return anchor.add({ days: ahead });
    case 'after':
      return anchor.add({ days: ahead || 7 });
    case 'on-or-before':
      return anchor.subtract({ days: (7 - ahead) % 7 });
    case 'before':
      return anchor.subtract({ days: 7 - ahead });
  }
}

/**
 * Of every year of the other calendar that touches the Gregorian year, the rule's day if it lies in the latter. Temporal's
 * calendars and not Intl's: of the Chinese new years, Intl's 2027 and 2030 are a day off those of the observatories.
 */
function calendarDates({ calendar, month, day }: Extract<YearlyRule, { kind: 'calendar' }>, year: number): PlainDate[] {
  const first = new Temporal.PlainDate(year, 1, 1);
  const last = new Temporal.PlainDate(year, 12, 31);
  const dates: PlainDate[] = [];
  for (let own = first.withCalendar(calendar).year; own <= last.withCalendar(calendar).year; own += 1) {
    const found = Temporal.PlainDate.from({ calendar, year: own, monthCode: month, day });
    // A month or day that the year does not have is answered with the nearest one.
    if (found.monthCode === month && found.day === day) dates.push(found.withCalendar('iso8601'));
  }
  return dates.filter(isIn(first, last));
}
