import { describe, expect, it } from '@jest/globals';
import { occurrences } from '../../../src/core/moment/occurrences.ts';
import { daysOf, SHIPPED } from './shipped.ts';

describe('the shipped calendar', () => {
  it('names each moment once', () => {
    const ids = SHIPPED.map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('has no two moments of one name in one country', () => {
    const names = SHIPPED.flatMap(({ name, countries }) =>
      (countries.length > 0 ? countries : ['everywhere']).map((country) => `${country} ${name.fr}`),
    );
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('knows something of every country it is made for, in every tone', () => {
    for (const country of ['FR', 'GB', 'US', 'BE', 'CH', 'DE', 'ES', 'IT', 'CA']) {
      const dates = occurrences(SHIPPED, '2026-01-01', '2026-12-31', [country]);
      expect(new Set(dates.map(({ tone }) => tone)).size).toBe(9);
      expect(dates.some(({ countries }) => countries.includes(country))).toBe(true);
    }
  });

  it('gives every moment a date in 2026 to 2028', () => {
    const dated = new Set(occurrences(SHIPPED, '2026-01-01', '2028-12-31').map(({ moment }) => moment));
    expect(SHIPPED.filter(({ id }) => !dated.has(id))).toEqual([]);
  });

  it.each([
    ['easter', '2026-04-05'],
    ['easter', '2027-03-28'],
    ['easter', '2028-04-16'],
    ['mardi-gras', '2026-02-17'],
    ['lunar-new-year', '2026-02-17'],
    ['lunar-new-year', '2028-01-26'],
    // New moon at 23:56 in Beijing: 6 February there, the 7th in Korea.
    ['lunar-new-year', '2027-02-06'],
    ['seollal', '2027-02-07'],
    ['ramadan', '2026-02-18'],
    ['ramadan', '2027-02-08'],
    ['mothers-day-gb', '2026-03-15'],
    ['mothers-day-gb', '2027-03-07'],
    ['winter-sales-fr', '2026-01-07'],
    ['winter-sales-fr', '2027-01-06'],
    ['black-friday', '2026-11-27'],
    ['beaujolais-nouveau', '2026-11-19'],
    ['super-bowl', '2027-02-14'],
    ['eid-al-adha', '2027-05-16'],
    ['pentecost', '2027-05-16'],
    ['roland-garros', '2026-05-24'],
    ['wimbledon', '2026-06-29'],
    ['us-open-tennis', '2026-08-30'],
    ['victoria-day', '2026-05-18'],
    ['volkstrauertag', '2026-11-15'],
    ['oktoberfest', '2026-09-19'],
    ['basel-carnival', '2026-02-23'],
    ['earth-hour', '2026-03-28'],
    ['earth-hour', '2027-03-20'],
    ['summer-sales-fr', '2026-06-24'],
    ['winter-sales-be', '2027-01-02'],
  ])('%s is on %s', (id, day) => {
    expect(daysOf(id, Number(day.slice(0, 4)))).toEqual([day]);
  });

  it('says that the moon decides when Ramadan begins', () => {
    expect(SHIPPED.find(({ id }) => id === 'ramadan')).toMatchObject({ uncertainDays: 1, care: 'review' });
  });

  it('tells every Friday the 13th', () => {
    expect(daysOf('friday-13', 2026)).toEqual(['2026-02-13', '2026-03-13', '2026-11-13']);
  });

  it("moves the French Mother's Day where Pentecost takes its Sunday", () => {
    const moved = Array.from({ length: 30 }, (_, i) => 2015 + i).filter((year) =>
      daysOf('mothers-day-fr', year)[0]!.startsWith(`${year}-06`),
    );
    expect(moved.slice(0, 4)).toEqual([2020, 2023, 2034, 2039]);
    expect(daysOf('mothers-day-fr', 2026)).toEqual(['2026-05-31']);
    expect(daysOf('mothers-day-fr', 2034)).toEqual(['2034-06-04']);
  });
});
