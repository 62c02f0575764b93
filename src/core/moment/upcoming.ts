import type { Moment, MomentDate, Upcoming } from '../../contract/moment.ts';
import { dayAt, toDate } from './days.ts';
import { countsIn, occurrences } from './occurrences.ts';

/**
 * The next date of each moment whose lead time has begun, and those that are on; the nearest first.
 * @param at milliseconds since 1970
 * @param timeZone the brand's: in it a day begins and ends
 * @param countries the brand's; all if empty
 */
export function upcoming(
  moments: readonly Moment[],
  at: number,
  timeZone: string,
  countries: readonly string[] = [],
): Upcoming[] {
  const today = dayAt(at, timeZone);
  return moments
    .filter((moment) => countsIn(moment, countries))
    .flatMap((moment) => {
      const [next] = occurrences([moment], today.toString(), today.add({ days: moment.leadDays }).toString());
      return next ? [{ date: next, inDays: daysAway(next, today) }] : [];
    })
    .sort((a, b) => a.inDays - b.inDays || (a.date.moment < b.date.moment ? -1 : 1));
}

const daysAway = ({ from }: MomentDate, today: Temporal.PlainDate): number =>
  Math.max(0, today.until(toDate(from), { largestUnit: 'days' }).days);
