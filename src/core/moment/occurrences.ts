import type { Care, Moment, MomentDate } from '../../contract/moment.ts';
import { datesOf } from './dates-of.ts';
import { toDate } from './days.ts';
import type { PlainDate } from './days.ts';

/**
 * Every date of the moments that has a day from `from` to `to`, both included; the earliest first.
 * @param countries only what counts in one of these; everything if empty
 */
export function occurrences(
  moments: readonly Moment[],
  from: string,
  to: string,
  countries: readonly string[] = [],
): MomentDate[] {
  return moments
    .filter((moment) => countsIn(moment, countries))
    .flatMap((moment) => momentDates(moment, toDate(from), toDate(to)))
    .sort(byDay);
}

/** Whether two lists of countries meet; an empty one is everywhere. */
export const countsIn = (moment: Pick<Moment, 'countries'>, countries: readonly string[]): boolean =>
  moment.countries.length === 0 || countries.length === 0 || moment.countries.some((one) => countries.includes(one));

/** Solemn days close the gate unless it is stated otherwise. */
export const careOf = ({ care, tone }: Pick<Moment, 'care' | 'tone'>): Care =>
  care ?? (tone === 'solemn' ? 'block' : 'none');

function momentDates(moment: Moment, from: PlainDate, to: PlainDate): MomentDate[] {
  const { since = -Infinity, until = Infinity, days } = moment;
  return datesOf(moment.rule, from.subtract({ days: days - 1 }), to)
    .filter(({ year }) => since <= year && year <= until)
    .map((first) => ({
      moment: moment.id,
      name: moment.name,
      countries: moment.countries,
      tone: moment.tone,
      care: careOf(moment),
      from: first.toString(),
      to: first.add({ days: days - 1 }).toString(),
      uncertainDays: moment.uncertainDays,
      leadDays: moment.leadDays,
      major: moment.major,
      own: moment.brand !== undefined,
    }));
}

const byDay = (a: MomentDate, b: MomentDate): number => compare(a.from, b.from) || compare(a.moment, b.moment);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
