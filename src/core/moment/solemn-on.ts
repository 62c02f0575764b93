import type { DelicateDay, Moment } from '../../contract/moment.ts';
import { toDate } from './days.ts';
import { careOf, countsIn, occurrences } from './occurrences.ts';

/** Days that are remembered at once: those of the stories that are alive, in the zones of their brands. */
const REMEMBERED = 256;

/**
 * What asks for care on a day where the brand speaks: memorial and religious dates, the strictest and surest first. A date
 * that may come a day earlier or later asks for care on those days too.
 * @param countries the brand's; all if empty
 */
export function solemnOn(moments: readonly Moment[], day: string, countries: readonly string[] = []): DelicateDay[] {
  const date = toDate(day);
  return moments
    .filter((moment) => careOf(moment) !== 'none' && countsIn(moment, countries))
    .flatMap((moment) => {
      const margin = { days: moment.uncertainDays };
      return occurrences([moment], date.subtract(margin).toString(), date.add(margin).toString());
    })
    .map((found) => ({
      date: found,
      care: found.care === 'review' ? ('review' as const) : ('block' as const),
      certain: found.from <= day && day <= found.to,
    }))
    .sort((a, b) => Number(a.care === 'review') - Number(b.care === 'review') || Number(b.certain) - Number(a.certain));
}

/** `solemnOn` for one calendar, which looks each day up once: it is asked with every mention. */
export function createSolemnDays(moments: readonly Moment[]) {
  const delicate = moments.filter((moment) => careOf(moment) !== 'none');
  const known = new Map<string, readonly DelicateDay[]>();

  return function rememberedSolemnOn(day: string, countries: readonly string[] = []): readonly DelicateDay[] {
    const key = `${day} ${countries.join()}`;
    const found = known.get(key) ?? solemnOn(delicate, day, countries);
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, found);
    return found;
  };
}
