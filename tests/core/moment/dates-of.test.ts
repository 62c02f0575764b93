import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { z } from 'zod';
import { Rule } from '../../../src/contract/moment.ts';
import { datesOf } from '../../../src/core/moment/dates-of.ts';
import { toDate } from '../../../src/core/moment/days.ts';
import { anyRule, recurrence, yearly } from './generated.ts';

const days = (stated: z.input<typeof Rule>, from: string, to: string): string[] =>
  datesOf(Rule.parse(stated), toDate(from), toDate(to)).map(String);

describe('the dates of a rule', () => {
  it('has 29 February in leap years only', () => {
    expect(days({ kind: 'fixed', date: '02-29' }, '2023-01-01', '2029-01-01')).toEqual(['2024-02-29', '2028-02-29']);
  });

  it('leaves out a fifth Friday that a month does not have', () => {
    const rule = { kind: 'nth', nth: 5, weekday: 'friday', month: 1 } as const;
    expect(days(rule, '2026-01-01', '2028-12-31')).toEqual(['2026-01-30', '2027-01-29']);
  });

  it.each([
    ['before', '2026-05-18'],
    ['on-or-before', '2026-05-25'],
    ['on-or-after', '2026-05-25'],
    ['after', '2026-06-01'],
  ] as const)('finds the Monday %s a Monday', (is, day) => {
    expect(days({ kind: 'weekday', weekday: 'monday', is, date: '05-25' }, '2026-01-01', '2026-12-31')).toEqual([day]);
  });

  it('finds a date that its offset carries into another year', () => {
    const eve = { kind: 'calendar', calendar: 'chinese', month: 'M01', day: 1, offset: -30 } as const;
    expect(days(eve, '2022-12-01', '2022-12-31')).toEqual(['2022-12-23']);
  });

  it('knows leap months, and years without them', () => {
    const leap = { kind: 'calendar', calendar: 'chinese', month: 'M06L', day: 1 } as const;
    expect(days(leap, '2024-01-01', '2030-12-31')).toEqual(['2025-07-25']);
    const sixth = { ...leap, month: 'M06' };
    expect(days(sixth, '2025-01-01', '2025-12-31')).toEqual(['2025-06-25']);
  });

  it('gives a list in order, each day once', () => {
    const list = { kind: 'list', dates: ['2027-01-01', '2026-05-04', '2026-05-04'] } as const;
    expect(days({ ...list, dates: [...list.dates] }, '2026-01-01', '2027-12-31')).toEqual(['2026-05-04', '2027-01-01']);
  });

  it('refuses a day that no month has', () => {
    expect(Rule.safeParse({ kind: 'fixed', date: '02-30' }).success).toBe(false);
    expect(Rule.safeParse({ kind: 'nth', nth: 0, weekday: 'monday', month: 5 }).success).toBe(false);
  });
});

describe('a recurrence', () => {
  const start = '2026-01-31';
  it.each([
    ['skips months without the day', { unit: 'month' }, ['2026-01-31', '2026-03-31', '2026-05-31']],
    ['counts a month from its end', { unit: 'month', monthDays: [-1] }, ['2026-01-31', '2026-02-28', '2026-03-31']],
    [
      'knows every second week',
      { unit: 'week', every: 2, weekdays: [{ weekday: 'saturday' }, { weekday: 'monday' }] },
      ['2026-01-31', '2026-02-09', '2026-02-14'],
    ],
    [
      'knows the last working day of a month',
      {
        unit: 'month',
        weekdays: (['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const).map((weekday) => ({ weekday })),
        positions: [-1],
      },
      ['2026-01-31', '2026-02-27', '2026-03-31'],
    ],
    [
      'knows the third Thursday of November',
      { unit: 'year', months: [11], weekdays: [{ weekday: 'thursday', nth: 3 }] },
      ['2026-01-31', '2026-11-19', '2027-11-18'],
    ],
    ['stops at its count', { unit: 'day', count: 2 }, ['2026-01-31', '2026-02-01']],
    ['stops at its end', { unit: 'day', every: 2, until: '2026-02-03' }, ['2026-01-31', '2026-02-02']],
    [
      'leaves out and adds days',
      { unit: 'day', count: 2, except: ['2026-01-31'], also: ['2026-06-01'] },
      ['2026-02-01', '2026-06-01'],
    ],
  ] as const)('%s', (_, stated, expected) => {
    const rule = { kind: 'recurrence', start, ...stated } as unknown as z.input<typeof Rule>;
    expect(days(rule, '2026-01-01', '2027-12-31').slice(0, 3)).toEqual(expected);
  });

  it('counts every second week from where weeks begin', () => {
    const weekdays = [{ weekday: 'tuesday' }, { weekday: 'sunday' }] as { weekday: 'tuesday' | 'sunday' }[];
    const rule = { kind: 'recurrence', start: '2025-08-05', unit: 'week', every: 2, weekdays } as const;
    const from = (weekStart: 'monday' | 'sunday') => days({ ...rule, weekdays, weekStart }, '2025-08-01', '2025-08-31');
    expect(from('monday')).toEqual(['2025-08-05', '2025-08-10', '2025-08-19', '2025-08-24']);
    expect(from('sunday')).toEqual(['2025-08-05', '2025-08-17', '2025-08-19', '2025-08-31']);
  });

  it('that never holds again comes to an end', () => {
    const rule = { kind: 'recurrence', start, unit: 'year', months: [2], monthDays: [30] } as const;
    expect(
      days({ ...rule, months: [...rule.months], monthDays: [...rule.monthDays] }, '2026-01-01', '2126-01-01'),
    ).toEqual([start]);
  });
});

describe('any rule', () => {
  const from = toDate('2020-01-01');
  const to = toDate('2030-12-31');

  it('gives ascending dates, each once, within the days asked for', () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        const found = datesOf(rule, from, to).map(String);
        expect(found).toEqual([...new Set(found)].sort());
        expect(found.every((day) => '2020-01-01' <= day && day <= '2030-12-31')).toBe(true);
      }),
    );
  });

  it('gives the same where the days are asked for in two parts', () => {
    fc.assert(
      fc.property(anyRule, fc.integer({ min: 0, max: 4_000 }), (rule, days) => {
        const middle = from.add({ days });
        const parts = [...datesOf(rule, from, middle), ...datesOf(rule, middle.add({ days: 1 }), to)];
        expect(parts.map(String)).toEqual(datesOf(rule, from, to).map(String));
      }),
    );
  });

  it('comes at most once a year: of lunar calendars, in the year of theirs', () => {
    fc.assert(
      fc.property(yearly, (rule) => {
        const found = datesOf(rule, from, to);
        const gaps = found.slice(1).map((date, i) => found[i]!.until(date).days);
        expect(Math.min(...gaps, 400)).toBeGreaterThan(335);
      }),
    );
  });

  it('of a count gives no more than that', () => {
    fc.assert(
      fc.property(recurrence, fc.integer({ min: 1, max: 20 }), (rule, count) => {
        const counted = { ...rule, count, also: [], except: [] };
        expect(datesOf(counted, from, to).length).toBeLessThanOrEqual(count);
      }),
    );
  });
});
