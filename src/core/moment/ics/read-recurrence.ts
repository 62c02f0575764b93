import { RecurrenceRule } from '../../../contract/moment.ts';
import type { Weekday } from '../../../contract/moment.ts';
import { readTimes } from './read-times.ts';

const UNITS: Record<string, RecurrenceRule['unit']> = {
  DAILY: 'day',
  WEEKLY: 'week',
  MONTHLY: 'month',
  YEARLY: 'year',
};

const WEEKDAYS: Record<string, Weekday> = {
  MO: 'monday',
  TU: 'tuesday',
  WE: 'wednesday',
  TH: 'thursday',
  FR: 'friday',
  SA: 'saturday',
  SU: 'sunday',
};

const UNDERSTOOD = new Set([
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'WKST',
  'BYDAY',
  'BYMONTHDAY',
  'BYMONTH',
  'BYSETPOS',
]);

/** A recurrence as RFC 5545 writes it. Null where it says something that a moment cannot: hours, weeks or days of a year. */
export function readRecurrence(text: string, start: string, timeZone: string): RecurrenceRule | null {
  const parts = new Map(text.split(';').map((part) => readPart(part)));
  parts.delete('');
  if ([...parts.keys()].some((name) => !UNDERSTOOD.has(name))) return null;
  const numbers = (name: string) => parts.get(name)?.split(',').map(Number);
  const weekdays = parts.get('BYDAY')?.split(',').map(readWeekday) ?? [];
  const unit = UNITS[parts.get('FREQ') ?? ''];
  const byMonth = unit === 'month' || (unit === 'year' && parts.has('BYMONTH'));
  if (!byMonth && weekdays.some((weekday) => weekday?.nth !== undefined)) return null;
  if (unit === 'week' && parts.has('BYMONTHDAY')) return null;
  const rule = RecurrenceRule.safeParse({
    kind: 'recurrence',
    start,
    every: numbers('INTERVAL')?.[0],
    unit,
    months: numbers('BYMONTH'),
    monthDays: numbers('BYMONTHDAY'),
    weekdays,
    positions: numbers('BYSETPOS'),
    weekStart: parts.has('WKST') ? WEEKDAYS[parts.get('WKST') as string] : undefined,
    count: numbers('COUNT')?.[0],
    until: parts.has('UNTIL') ? (readUntil(parts.get('UNTIL') as string, timeZone) ?? 'unreadable') : undefined,
  });
  return rule.success ? rule.data : null;
}

function readPart(part: string): [string, string] {
  const [name = '', value = ''] = part.trim().toUpperCase().split('=');
  return [name, value];
}

/** `TH`, `3TH`, `-1SU`; null if it is none. */
function readWeekday(text: string): RecurrenceRule['weekdays'][number] | null {
  const [, nth, name = ''] = /^([+-]?\d+)?([A-Z]{2})$/.exec(text.trim()) ?? [];
  const weekday = WEEKDAYS[name];
  if (!weekday) return null;
  return nth === undefined ? { weekday } : { weekday, nth: Number(nth) };
}

const readUntil = (value: string, timeZone: string): string | undefined =>
  readTimes({ name: 'UNTIL', params: new Map(), value, line: 0 }, timeZone)[0];
