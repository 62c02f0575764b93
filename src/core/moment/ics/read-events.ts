import type { RecurrenceRule } from '../../../contract/moment.ts';
import { readContentLines, unescapeText } from './content-lines.ts';
import type { ContentLine } from './content-lines.ts';
import { readRecurrence } from './read-recurrence.ts';
import { readSpan, readTimes } from './read-times.ts';

/** An event as its file states it, in days. */
export interface IcsEvent {
  readonly line: number;
  readonly uid: string;
  readonly name: string;
  readonly start: string;
  readonly days: number;
  readonly recurrence: RecurrenceRule | null;
  /** Further dates, and those on which it is not held. */
  readonly also: readonly string[];
  readonly except: readonly string[];
  /** The date of its recurrence that this event stands in for. */
  readonly insteadOf: string | null;
  readonly cancelled: boolean;
  /** Values by name, of lines that the format leaves to programs, and the categories. */
  readonly own: ReadonlyMap<string, string>;
}

/** Why an event was left out. */
export type IcsRefusal = 'ics.no-name' | 'ics.no-date' | 'ics.recurrence' | 'ics.too-long';

export interface RefusedEvent {
  readonly line: number;
  readonly name: string;
  readonly code: IcsRefusal;
}

const LONGEST_EVENT = 366;

/** The events of a file. Alarms in them, time zones, to-dos are passed over. */
export function readEvents(text: string, timeZone: string): (IcsEvent | RefusedEvent)[] {
  return eventsOf(readContentLines(text)).map((lines) => readEvent(lines, timeZone));
}

/** Lines of each event, without those of what is nested in it. */
function eventsOf(lines: readonly ContentLine[]): ContentLine[][] {
  const events: ContentLine[][] = [];
  const open: string[] = [];
  for (const line of lines) {
    if (line.name === 'BEGIN') {
      open.push(line.value.trim().toUpperCase());
      if (open.at(-1) === 'VEVENT') events.push([line]);
    } else if (line.name === 'END') open.pop();
    else if (open.at(-1) === 'VEVENT') events.at(-1)?.push(line);
  }
  return events;
}

function readEvent(lines: readonly ContentLine[], timeZone: string): IcsEvent | RefusedEvent {
  const first = (name: string) => lines.find((line) => line.name === name);
  const line = lines[0]?.line ?? 0;
  const name = unescapeText(first('SUMMARY')?.value ?? '').trim();
  const refuse = (code: IcsRefusal): RefusedEvent => ({ line, name, code });
  if (name === '') return refuse('ics.no-name');
  const span = readSpan(first('DTSTART'), first('DTEND'), first('DURATION'), timeZone);
  if (span === null) return refuse('ics.no-date');
  if (span.days > LONGEST_EVENT) return refuse('ics.too-long');
  const rule = first('RRULE');
  const recurrence = rule ? readRecurrence(rule.value, span.start, timeZone) : null;
  if (rule && recurrence === null) return refuse('ics.recurrence');
  const days = (wanted: string) =>
    lines.filter((other) => other.name === wanted).flatMap((other) => readTimes(other, timeZone));
  return {
    line,
    uid: first('UID')?.value.trim() ?? '',
    name,
    ...span,
    recurrence,
    also: days('RDATE'),
    except: days('EXDATE'),
    insteadOf: days('RECURRENCE-ID')[0] ?? null,
    cancelled: first('STATUS')?.value.trim().toUpperCase() === 'CANCELLED',
    own: new Map(
      lines
        .filter((other) => other.name.startsWith('X-') || other.name === 'CATEGORIES')
        .map((other) => [other.name, unescapeText(other.value)]),
    ),
  };
}
