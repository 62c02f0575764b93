import { Day, Moment } from '../../contract/moment.ts';
import type { ReadIcsOptions } from './ics/read-ics.ts';
import { freeSlug, type TakenSlugs } from './ics/free-slug.ts';
import { toDate } from './days.ts';

export interface RefusedLine {
  readonly line: number;
  readonly text: string;
  readonly code: 'list.no-date' | 'list.no-name' | 'list.too-long';
}

const LINE = /^"?(\d{4}-\d{2}-\d{2})"?(?:\s*(?:\/|–|\.\.)\s*"?(\d{4}-\d{2}-\d{2})"?)?\s*[,;\t ]?(.*)$/;

/**
 * A plain list as moments of a brand, a date and a name a line: `2026-11-19; Open day` or, of several days,
 * `2026-11-19/2026-11-21; Fair`. Commas and tabs will do; `#` begins a remark. Lines of one name and length are one moment.
 */
export function readList(
  text: string,
  { brand, tone, countries, leadDays }: Omit<ReadIcsOptions, 'timeZone'>,
): { moments: Moment[]; refused: RefusedLine[] } {
  const refused: RefusedLine[] = [];
  const groups = new Map<string, { name: string; days: number; dates: string[] }>();
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .forEach((raw, i) => {
      const line = raw.trim();
      if (line === '' || line.startsWith('#')) return;
      const read = readLine(line);
      if (typeof read === 'string') refused.push({ line: i + 1, text: line.slice(0, 200), code: read });
      else {
        const key = `${read.days} ${read.name}`;
        const group = groups.get(key) ?? { name: read.name, days: read.days, dates: [] };
        group.dates.push(read.day);
        groups.set(key, group);
      }
    });
  const taken: TakenSlugs = new Map();
  const moments = [...groups.values()].map(({ name, days, dates }) =>
    Moment.parse({
      id: freeSlug(name, taken),
      name: { en: name, fr: name },
      countries: [...countries],
      rule: { kind: 'list', dates: [...new Set(dates)].sort() },
      days,
      tone,
      leadDays,
      brand,
    }),
  );
  return { moments, refused };
}

function readLine(line: string): { day: string; days: number; name: string } | RefusedLine['code'] {
  const [, day, lastDay, rest = ''] = LINE.exec(line) ?? [];
  if (!Day.safeParse(day).success || (lastDay !== undefined && !Day.safeParse(lastDay).success)) return 'list.no-date';
  const days = lastDay === undefined ? 1 : toDate(day!).until(toDate(lastDay)).days + 1;
  if (days < 1) return 'list.no-date';
  if (days > 366) return 'list.too-long';
  const name = rest
    .trim()
    .replace(/^[,;\s]+|[,;\s]+$/g, '')
    .replace(/^"(.*)"$/, '$1')
    .trim()
    .slice(0, 200);
  return name === '' ? 'list.no-name' : { day: day!, days, name };
}
