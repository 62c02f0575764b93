import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Brand } from '../../contract/brand.ts';
import { CalendarPage, ImportRequest, ImportResult } from '../../contract/calendar.ts';
import { Day, type Moment, type MomentDate } from '../../contract/moment.ts';
import { collisions } from '../../core/moment/collisions.ts';
import { dayAt, toDate } from '../../core/moment/days.ts';
import { writeIcs } from '../../core/moment/ics/write-ics.ts';
import { occurrences } from '../../core/moment/occurrences.ts';
import { momentsOfBrand } from '../../core/moment/of-brand.ts';
import { solemnOn } from '../../core/moment/solemn-on.ts';
import { invalid, notFound } from '../errors.ts';
import { operation } from '../operation.ts';
import { BrandParams, onBrand } from './brands.ts';
import { readImport } from './read-import.ts';
import { refuseMoments } from './moments.ts';

/** Days of one answer. */
const MOST_DAYS = 400;
/** Days after today where none are asked for: what a screen shows, and what a file holds. */
const SCREEN_DAYS = 90;
const FILE_DAYS = MOST_DAYS - 1;

const Bound = Day.refine((day) => day >= '1900-01-01' && day <= '2200-12-31', {
  error: 'the calendar reaches from 1900 to 2200',
}).optional();

const Range = z
  .object({
    from: Bound.meta({ description: "First day, such as 2026-11-27; the brand's today unless told" }),
    to: Bound.meta({ description: `Last day; at most ${String(MOST_DAYS)} days in all` }),
  })
  .meta({ description: 'Days' });

/** Days asked for, and what it is needed for to find their dates. */
async function readRange(context: Context, brandId: string, request: IncomingMessage, usualDays: number) {
  const brand = await context.brands.get(brandId);
  if (!brand) throw notFound();
  const asked = Object.fromEntries(new URL(request.url ?? '/', 'http://localhost').searchParams);
  const today = dayAt(context.clock(), brand.timeZone).toString();
  const days = Range.transform(({ from = today, to }) => ({
    from,
    to: to ?? toDate(from).add({ days: usualDays }).toString(),
  }))
    .refine(({ from, to }) => from <= to, { path: ['to'], error: 'the last day lies before the first' })
    .refine(({ from, to }) => toDate(from).until(toDate(to), { largestUnit: 'days' }).days < MOST_DAYS, {
      path: ['to'],
      error: `at most ${String(MOST_DAYS)} days at once`,
    })
    .safeParse(asked);
  if (!days.success) throw invalid(days.error);
  const moments = momentsOfBrand(context.calendar, await context.moments.own(brand.id));
  return { brand, moments, today, ...days.data };
}

const datesOf = (moments: readonly Moment[], brand: Brand, from: string, to: string): MomentDate[] =>
  occurrences(moments, from, to, brand.countries);

export const calendarOperations = [
  operation({
    method: 'get',
    path: '/api/brands/{brand}/calendar',
    id: 'getCalendar',
    tag: 'calendar',
    summary: 'Key dates where the brand speaks, shipped and its own, where they meet, and what asks for care today',
    access: onBrand('read'),
    params: BrandParams,
    query: Range,
    answers: { 200: { description: 'The days asked for; the coming 90 unless told', schema: CalendarPage } },
    problems: ['invalid'],
    handle: async ({ context, params, request }) => {
      const { brand, moments, today, from, to } = await readRange(context, params.brand, request, SCREEN_DAYS);
      const dates = datesOf(moments, brand, from, to);
      const delicate = solemnOn(moments, today, brand.countries);
      return { body: { dates, collisions: collisions(dates), today, delicate } satisfies CalendarPage };
    },
  }),
  operation({
    method: 'get',
    path: '/api/brands/{brand}/calendar.ics',
    id: 'downloadCalendar',
    tag: 'calendar',
    summary: 'The same dates as an iCalendar file',
    access: onBrand('read'),
    params: BrandParams,
    query: Range,
    answers: {
      200: { description: 'The days asked for; the coming 400 unless told', type: 'text/calendar' },
    },
    problems: ['invalid'],
    handle: async ({ context, params, request }) => {
      const { brand, moments, from, to } = await readRange(context, params.brand, request, FILE_DAYS);
      const language = brand.languages[0] === 'fr' ? 'fr' : 'en';
      const file = { language, title: brand.name, at: context.clock() } as const;
      return {
        body: writeIcs(datesOf(moments, brand, from, to), file),
        type: 'text/calendar; charset=utf-8',
        headers: { 'content-disposition': `attachment; filename="${brand.id}.ics"` },
      };
    },
  }),
  operation({
    method: 'post',
    path: '/api/brands/{brand}/calendar/import',
    id: 'importCalendar',
    tag: 'calendar',
    summary: "Take dates of another program over as the brand's own",
    description:
      'All that can be read is written, or nothing. What cannot be read is left out and told; look at it first with `preview`. ' +
      'A moment of the same id as one of the brand replaces it.',
    access: onBrand('edit-territory'),
    params: BrandParams,
    body: ImportRequest,
    answers: { 200: { description: 'What was written, or would be, and what was left out', schema: ImportResult } },
    handle: async ({ context, params, body, person }) => {
      const brand = await context.brands.get(params.brand);
      if (!brand) throw notFound();
      const { moments, remarks } = readImport(body, brand, context.calendar);
      const refused = body.preview
        ? await context.moments.wouldRefuse(brand.id, moments)
        : await context.moments.putAll(brand.id, moments, person.id);
      if (refused) throw refuseMoments(refused);
      return { body: { moments, remarks } };
    },
  }),
];
