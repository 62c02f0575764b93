import fc from 'fast-check';
import { Moment, RecurrenceRule, Rule, Tone, Weekday } from '../../../src/contract/moment.ts';

const weekday = fc.constantFrom(...Weekday.options);
const month = fc.integer({ min: 1, max: 12 });
const offset = fc.integer({ min: -60, max: 60 });
export const day = fc
  .integer({ min: 0, max: 3_000 })
  .map((days) => Temporal.PlainDate.from('2021-01-01').add({ days }).toString());
const monthDay = day.map((text) => text.slice(5));
const shift = fc
  .option(fc.tuple(weekday, fc.integer({ min: -6, max: 6 })), { nil: undefined })
  .map((one) => (one ? { [one[0]]: one[1] } : {}));

const calendar = fc.oneof(
  fc.record({
    calendar: fc.constantFrom('chinese', 'dangi', 'hebrew', 'islamic-umalqura', 'persian'),
    month: month.map((number) => `M${String(number).padStart(2, '0')}`),
  }),
  fc.constantFrom({ calendar: 'hebrew', month: 'M05L' }, { calendar: 'chinese', month: 'M06L' }),
);

/** Rules of which a year has one date. */
export const yearly = fc
  .oneof(
    fc.record({ kind: fc.constant('fixed'), date: monthDay, shift }),
    fc.record({
      kind: fc.constant('nth'),
      nth: fc.constantFrom(1, 2, 3, 4, 5, -1, -2, -3, -4, -5),
      weekday,
      month,
      offset,
    }),
    fc.record({
      kind: fc.constant('weekday'),
      weekday,
      is: fc.constantFrom('before', 'on-or-before', 'on-or-after', 'after'),
      date: monthDay,
      offset,
    }),
    fc.record({ kind: fc.constant('easter'), church: fc.constantFrom('western', 'eastern'), offset }),
    fc
      .tuple(calendar, fc.integer({ min: 1, max: 30 }), offset)
      .map(([stated, dayOfMonth, by]) => ({ kind: 'calendar', ...stated, day: dayOfMonth, offset: by })),
  )
  .map((rule) => Rule.parse(rule));

const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 2 });

export const recurrence = fc
  .record({
    kind: fc.constant('recurrence'),
    start: day,
    every: fc.integer({ min: 1, max: 5 }),
    unit: fc.constantFrom('day', 'week', 'month', 'year'),
    months: few(month),
    monthDays: few(fc.integer({ min: -31, max: 31 })),
    weekdays: few(weekday.map((one) => ({ weekday: one }))),
    positions: few(fc.constantFrom(1, 2, -1)),
    weekStart: weekday,
    count: fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined }),
    until: fc.option(day, { nil: undefined }),
    except: few(day),
    also: few(day),
  })
  .map((rule) => RecurrenceRule.parse(rule));

const list = fc.array(day, { minLength: 1, maxLength: 8 }).map((dates) => Rule.parse({ kind: 'list', dates }));
const unless = fc
  .tuple(yearly, yearly, yearly)
  .map(([rule, is, then]) => Rule.parse({ kind: 'unless', rule, is, then }));

export const anyRule: fc.Arbitrary<Rule> = fc.oneof(yearly, recurrence, list, unless);

/** Names with all that the file formats have to escape. */
const name = fc
  .string({ unit: fc.constantFrom(...'aé;,\\:"\n %日🎉N'), minLength: 1, maxLength: 60 })
  .map((text) => `x${text}x`);

/** A brand's own moments of different ids. */
export const ownMoments = fc
  .array(
    fc.record({
      name: fc.record({ en: name, fr: name }),
      countries: fc.constantFrom([], ['FR'], ['FR', 'BE']),
      rule: anyRule,
      days: fc.integer({ min: 1, max: 40 }),
      tone: fc.constantFrom(...Tone.options),
      care: fc.constantFrom('none', 'review', 'block'),
      leadDays: fc.integer({ min: 0, max: 60 }),
      uncertainDays: fc.integer({ min: 0, max: 3 }),
      major: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((moments) => moments.map((moment, i) => Moment.parse({ ...moment, id: `own-${i}`, brand: 'maison-sorbier' })));
