import type { PlainDate } from './days.ts';

/** Easter Sunday as western churches keep it. Meeus, Jones and Butcher's way; the letters are theirs. */
export function westernEaster(year: number): PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const days = h + l - 7 * m + 114;
  return new Temporal.PlainDate(year, Math.floor(days / 31), (days % 31) + 1);
}

/** Easter Sunday as eastern churches keep it: of the Julian calendar, told in the Gregorian. */
export function easternEaster(year: number): PlainDate {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const days = d + e + 114;
  const behind = Math.floor(year / 100) - Math.floor(year / 400) - 2;
  return new Temporal.PlainDate(year, Math.floor(days / 31), (days % 31) + 1).add({ days: behind });
}
