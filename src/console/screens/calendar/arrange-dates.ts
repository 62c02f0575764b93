import type { MomentCard } from '../../../contract/moment-card.ts';
import type { MomentDate, Tone } from '../../../contract/moment.ts';
import { dateKey } from '../../state/moments.ts';

export interface DateFilter {
  readonly tone?: Tone | undefined;
  /** Only those with a moment card. */
  readonly near?: boolean | undefined;
  readonly own?: boolean | undefined;
  /** Words that must all stand in one of the names or among the topics it is near to. */
  readonly search?: string | undefined;
}

/** Dates that begin in one month, under its first seven letters: `2026-11`; `under-way` for those begun before the page. */
export interface DateGroup {
  readonly key: string;
  readonly dates: readonly MomentDate[];
}

export function filterDates(
  dates: readonly MomentDate[],
  filter: DateFilter,
  cards: ReadonlyMap<string, MomentCard>,
): MomentDate[] {
  return dates.filter((date) => {
    const card = cards.get(dateKey(date));
    if (filter.tone && date.tone !== filter.tone) return false;
    if (filter.near && !card) return false;
    if (filter.own && !date.own) return false;
    return hasWords(date, card, filter.search);
  });
}

function hasWords({ name }: MomentDate, card: MomentCard | undefined, search: string | undefined): boolean {
  if (!search) return true;
  const text = fold([name.en, name.fr, ...(card?.topics.map(({ label }) => label) ?? [])].join(' '));
  return fold(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** By month, in order of their days; the gravest of a day first, for it decides how the others may sound. */
export function groupByMonth(dates: readonly MomentDate[], from: string): DateGroup[] {
  const groups = new Map<string, MomentDate[]>();
  for (const date of dates.toSorted(byDay)) {
    const key = date.from < from ? UNDER_WAY : date.from.slice(0, 7);
    groups.set(key, [...(groups.get(key) ?? []), date]);
  }
  return [...groups].map(([key, of]) => ({ key, dates: of }));
}

export const UNDER_WAY = 'under-way';

const GRAVITY = { block: 2, review: 1, none: 0 };

function byDay(a: MomentDate, b: MomentDate): number {
  if (a.from !== b.from) return a.from < b.from ? -1 : 1;
  return GRAVITY[b.care] - GRAVITY[a.care] || Number(b.major) - Number(a.major) || (a.moment < b.moment ? -1 : 1);
}

/** Ids of own moments that have no date among these. */
export function ownElsewhere<M extends { id: string }>(own: readonly M[], dates: readonly MomentDate[]): M[] {
  const shown = new Set(dates.filter((date) => date.own).map(({ moment }) => moment));
  return own.filter(({ id }) => !shown.has(id));
}
