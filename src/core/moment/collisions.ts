import type { Collision, MomentDate, Tone } from '../../contract/moment.ts';
import { toDate } from './days.ts';
import { countsIn } from './occurrences.ts';

/** A longer moment meets others on its first day only: four weeks of sales meet a memorial where they open on it. */
const LONGEST_SPAN = 7;

const LIGHT: readonly Tone[] = ['festive', 'commercial', 'sport', 'culture', 'season'];

/** Moments that meet where both count, in the order of their days. */
export function collisions(dates: readonly MomentDate[]): Collision[] {
  const found: Collision[] = [];
  const spans = dates.map((date) => ({ date, from: date.from, to: lastDay(date) })).sort(byFrom);
  spans.forEach((one, i) => {
    for (let j = i + 1; j < spans.length && spans[j]!.from <= one.to; j += 1) {
      const other = spans[j]!;
      const kind = kindOf(one.date, other.date);
      if (kind === null || one.date.moment === other.date.moment) continue;
      const to = one.to < other.to ? one.to : other.to;
      found.push({ kind, from: other.from, to, moments: graveFirst(one.date, other.date) });
    }
  });
  return found.sort(byFrom);
}

const byFrom = (a: { from: string }, b: { from: string }): number => (a.from < b.from ? -1 : Number(a.from > b.from));

const lastDay = ({ from, to }: MomentDate): string => (toDate(from).until(toDate(to)).days < LONGEST_SPAN ? to : from);

const isGrave = ({ care }: MomentDate): boolean => care !== 'none';
const isLight = (date: MomentDate): boolean => !isGrave(date) && LIGHT.includes(date.tone);

function kindOf(a: MomentDate, b: MomentDate): Collision['kind'] | null {
  if (!countsIn(a, b.countries)) return null;
  if ((isGrave(a) && isLight(b)) || (isGrave(b) && isLight(a))) return 'care';
  return a.major && b.major ? 'crowded' : null;
}

function graveFirst(a: MomentDate, b: MomentDate): [MomentDate, MomentDate] {
  if (isGrave(a) !== isGrave(b)) return isGrave(a) ? [a, b] : [b, a];
  return a.moment < b.moment ? [a, b] : [b, a];
}
