import { describe, expect, it } from '@jest/globals';
import { upcoming } from '../../../src/core/moment/upcoming.ts';
import { moment } from './moments.ts';
import { SHIPPED } from './shipped.ts';

const PARIS = 'Europe/Paris';
const told = (at: string, timeZone: string, countries: string[]) =>
  upcoming(SHIPPED, Date.parse(at), timeZone, countries).map(({ date, inDays }) => [date.moment, inDays]);

describe('what is coming', () => {
  it('is told once its lead time has begun', () => {
    expect(told('2026-01-27T09:00:00Z', PARIS, ['FR'])).toContainEqual(['candlemas', 6]);
    expect(told('2026-01-22T09:00:00Z', PARIS, ['FR']).map(([id]) => id)).not.toContain('candlemas');
  });

  it('counts days where the brand lives', () => {
    const lateEvening = '2026-01-27T23:30:00Z';
    expect(told(lateEvening, PARIS, ['FR'])).toContainEqual(['candlemas', 5]);
    expect(told(lateEvening, 'Europe/London', ['FR'])).toContainEqual(['candlemas', 6]);
  });

  it('has what is on until it is over, the nearest first', () => {
    const fair = moment({ id: 'fair', days: 3, leadDays: 10 });
    const party = moment({ id: 'party', rule: { kind: 'fixed', date: '05-07' } });
    const at = (day: string) =>
      upcoming([party, fair], Date.parse(`${day}T12:00:00Z`), 'UTC').map(({ date, inDays }) => [date.moment, inDays]);
    expect(at('2026-05-03')).toEqual([
      ['fair', 1],
      ['party', 4],
    ]);
    expect(at('2026-05-06')).toEqual([
      ['fair', 0],
      ['party', 1],
    ]);
    expect(at('2026-05-07')).toEqual([['party', 0]]);
  });

  it('leaves out other countries', () => {
    expect(told('2026-07-01T09:00:00Z', 'America/New_York', ['US']).map(([id]) => id)).not.toContain('bastille-day');
  });
});
