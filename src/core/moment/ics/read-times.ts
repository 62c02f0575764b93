import { z } from 'zod';
import type { ContentLine } from './content-lines.ts';

type PlainDateTime = Temporal.PlainDateTime;

const ClockTime = z.iso.datetime({ local: true });

/** `P2D`, `PT1H30M`, `P1W`: no longer than Temporal can count. */
const DURATION = /^\+?P(?=.)(?:\d{1,4}W|(?:\d{1,4}D)?(?:T(?=\d)(?:\d{1,6}H)?(?:\d{1,6}M)?(?:\d{1,6}S)?)?)$/;

const SHAPE = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/;

/**
 * `20261127`, `20261127T180000`, `20261127T170000Z`: where people's clocks stand. A time of a named zone is taken as it is
 * written, for that is the day people there call it; a universal one is told in `timeZone`. Null if it is no time.
 */
function readTime(text: string, timeZone: string): PlainDateTime | null {
  const parts = SHAPE.exec(text.trim());
  if (!parts) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', universal] = parts;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  // 31 February and the like.
  if (!ClockTime.safeParse(iso).success) return null;
  if (universal !== 'Z') return Temporal.PlainDateTime.from(iso);
  return Temporal.Instant.from(`${iso}Z`).toZonedDateTimeISO(timeZone).toPlainDateTime();
}

/** The days of a line that lists times. Of a period only its start; what is no time is passed over. */
export const readTimes = ({ value }: ContentLine, timeZone: string): string[] =>
  value.split(',').flatMap(
    (part) =>
      readTime(part.split('/')[0] as string, timeZone)
        ?.toPlainDate()
        .toString() ?? [],
  );

/** First day and number of days of an event; null without a start. */
export function readSpan(
  start: ContentLine | undefined,
  end: ContentLine | undefined,
  duration: ContentLine | undefined,
  timeZone: string,
): { start: string; days: number } | null {
  const from = start && readTime(start.value, timeZone);
  if (!from) return null;
  const to = (end && readTime(end.value, timeZone)) ?? (duration && after(from, duration.value)) ?? from;
  // An end at midnight belongs to the day before it.
  const last = Temporal.PlainDateTime.compare(from, to) < 0 ? to.subtract({ seconds: 1 }) : from;
  const days = from.toPlainDate().until(last.toPlainDate()).days + 1;
  return { start: from.toPlainDate().toString(), days };
}

const after = (from: PlainDateTime, duration: string): PlainDateTime | null =>
  DURATION.test(duration.trim()) ? from.add(Temporal.Duration.from(duration.trim())) : null;
