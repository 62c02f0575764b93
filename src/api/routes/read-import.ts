import type { z } from 'zod';
import type { Brand } from '../../contract/brand.ts';
import type { ImportRemark, ImportRequest } from '../../contract/calendar.ts';
import type { Moment } from '../../contract/moment.ts';
import { readIcs } from '../../core/moment/ics/read-ics.ts';
import { readList } from '../../core/moment/read-list.ts';

/** Remarks of one answer: who has more has chosen the wrong file. */
const MOST_REMARKS = 500;

/** What of a text becomes moments of the brand, and what does not. */
export function readImport(
  { format, text, tone, leadDays }: z.infer<typeof ImportRequest>,
  brand: Brand,
  calendar: readonly Moment[],
): { moments: Moment[]; remarks: ImportRemark[] } {
  const options = { brand: brand.id, timeZone: brand.timeZone, tone, leadDays, countries: [] };
  const { moments, remarks } = format === 'ics' ? fromIcs(text, options) : fromList(text, options);
  const shipped = new Set(calendar.map(({ id }) => id));
  const known = moments.filter(({ id }) => shipped.has(id));
  return {
    moments: moments.filter(({ id }) => !shipped.has(id)),
    remarks: [
      ...remarks,
      ...known.map(({ name }) => ({
        line: 0,
        code: 'calendar.shipped',
        text: name[brand.languages[0] === 'fr' ? 'fr' : 'en'],
      })),
    ].slice(0, MOST_REMARKS),
  };
}

function fromIcs(text: string, options: Parameters<typeof readIcs>[1]) {
  const { moments, refused } = readIcs(text, options);
  return { moments, remarks: refused.map(({ line, code, name }): ImportRemark => ({ line, code, text: name })) };
}

function fromList(text: string, options: Parameters<typeof readList>[1]) {
  const { moments, refused } = readList(text, options);
  return { moments, remarks: refused.map(({ line, code, text }): ImportRemark => ({ line, code, text })) };
}
