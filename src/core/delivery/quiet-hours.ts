import type { QuietHours } from '../../contract/channel.ts';

/** Quiet hours that follow one another without a gap are at most a week of days. */
const MOST_DAYS = 8;

/** When the quiet hours end in which a moment lies; null where it lies in none. Milliseconds. */
export function quietUntil(quiet: QuietHours, at: number, zone: string): number | null {
  if (!quiet.on) return null;
  let end: number | null = null;
  for (let days = 0; days < MOST_DAYS; days++) {
    const next = endOf(quiet, end ?? at, zone);
    if (next === null) return end;
    end = next;
  }
  return end;
}

/** The end of the hours that began today or yesterday and hold at that moment. */
function endOf(quiet: QuietHours, at: number, zone: string): number | null {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  for (const day of [today, today.subtract({ days: 1 })]) {
    if (!quiet.days.includes(day.dayOfWeek)) continue;
    const from = momentOf(day, quiet.from, zone);
    const to = momentOf(quiet.from < quiet.to ? day : day.add({ days: 1 }), quiet.to, zone);
    if (from <= at && at < to) return to;
  }
  return null;
}

/** The next of these times of day after a moment; null where there are none. Milliseconds. */
export function nextTime(times: readonly string[], at: number, zone: string): number | null {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  const moments = [today, today.add({ days: 1 })].flatMap((day) => times.map((time) => momentOf(day, time, zone)));
  const later = moments.filter((moment) => moment > at);
  return later.length === 0 ? null : Math.min(...later);
}

/** An hour that the spring change leaves out counts as the one after it; one that comes twice, as the first. */
const momentOf = (day: Temporal.PlainDate, time: string, zone: string): number =>
  day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
