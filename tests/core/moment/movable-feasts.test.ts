import { describe, expect, it } from '@jest/globals';
import { daysOf } from './shipped.ts';

const YEARS = Array.from({ length: 12 }, (_, i) => 2024 + i);
const DAY = 86_400_000;

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Days of a year on which a formatter says this month and day of another calendar. */
function intlDays(calendar: string, year: number, month: string, day: string): string[] {
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}`, { timeZone: 'UTC', month: 'numeric', day: 'numeric' });
  const days: string[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += DAY) {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    if (parts['month'] === month && parts['day'] === day) days.push(isoDay(at));
  }
  return days;
}

/** The first Sunday after a day. */
function sundayAfter(at: number): string {
  return isoDay(at + (7 - new Date(at).getUTCDay()) * DAY);
}

describe('Easter, against the tables of full moons that the churches publish', () => {
  // By golden number, days from 21 March. The western table holds from 1900 to 2199.
  const western = [24, 13, 2, 21, 10, 28, 18, 7, 26, 15, 4, 23, 12, 1, 20, 9, 27, 17, 6];
  const eastern = [15, 4, 23, 12, 1, 20, 9, 28, 17, 6, 25, 14, 3, 22, 11, 0, 19, 8, 27];

  it.each(YEARS)('%s', (year) => {
    const moon = (table: number[]) => Date.UTC(year, 2, 21) + table[year % 19]! * DAY;
    expect(daysOf('easter', year)).toEqual([sundayAfter(moon(western))]);
    expect(daysOf('orthodox-easter', year)).toEqual([sundayAfter(moon(eastern) + 13 * DAY)]);
  });

  it('and what hangs on it', () => {
    expect(daysOf('ash-wednesday', 2026)).toEqual(['2026-02-18']);
    expect(daysOf('good-friday', 2026)).toEqual(['2026-04-03']);
    expect(daysOf('ascension', 2026)).toEqual(['2026-05-14']);
    expect(daysOf('pentecost', 2026)).toEqual(['2026-05-24']);
    expect(daysOf('rose-monday', 2026)).toEqual(['2026-02-16']);
  });
});

describe('Chinese feasts, against the dates that the Hong Kong Observatory publishes', () => {
  it.each([
    [2024, '02-10', '06-10', '09-17'],
    [2025, '01-29', '05-31', '10-06'],
    [2026, '02-17', '06-19', '09-25'],
    [2027, '02-06', '06-09', '09-15'],
    [2028, '01-26', '05-28', '10-03'],
    [2029, '02-13', '06-16', '09-22'],
    [2030, '02-03', '06-05', '09-12'],
    [2031, '01-23', '06-24', '10-01'],
    [2032, '02-11', '06-12', '09-19'],
    [2033, '01-31', '06-01', '09-08'],
    [2034, '02-19', '06-20', '09-27'],
    [2035, '02-08', '06-10', '09-16'],
  ])('%s', (year, newYear, dragonBoat, midAutumn) => {
    expect(daysOf('lunar-new-year', year)).toEqual([`${year}-${newYear}`]);
    expect(daysOf('dragon-boat', year)).toEqual([`${year}-${dragonBoat}`]);
    expect(daysOf('mid-autumn', year)).toEqual([`${year}-${midAutumn}`]);
  });
});

describe('Islamic days, against the Umm al-Qura calendar of Intl and the arithmetic calendar', () => {
  /** Days of the civil calendar, which counts leap years instead of looking at the moon. */
  function arithmetic(islamicYear: number, month: number, day: number): number {
    const epoch = Date.UTC(622, 6, 19);
    const months = Math.ceil(29.5 * (month - 1));
    return epoch + ((islamicYear - 1) * 354 + Math.floor((3 + 11 * islamicYear) / 30) + months + day - 1) * DAY;
  }

  const feasts: [string, number, number][] = [
    ['islamic-new-year', 1, 1],
    ['ashura', 1, 10],
    ['mawlid', 3, 12],
    ['ramadan', 9, 1],
    ['eid-al-fitr', 10, 1],
    ['eid-al-adha', 12, 10],
  ];

  it.each(feasts)('%s', (id, month, day) => {
    for (const year of YEARS) {
      const days = daysOf(id, year);
      expect(days).toEqual(intlDays('islamic-umalqura', year, String(month), String(day)));
      expect(days.length).toBeGreaterThan(0);
      const computed = Array.from({ length: 4 }, (_, i) =>
        arithmetic(Math.floor((year - 622) * 1.0307) + i - 1, month, day),
      );
      for (const found of days) {
        const nearest = Math.min(...computed.map((at) => Math.abs(at - Date.parse(found)) / DAY));
        expect(nearest).toBeLessThanOrEqual(2);
      }
    }
  });

  it('has two Ramadans in 2030', () => {
    expect(daysOf('ramadan', 2030)).toEqual(['2030-01-05', '2030-12-26']);
  });
});

describe('Jewish days, against the reckoning by the mean new moon', () => {
  /** Days from an epoch to the new year, with the four postponements. */
  function elapsed(year: number): number {
    const months = Math.floor((235 * year - 234) / 19);
    const parts = 12_084 + 13_753 * months;
    const day = 29 * months + Math.floor(parts / 25_920);
    return (3 * (day + 1)) % 7 < 3 ? day + 1 : day;
  }
  function newYear(year: number): number {
    const [before, at, after] = [elapsed(year - 1), elapsed(year), elapsed(year + 1)] as const;
    const late = after - at === 356 ? 2 : at - before === 382 ? 1 : 0;
    // 1 Tishri 5784 was 16 September 2023.
    return Date.UTC(2023, 8, 16) + (at + late - elapsed(5784)) * DAY;
  }

  it.each(YEARS)('%s', (year) => {
    const autumn = newYear(year + 3761);
    // Passover is 163 days before the next new year, whatever the year's length; what follows Tishri varies.
    const passover = autumn - 163 * DAY;
    const long = ((newYear(year + 3762) - autumn) / DAY) % 10 === 5;
    expect(daysOf('rosh-hashanah', year)).toEqual([isoDay(autumn)]);
    expect(daysOf('yom-kippur', year)).toEqual([isoDay(autumn + 9 * DAY)]);
    expect(daysOf('sukkot', year)).toEqual([isoDay(autumn + 14 * DAY)]);
    expect(daysOf('passover', year)).toEqual([isoDay(passover)]);
    expect(daysOf('purim', year)).toEqual([isoDay(passover - 30 * DAY)]);
    expect(daysOf('shavuot', year)).toEqual([isoDay(passover + 50 * DAY)]);
    expect(daysOf('hanukkah', year)).toContain(isoDay(autumn + (30 + (long ? 30 : 29) + 24) * DAY));
  });

  it('keeps days of mourning off the sabbath', () => {
    expect(daysOf('tisha-b-av', 2029)).toEqual(['2029-07-22']);
    expect(daysOf('yom-hashoah', 2024)).toEqual(['2024-05-06']);
    expect(daysOf('yom-hashoah', 2026)).toEqual(['2026-04-14']);
  });
});

describe('weekdays of a month, against counting the days', () => {
  const sundays = (year: number, month: number): string[] =>
    Array.from({ length: 31 }, (_, i) => new Date(Date.UTC(year, month - 1, 1 + i)))
      .filter((date) => date.getUTCMonth() === month - 1 && date.getUTCDay() === 0)
      .map((date) => date.toISOString().slice(0, 10));

  it.each(YEARS)('%s', (year) => {
    expect(daysOf('mothers-day', year)).toEqual([sundays(year, 5)[1]]);
    expect(daysOf('fathers-day', year)).toEqual([sundays(year, 6)[2]]);
    expect(daysOf('summer-time-eu', year)).toEqual([sundays(year, 3).at(-1)]);
    expect(daysOf('deportation-remembrance', year)).toEqual([sundays(year, 4).at(-1)]);
    const vel = [...sundays(year, 7)].find((day) => day >= `${year}-07-16`);
    expect(daysOf('vel-d-hiv', year)).toEqual([vel]);
    const pentecost = daysOf('pentecost', year)[0];
    const last = sundays(year, 5).at(-1);
    expect(daysOf('mothers-day-fr', year)).toEqual([last === pentecost ? sundays(year, 6)[0] : last]);
  });
});
