import type { RecurrenceRule } from '../../contract/moment.ts';
import { ascending, daysUntil, isWithin, nthWeekday, toDate, weekdayOf } from './days.ts';
import type { PlainDate } from './days.ts';

/** A recurrence's dates from one day to another, both included, ascending, none twice. */
export function recurrenceDates(rule: RecurrenceRule, from: PlainDate, to: PlainDate): PlainDate[] {
  const except = new Set(rule.except);
  const days = new Set([...regularDates(rule, from, to), ...rule.also]);
  return [...days]
    .filter((day) => !except.has(day))
    .map(toDate)
    .filter((date) => isWithin(date, from, to))
    .sort(ascending);
}

/** Counted from the start where `count` is, else from the period before `from`; nothing after `to`. */
function regularDates(rule: RecurrenceRule, from: PlainDate, to: PlainDate): string[] {
  const start = toDate(rule.start);
  const end = rule.until && rule.until < to.toString() ? toDate(rule.until) : to;
  const most = rule.count ?? Infinity;
  const found = [rule.start];
  const first = rule.count === undefined ? Math.max(0, periodsBetween(rule, start, from) - 1) : 0;
  for (let k = first; found.length < most; k += 1) {
    const period = periodAt(rule, start, k);
    if (ascending(period, end) > 0) break;
    for (const date of chosen(rule, inPeriod(rule, start, period))) {
      if (found.length < most && ascending(start, date) < 0 && ascending(date, end) <= 0) found.push(date.toString());
    }
  }
  return found;
}

/** Whole periods of the rule from one date to another; negative if it is earlier. */
function periodsBetween({ unit, every }: RecurrenceRule, start: PlainDate, to: PlainDate): number {
  const units = start.until(to, { largestUnit: unit })[`${unit}s`];
  return Math.floor(units / every);
}

/** First day of the kth day, week, month or year of the rule. */
function periodAt({ unit, every, weekStart }: RecurrenceRule, start: PlainDate, k: number): PlainDate {
  const by = k * every;
  switch (unit) {
    case 'day':
      return start.add({ days: by });
    case 'week':
      return start.subtract({ days: (7 - daysUntil(start, weekStart)) % 7 }).add({ days: 7 * by });
    case 'month':
      return start.with({ day: 1 }).add({ months: by });
    case 'year':
      return start.with({ month: 1, day: 1 }).add({ years: by });
  }
}

/** All dates of a period, ascending. */
function inPeriod(rule: RecurrenceRule, start: PlainDate, period: PlainDate): PlainDate[] {
  const { unit, months, monthDays, weekdays } = rule;
  if (unit === 'day')
    return [period].filter((date) => inMonths(rule, date) && onWeekday(rule, date) && onDay(rule, date));
  if (unit === 'week') {
    const wanted = weekdays.length > 0 ? weekdays.map(({ weekday }) => weekday) : [weekdayOf(start)];
    const week = wanted.map((weekday) => period.add({ days: daysUntil(period, weekday) }));
    return week.filter((date) => inMonths(rule, date)).sort(ascending);
  }
  if (unit === 'month') return inMonths(rule, period) ? inMonth(rule, start, period) : [];
  const everyMonth =
    monthDays.length > 0 || weekdays.length > 0 ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] : [start.month];
  const wanted = months.length > 0 ? [...new Set(months)].sort((a, b) => a - b) : everyMonth;
  return wanted.flatMap((month) => inMonth(rule, start, period.with({ month })));
}

const inMonths = ({ months }: RecurrenceRule, date: PlainDate): boolean =>
  months.length === 0 || months.includes(date.month);

const onDay = ({ monthDays }: RecurrenceRule, date: PlainDate): boolean =>
  monthDays.length === 0 || monthDays.some((day) => dayOfMonth(day, date) === date.day);

const onWeekday = ({ weekdays }: RecurrenceRule, date: PlainDate): boolean =>
  weekdays.length === 0 ||
  weekdays.some(({ weekday, nth }) =>
    nth === undefined
      ? weekday === weekdayOf(date)
      : (nthWeekday(date.year, date.month, weekday, nth)?.equals(date) ?? false),
  );

const dayOfMonth = (day: number, { daysInMonth }: PlainDate): number => (day > 0 ? day : daysInMonth + 1 + day);

function inMonth(rule: RecurrenceRule, start: PlainDate, first: PlainDate): PlainDate[] {
  const plain = rule.monthDays.length === 0 && rule.weekdays.length === 0;
  const dates: PlainDate[] = [];
  for (let day = 1; day <= first.daysInMonth; day += 1) {
    const date = first.with({ day });
    if (plain ? day === start.day : onDay(rule, date) && onWeekday(rule, date)) dates.push(date);
  }
  return dates;
}

function chosen({ positions }: RecurrenceRule, dates: readonly PlainDate[]): PlainDate[] {
  return dates.filter(
    (_, i) => positions.length === 0 || positions.includes(i + 1) || positions.includes(i - dates.length),
  );
}
