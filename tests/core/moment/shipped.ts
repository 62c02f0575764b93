import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { CalendarFile } from '../../../src/contract/moment.ts';
import type { Moment } from '../../../src/contract/moment.ts';
import { occurrences } from '../../../src/core/moment/occurrences.ts';

const FOLDER = 'config/calendar';

/** The calendar as it is shipped. */
export const SHIPPED: readonly Moment[] = readdirSync(FOLDER).flatMap(
  (file) => CalendarFile.parse(parse(readFileSync(`${FOLDER}/${file}`, 'utf8'))).moments,
);

/** First days of a shipped moment in a year. */
export function daysOf(id: string, year: number): string[] {
  const moment = SHIPPED.find((one) => one.id === id);
  if (!moment) throw new Error(`the calendar has no ${id}`);
  return occurrences([{ ...moment, days: 1 }], `${year}-01-01`, `${year}-12-31`).map(({ from }) => from);
}
