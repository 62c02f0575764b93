import { describe, expect, it } from '@jest/globals';
import { Moment } from '../../../src/contract/moment.ts';
import type { MomentDate } from '../../../src/contract/moment.ts';
import {
  filterDates,
  groupByMonth,
  ownElsewhere,
  UNDER_WAY,
} from '../../../src/console/screens/calendar/arrange-dates.ts';
import { checkForm, freeId, toForm, toMoment } from '../../../src/console/screens/calendar/own-form.ts';
import { keyDatesOf } from '../../../src/console/screens/opportunity/key-dates.ts';
import { moment } from '../../core/moment/moments.ts';

const TODAY = '2026-11-10';

const date = (id: string, from: string, rest: Partial<MomentDate> = {}): MomentDate => ({
  ...{ moment: id, name: { en: id, fr: `${id} été` }, countries: [], tone: 'festive', care: 'none' },
  ...{ from, to: from, uncertainDays: 0, leadDays: 7, major: false, own: false },
  ...rest,
});
const ids = (dates: readonly MomentDate[]) => dates.map(({ moment: id }) => id);

describe('the list', () => {
  it('is by month, what had begun before apart, the gravest of a day first', () => {
    const groups = groupByMonth(
      [
        date('christmas', '2026-12-25'),
        date('singles', '2026-11-11'),
        date('armistice', '2026-11-11', { care: 'block' }),
        date('movember', '2026-11-01', { to: '2026-11-30' }),
      ],
      TODAY,
    );
    expect(groups.map(({ key, dates }) => [key, ids(dates)])).toEqual([
      [UNDER_WAY, ['movember']],
      ['2026-11', ['armistice', 'singles']],
      ['2026-12', ['christmas']],
    ]);
  });

  it('can be narrowed by tone, own ones, nearness and words in either language', () => {
    const dates = [date('fair', '2026-11-19', { own: true, tone: 'commercial' }), date('wine', '2026-11-19')];
    const none = new Map();
    expect(ids(filterDates(dates, { tone: 'commercial' }, none))).toEqual(['fair']);
    expect(ids(filterDates(dates, { own: true }, none))).toEqual(['fair']);
    expect(ids(filterDates(dates, { near: true }, none))).toEqual([]);
    expect(ids(filterDates(dates, { search: 'WINE ete' }, none))).toEqual(['wine']);
  });

  it('knows which own moments it does not show', () => {
    const own = [{ id: 'fair' }, { id: 'next-year' }];
    expect(ownElsewhere(own, [date('fair', TODAY, { own: true }), date('next-year', TODAY)])).toEqual([own[1]]);
  });
});

describe('an own date', () => {
  it('is written as the contract wants it, whatever is left out', () => {
    const form = {
      ...toForm(null, TODAY),
      nameFr: ' Portes ouvertes ',
      date: '2026-11-19',
      wordsFr: 'visite,  atelier,',
    };
    expect(checkForm(form)).toEqual({});
    const made = toMoment(form, null, new Set(['own-portes-ouvertes']));
    expect(made).toMatchObject({
      id: 'own-portes-ouvertes-2',
      name: { en: 'Portes ouvertes', fr: 'Portes ouvertes' },
      rule: { kind: 'list', dates: ['2026-11-19'] },
      words: { en: [], fr: ['visite', 'atelier'] },
    });
    expect(Moment.safeParse(made).success).toBe(true);
  });

  it('is not written while something is missing or out of bounds', () => {
    const form = { ...toForm(null, TODAY), days: '0', lead: '181', wordsEn: 'x'.repeat(61) };
    expect(checkForm(form)).toEqual({
      name: 'needsName',
      date: 'needsDate',
      days: 'badDays',
      lead: 'badLead',
      wordsEn: 'badWords',
    });
  });

  it.each([
    moment({ brand: 'b', words: { en: ['open'], fr: [] }, countries: ['FR'] }),
    moment({ brand: 'b', rule: { kind: 'list', dates: ['2026-11-19'] }, tone: 'solemn', care: 'review' }),
    moment({ brand: 'b', rule: { kind: 'list', dates: ['2026-11-19', '2027-01-02'] } }),
    moment({ brand: 'b', rule: { kind: 'easter', offset: 1 }, major: true, since: 2020 }),
    moment({ brand: 'b', rule: { kind: 'fixed', date: '02-29' } }),
  ])('comes out of the form as it went in: %j', (before) => {
    const { brand: _, ...kept } = before;
    const again = toMoment(toForm(before, TODAY), before, new Set());
    expect(again).toEqual({ ...kept, care: before.care ?? 'none' });
  });

  it('has an id of its own, however it is called', () => {
    expect(freeId('Été à la Maison !', new Set())).toBe('own-ete-a-la-maison');
    expect(freeId('春節', new Set(['own-date']))).toBe('own-date-2');
    expect(freeId('x'.repeat(200), new Set()).length).toBeLessThanOrEqual(63);
  });
});

describe('the key dates of a day', () => {
  it('are each told once: what asks for care, what is on, what is soon', () => {
    const fast = date('fast', '2026-11-11', { care: 'review', uncertainDays: 1 });
    const found = keyDatesOf({
      today: TODAY,
      delicate: [{ date: fast, care: 'review', certain: false }],
      dates: [
        fast,
        date('movember', '2026-11-01', { to: '2026-11-30' }),
        date('kindness', '2026-11-13'),
        date('far', '2026-11-18'),
      ],
    });
    expect(found.delicate.map((day) => day.date.moment)).toEqual(['fast']);
    expect([ids(found.on), ids(found.soon)]).toEqual([['movember'], ['kindness']]);
  });
});
