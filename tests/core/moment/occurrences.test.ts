import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { occurrences } from '../../../src/core/moment/occurrences.ts';
import { ownMoments } from './generated.ts';
import { moment } from './moments.ts';

const spans = (...args: Parameters<typeof occurrences>) => occurrences(...args).map(({ from, to }) => [from, to]);

describe('the dates of a calendar', () => {
  it('has what began before and still lasts', () => {
    const sales = moment({ rule: { kind: 'fixed', date: '12-20' }, days: 20 });
    expect(spans([sales], '2027-01-01', '2027-01-31')).toEqual([['2026-12-20', '2027-01-08']]);
    expect(spans([sales], '2027-01-09', '2027-01-31')).toEqual([]);
  });

  it('has what counts in one of the countries, and what counts everywhere', () => {
    const french = moment({ id: 'french', countries: ['FR', 'BE'] });
    const everywhere = moment({ id: 'everywhere' });
    const ids = (countries: string[]) =>
      occurrences([french, everywhere], '2026-01-01', '2026-12-31', countries).map(({ moment: id }) => id);
    expect(ids(['BE'])).toEqual(['everywhere', 'french']);
    expect(ids(['US'])).toEqual(['everywhere']);
    expect(ids([])).toEqual(['everywhere', 'french']);
  });

  it('begins and ends with the years stated', () => {
    expect(spans([moment({ since: 2026, until: 2027 })], '2020-01-01', '2030-12-31')).toEqual([
      ['2026-05-04', '2026-05-04'],
      ['2027-05-04', '2027-05-04'],
    ]);
  });

  it('is the same asked for in two parts, where what spans both is in both', () => {
    fc.assert(
      fc.property(ownMoments, fc.integer({ min: 0, max: 1_000 }), (moments, days) => {
        const middle = Temporal.PlainDate.from('2022-01-01').add({ days });
        const first = occurrences(moments, '2022-01-01', middle.toString());
        const second = occurrences(moments, middle.add({ days: 1 }).toString(), '2024-12-31');
        const key = (date: (typeof first)[number]) => `${date.from} ${date.moment}`;
        const parts = new Set([...first, ...second].map(key));
        expect([...parts].sort()).toEqual(occurrences(moments, '2022-01-01', '2024-12-31').map(key).sort());
      }),
    );
  });
});
