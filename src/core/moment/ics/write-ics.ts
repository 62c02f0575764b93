import type { MomentDate } from '../../../contract/moment.ts';
import { toDate } from '../days.ts';
import { escapeText, foldLine } from './content-lines.ts';

export interface WriteIcsOptions {
  /** Of the titles. */
  readonly language: 'en' | 'fr';
  /** What the calendar calls itself. */
  readonly title: string;
  /** When it was written, milliseconds since 1970. */
  readonly at: number;
}

/**
 * Dates as an iCalendar file, one whole-day event each: calendars cannot compute Easter or a lunar year, and lists of dates
 * in one event are not understood by all of them. What only Rebond knows stands in `X-REBOND-` lines, for `readIcs`.
 */
export function writeIcs(dates: readonly MomentDate[], { language, title, at }: WriteIcsOptions): string {
  const stamp = Temporal.Instant.fromEpochMilliseconds(at).round('second').toString().replace(/[-:]/g, '');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rebond//Calendar//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(title)}`,
    ...dates.flatMap((date) => eventLines(date, language, stamp)),
    'END:VCALENDAR',
  ];
  return lines.map(foldLine).join('');
}

function eventLines(date: MomentDate, language: 'en' | 'fr', stamp: string): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${date.moment}-${date.from}@rebond`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(date.from)}`,
    // The end of a whole-day event is the day after its last.
    `DTEND;VALUE=DATE:${compact(toDate(date.to).add({ days: 1 }).toString())}`,
    `SUMMARY;LANGUAGE=${language}:${escapeText(date.name[language])}`,
    `CATEGORIES:${date.tone.toUpperCase()}`,
    'TRANSP:TRANSPARENT',
    `X-REBOND-MOMENT:${date.moment}`,
    `X-REBOND-NAME-EN:${escapeText(date.name.en)}`,
    `X-REBOND-NAME-FR:${escapeText(date.name.fr)}`,
    `X-REBOND-COUNTRIES:${date.countries.join()}`,
    `X-REBOND-CARE:${date.care}`,
    `X-REBOND-LEAD-DAYS:${date.leadDays}`,
    `X-REBOND-UNCERTAIN-DAYS:${date.uncertainDays}`,
    `X-REBOND-MAJOR:${date.major}`,
    'END:VEVENT',
  ];
}

const compact = (day: string): string => day.replaceAll('-', '');
