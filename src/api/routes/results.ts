import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type FunnelStep, Reactivity } from '../../contract/funnel.ts';
import { Happening } from '../../contract/happening.ts';
import { Day } from '../../contract/moment.ts';
import { FunnelReport, SimilarCase } from '../../contract/results.ts';
import { outcomeOf } from '../../core/learning/outcome.ts';
import { reactivityOf } from '../../core/learning/reactivity.ts';
import { reportOf } from '../../core/learning/report.ts';
import { createSimilar } from '../../core/learning/similar.ts';
import { dayAt, toDate } from '../../core/moment/days.ts';
import { listedFrequency } from '../../core/territory/matcher/frequency.ts';
import { writeCsv } from '../csv.ts';
import { invalid, notFound } from '../errors.ts';
import { operation, type Operation } from '../operation.ts';
import { BrandParams, onBrand } from './brands.ts';
import { onOpportunity, OpportunityParams } from './cards.ts';

/** Days of one answer, and where none are asked for. */
const MOST_DAYS = 366;
const USUAL_DAYS = 28;
/** Opportunities that are counted at once; a brand has tens a day. */
const MOST_CASES = 20_000;
/** Newest opportunities among which others like one are looked for, and how many are told. */
const MOST_PAST = 2_000;
const MOST_SIMILAR = 5;

const Bound = Day.refine((day) => day >= '1970-01-01' && day <= '2200-12-31', {
  error: 'the results reach from 1970 to 2200',
}).optional();

const Period = z
  .object({
    from: Bound.meta({ description: `First day, such as 2026-11-27; ${String(USUAL_DAYS)} days in all unless told` }),
    to: Bound.meta({
      description: `Last day; the brand's today unless told; at most ${String(MOST_DAYS)} days in all`,
    }),
  })
  .meta({ description: 'Days on which opportunities were detected' });

/** The brand and the days asked for, as its time zone counts them. */
async function readPeriod(context: Context, brandId: string, request: IncomingMessage) {
  const brand = await context.brands.get(brandId);
  if (!brand) throw notFound();
  const asked = Object.fromEntries(new URL(request.url ?? '/', 'http://localhost').searchParams);
  const today = dayAt(context.clock(), brand.timeZone).toString();
  const days = Period.transform(({ from, to = today }) => ({
    from:
      from ??
      toDate(to)
        .subtract({ days: USUAL_DAYS - 1 })
        .toString(),
    to,
  }))
    .refine(({ from, to }) => from <= to, { path: ['to'], error: 'the last day lies before the first' })
    .refine(({ from, to }) => toDate(from).until(toDate(to), { largestUnit: 'days' }).days < MOST_DAYS, {
      path: ['to'],
      error: `at most ${String(MOST_DAYS)} days at once`,
    })
    .safeParse(asked);
  if (!days.success) throw invalid(days.error);
  return { brand, ...days.data };
}

async function readReport(context: Context, brandId: string, request: IncomingMessage): Promise<FunnelReport> {
  const { brand, from, to } = await readPeriod(context, brandId, request);
  const { id, timeZone } = brand;
  const begin = toDate(from).toZonedDateTime(timeZone).epochMilliseconds;
  const end = toDate(to).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
  const [cases, latencies] = await Promise.all([
    context.results.cases(id, begin, end, MOST_CASES),
    context.results.latencies(id, begin, end),
  ]);
  return reportOf({ brand: id, from, to, timeZone, cases, latencies, complete: cases.length < MOST_CASES });
}

const HEADER = ['group', 'key', 'label', 'step', 'count', 'median minutes', 'p95 minutes'];

/** One row a step, of everything and of each group. */
function asCsv({ steps, byVerdict, byTopic, byDay }: FunnelReport): string {
  const rows = (group: string, key: string, label: string, of: readonly FunnelStep[]) =>
    of.map(({ step, count, median, p95 }) => [group, key, label, step, count, rounded(median), rounded(p95)]);
  return writeCsv([
    HEADER,
    ...rows('all', '', '', steps),
    ...byVerdict.flatMap(({ verdict, steps: of }) => rows('verdict', verdict, '', of)),
    ...byTopic.flatMap(({ topic, label, steps: of }) => rows('topic', topic, label, of)),
    ...byDay.flatMap(({ day, steps: of }) => rows('day', day, '', of)),
  ]);
}

const rounded = (minutes: number | null): number | null => (minutes === null ? null : Math.round(minutes * 100) / 100);

type SimilarTo = ReturnType<typeof createSimilar>;

/** Earlier opportunities of the brand that resemble one; null where there is no such opportunity. */
async function findSimilar(context: Context, opportunity: string, similarTo: SimilarTo): Promise<SimilarCase[] | null> {
  const brand = await context.cards.brandOf(opportunity);
  const card = brand && (await context.cards.get(brand, opportunity));
  if (!card) return null;
  const { id, title, topics, verdict, openedAt } = card.opportunity;
  const past = await context.results.cases(brand, 0, Date.parse(openedAt) + 1, MOST_PAST);
  const found = similarTo({ id, title, topics, verdict: verdict.level, openedAt }, past, MOST_SIMILAR);
  return found.map(({ other, likeness, topics, words }) => ({
    ...{ id: other.id, title: other.title, lang: other.lang, openedAt: other.openedAt, state: other.state },
    ...{ verdict: other.verdict, decision: other.decision, steps: other.steps, outcome: outcomeOf(other) },
    shared: { topics: [...topics], words: [...words] },
    likeness,
  }));
}

const FIXED: Operation[] = [
  operation({
    method: 'get',
    path: '/api/brands/{brand}/funnel',
    id: 'getFunnel',
    tag: 'results',
    summary: 'What became of the opportunities of some days: how many came to each step, and how long it took',
    description: 'Counts and times only: nobody is named. The same by verdict, topic and day.',
    access: onBrand('read'),
    params: BrandParams,
    query: Period,
    answers: { 200: { description: 'The funnel, and the newsroom clock', schema: FunnelReport } },
    problems: ['invalid'],
    handle: async ({ context, params, request }) => ({ body: await readReport(context, params.brand, request) }),
  }),
  operation({
    method: 'get',
    path: '/api/brands/{brand}/funnel.csv',
    id: 'downloadFunnel',
    tag: 'results',
    summary: 'The funnel as a table',
    description: 'Text that a spreadsheet would run as a formula is led by an apostrophe.',
    access: onBrand('read'),
    params: BrandParams,
    query: Period,
    answers: { 200: { description: 'One row a group and step', type: 'text/csv' } },
    problems: ['invalid'],
    handle: async ({ context, params, request }) => {
      const report = await readReport(context, params.brand, request);
      const name = `${report.brand}-${report.from}-${report.to}.csv`;
      return {
        body: asCsv(report),
        type: 'text/csv; charset=utf-8',
        headers: { 'content-disposition': `attachment; filename="${name}"` },
      };
    },
  }),
  operation({
    method: 'get',
    path: '/api/brands/{brand}/reactivity',
    id: 'getReactivity',
    tag: 'results',
    summary: 'How long the brand needs from alert to approval: measured, or as it is configured',
    access: onBrand('read'),
    params: BrandParams,
    answers: { 200: { description: 'What counts now', schema: Reactivity } },
    handle: async ({ context, params }) => {
      const brand = await context.brands.get(params.brand);
      if (!brand) throw notFound();
      return { body: reactivityOf(brand, await context.reactivities.get(brand.id)) };
    },
  }),
  operation({
    method: 'get',
    path: '/api/opportunities/{opportunity}/history',
    id: 'getHistory',
    tag: 'opportunities',
    summary: 'Everything that happened to one opportunity, newest first',
    description: 'What was found, decided, held, said and drafted, and what was frozen meanwhile; at most 200 entries.',
    access: onOpportunity('read'),
    params: OpportunityParams,
    answers: { 200: { description: 'What happened', schema: z.array(Happening) } },
    handle: async ({ context, params: { opportunity } }) => {
      const brand = await context.cards.brandOf(opportunity);
      if (!brand) throw notFound();
      return { body: await context.results.happenings(brand, opportunity) };
    },
  }),
];

/** The operations; those that weigh words count how rare they are once, and not before somebody asks. */
export function createResultOperations(): Operation[] {
  let similarTo: SimilarTo | undefined;
  return [
    ...FIXED,
    operation({
      method: 'get',
      path: '/api/opportunities/{opportunity}/similar',
      id: 'listSimilar',
      tag: 'results',
      summary: 'Earlier opportunities of the brand that resemble this one, and how it went with them',
      access: onOpportunity('read'),
      params: OpportunityParams,
      answers: { 200: { description: 'At most five, the most alike first', schema: z.array(SimilarCase) } },
      handle: async ({ context, params }) => {
        similarTo ??= createSimilar(listedFrequency(context.frequencies));
        const similar = await findSimilar(context, params.opportunity, similarTo);
        if (!similar) throw notFound();
        return { body: similar };
      },
    }),
  ];
}
