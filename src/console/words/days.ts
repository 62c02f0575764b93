const DAY_MS = 86_400_000;

/** Days are `2026-11-27`, without a zone: they are reckoned and written in UTC so that none moves. */
const toTime = (day: string) => Date.parse(`${day}T00:00:00Z`);

export const addDays = (day: string, days: number) => new Date(toTime(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Days from one day to another; negative where the other is earlier. */
export const daysBetween = (from: string, to: string) => Math.round((toTime(to) - toTime(from)) / DAY_MS);

/** The day it is where the viewer is. */
export function viewersDay(now: number): string {
  const date = new Date(now);
  return new Date(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())).toISOString().slice(0, 10);
}

const WITH_WEEKDAY = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const;

/** `Thu 19 Nov`, or `Thu 19 – Sun 22 Nov`; with the year where it is asked for. */
export function saySpan(from: string, to: string, language: string, year = false): string {
  const format = new Intl.DateTimeFormat(language, { ...WITH_WEEKDAY, ...(year && { year: 'numeric' }) });
  const [first, last] = [toTime(from), toTime(to)];
  // A range would bring the years along, twice.
  const overNewYear = !year && from.slice(0, 4) !== to.slice(0, 4);
  const range = () =>
    overNewYear ? `${format.format(first)} – ${format.format(last)}` : format.formatRange(first, last);
  const text = from === to ? format.format(first) : range();
  return language.startsWith('en') ? text.replaceAll(',', '') : text;
}

/** `19 Nov`, or `19 Nov 2026`. */
export const sayDay = (day: string, language: string, year = false) =>
  new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    ...(year && { year: 'numeric' }),
  }).format(toTime(day));

/** `Thursday 19 November 2026`, for those who listen and for hovering. */
export const sayFullDay = (day: string, language: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(toTime(day));

/** `November 2026`. */
export function sayMonth(day: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return capitalise(format.format(toTime(day)), language);
}

/** `in 6 days`, `tomorrow`, `today`. */
export const sayInDays = (days: number, language: string) =>
  new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day');

/** Names of countries from their two letters. */
export function sayCountries(codes: readonly string[], language: string): string {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return new Intl.ListFormat(language).format(codes.map((code) => names.of(code) ?? code));
}

export const capitalise = (text: string, language: string) =>
  text.slice(0, 1).toLocaleUpperCase(language) + text.slice(1);
