import { z } from 'zod';
import { Slug } from './common.ts';

/** A day of the Gregorian calendar, e.g. `2026-11-27`. */
export const Day = z.iso.date({ error: 'not a day such as 2026-11-27' });

export const Weekday = z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);
export type Weekday = z.infer<typeof Weekday>;

const Country = z.string().regex(/^[A-Z]{2}$/, 'use a two-letter country code such as FR');

/** What a moment feels like: the register in which a brand may speak of it. */
export const Tone = z.enum([
  'festive',
  'commercial',
  'sport',
  'culture',
  'season',
  'civic',
  'awareness',
  'religious',
  'solemn',
]);
export type Tone = z.infer<typeof Tone>;

/** How the gate takes a light message on the day: lets it pass, asks a person, or refuses it. */
export const Care = z.enum(['none', 'review', 'block']);
export type Care = z.infer<typeof Care>;

const MonthDay = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'not a month and day such as 12-25')
  .refine((value) => z.iso.date().safeParse(`2024-${value}`).success, { error: 'no month has that day' });

const Offset = z.number().int().min(-200).max(200).default(0);
const Month = z.number().int().min(1).max(12);
const Nth = z
  .number()
  .int()
  .min(-5)
  .max(5)
  .refine((nth) => nth !== 0, { error: 'count weekdays from 1, or from -1 for the last' });

/** Days by which a date moves where it falls on a weekday: `{ sunday: -1 }`. */
const Shift = z.partialRecord(Weekday, z.number().int().min(-6).max(6)).default({});

/** Christmas. 02-29 exists in leap years only. */
const FixedRule = z.strictObject({ kind: z.literal('fixed'), date: MonthDay, shift: Shift });

/** Thanksgiving. The nth weekday of a month, -1 for the last, moved by some days; none where there is no fifth. */
const NthRule = z.strictObject({ kind: z.literal('nth'), nth: Nth, weekday: Weekday, month: Month, offset: Offset });

/** The weekday nearest to a date on one side: the Monday before 25 May, the Sunday on or after 16 July. */
const WeekdayRule = z.strictObject({
  kind: z.literal('weekday'),
  weekday: Weekday,
  is: z.enum(['before', 'on-or-before', 'on-or-after', 'after']),
  date: MonthDay,
  offset: Offset,
});

const EasterRule = z.strictObject({
  kind: z.literal('easter'),
  church: z.enum(['western', 'eastern']).default('western'),
  /** Days after Easter Sunday. */
  offset: Offset,
});

/** A day of another calendar: the first of its month 9, `M09`. A leap month is `M04L`; a year without it has no such day. */
const CalendarRule = z.strictObject({
  kind: z.literal('calendar'),
  calendar: z.enum(['chinese', 'dangi', 'hebrew', 'islamic-umalqura', 'persian']),
  month: z.string().regex(/^M(0[1-9]|1[0-3])L?$/, 'not a month such as M09, or M04L for a leap month'),
  day: z.number().int().min(1).max(31),
  offset: Offset,
  shift: Shift,
});

/** Days that follow no rule, each stated. */
const ListRule = z.strictObject({ kind: z.literal('list'), dates: z.array(Day).min(1).max(5_000) });

/** Every so many days, weeks, months or years, as calendars of other programs state it. `start` is always a date of it. */
export const RecurrenceRule = z.strictObject({
  kind: z.literal('recurrence'),
  start: Day,
  every: z.number().int().min(1).max(1_000).default(1),
  unit: z.enum(['day', 'week', 'month', 'year']),
  months: z.array(Month).default([]),
  /** Days of the month, -1 for the last. */
  monthDays: z.array(z.number().int().min(-31).max(31)).default([]),
  /** `nth` of the month, of monthly and yearly ones; every such weekday without it. */
  weekdays: z.array(z.strictObject({ weekday: Weekday, nth: Nth.optional() })).default([]),
  /** Of the dates of one period only these, counted from 1, or from -1 backwards. */
  positions: z.array(z.number().int().min(-366).max(366)).default([]),
  /** Where a week begins that is counted by `every`. */
  weekStart: Weekday.default('monday'),
  /** Dates in all, those in `except` included. */
  count: z.number().int().min(1).max(10_000).optional(),
  until: Day.optional(),
  except: z.array(Day).max(5_000).default([]),
  also: z.array(Day).max(5_000).default([]),
});
export type RecurrenceRule = z.infer<typeof RecurrenceRule>;

/** Rules that give a year's dates out of the year alone. */
const YearlyRule = z.discriminatedUnion('kind', [FixedRule, NthRule, WeekdayRule, EasterRule, CalendarRule]);
export type YearlyRule = z.infer<typeof YearlyRule>;

/** `rule`, but `then` in the years in which it falls on the day of `is`. */
const UnlessRule = z.strictObject({ kind: z.literal('unless'), rule: YearlyRule, is: YearlyRule, then: YearlyRule });

/** When a moment comes round. */
export const Rule = z.discriminatedUnion('kind', [...YearlyRule.options, UnlessRule, ListRule, RecurrenceRule]);
export type Rule = z.infer<typeof Rule>;

const Name = z.string().min(1).max(200);
const Names = z.strictObject({ en: Name, fr: Name });
const Words = z.array(z.string().min(1).max(60)).max(20).default([]);
const Year = z.number().int().min(1900).max(2200);

/** A key date (*marronnier*), shipped in `config/calendar/*.yaml` or a brand's own. */
export const Moment = z.strictObject({
  id: Slug,
  name: Names,
  /** Where it counts; everywhere if empty. */
  countries: z.array(Country).default([]),
  rule: Rule,
  /** Days it lasts, the first included. */
  days: z.number().int().min(1).max(366).default(1),
  tone: Tone,
  /** Solemn days are `block` unless stated, all others `none`. */
  care: Care.optional(),
  /** Days ahead at which it is worth speaking of. */
  leadDays: z.number().int().min(0).max(180).default(7),
  /** It may come so many days earlier or later: sighted moons, dates not yet confirmed. */
  uncertainDays: z.number().int().min(0).max(15).default(0),
  /** Everybody plans by it; two on one day compete for attention. */
  major: z.boolean().default(false),
  /** First and last year of its dates. */
  since: Year.optional(),
  until: Year.optional(),
  /** What people speak of then, for its nearness to a territory. */
  words: z.strictObject({ en: Words, fr: Words }).prefault({}),
  /** The brand whose own it is; none of the shipped ones. */
  brand: Slug.optional(),
});
export type Moment = z.infer<typeof Moment>;

/** A file of `config/calendar`. */
export const CalendarFile = z.strictObject({
  moments: z.array(Moment).superRefine((moments, context) => {
    const known = new Set<string>();
    moments.forEach(({ id }, i) => {
      if (known.has(id))
        context.addIssue({ code: 'custom', path: [i, 'id'], message: `another moment is called ${id}` });
      known.add(id);
    });
  }),
});
export type CalendarFile = z.infer<typeof CalendarFile>;

/** A moment on its days: one date of its rule. */
export const MomentDate = z.object({
  moment: Slug,
  name: Names,
  countries: z.array(Country),
  tone: Tone,
  care: Care,
  /** First and last day. */
  from: Day,
  to: Day,
  uncertainDays: z.number().int(),
  leadDays: z.number().int(),
  major: z.boolean(),
  /** The brand's own, not a shipped one. */
  own: z.boolean(),
});
export type MomentDate = z.infer<typeof MomentDate>;

/** A memorial or religious date that lies on a day, for the gate. */
export const DelicateDay = z.object({
  date: MomentDate,
  care: Care.exclude(['none']),
  /** False where the day lies in its span only if it comes earlier or later than computed. */
  certain: z.boolean(),
});
export type DelicateDay = z.infer<typeof DelicateDay>;

/** Two moments that meet. `care`: a light one beside a grave one; `crowded`: two that everybody plans by. */
export const Collision = z.object({
  kind: z.enum(['care', 'crowded']),
  /** The days they share. */
  from: Day,
  to: Day,
  /** The grave one first, else in the order of their names. */
  moments: z.tuple([MomentDate, MomentDate]),
});
export type Collision = z.infer<typeof Collision>;

/** A moment whose lead time has begun. */
export const Upcoming = z.object({
  date: MomentDate,
  /** Days until it begins; 0 from its first day to its last. */
  inDays: z.number().int().min(0),
});
export type Upcoming = z.infer<typeof Upcoming>;
