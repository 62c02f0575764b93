import { describe, expect, it } from '@jest/globals';
import { QuietHours } from '../../../src/contract/channel.ts';
import { nextTime, quietUntil } from '../../../src/core/delivery/quiet-hours.ts';
import { whenToSend } from '../../../src/core/delivery/when-to-send.ts';

const ms = (iso: string) => Date.parse(iso);
const say = (at: number | null) => at && new Date(at).toISOString().slice(0, 16);
const nights = QuietHours.parse({ on: true, from: '20:00', to: '08:00' });

describe('quiet hours', () => {
  it.each([
    ['the evening, in Paris', '2026-11-22T19:30:00Z', 'Europe/Paris', '2026-11-23T07:00'],
    ['the small hours', '2026-11-23T03:00:00Z', 'Europe/Paris', '2026-11-23T07:00'],
    ['the very minute they begin', '2026-11-22T19:00:00Z', 'Europe/Paris', '2026-11-23T07:00'],
    ['the very minute they end', '2026-11-23T07:00:00Z', 'Europe/Paris', null],
    ['the same moment in Montréal', '2026-11-22T19:30:00Z', 'America/Montreal', null],
    ['the night of the spring change, an hour shorter', '2026-03-28T22:00:00Z', 'Europe/Paris', '2026-03-29T06:00'],
    ['the night of the autumn change, an hour longer', '2026-10-24T22:00:00Z', 'Europe/Paris', '2026-10-25T07:00'],
  ])('%s', (_, at, zone, until) => {
    expect(say(quietUntil(nights, ms(at), zone))).toBe(until);
  });

  it('begin on the days that were chosen, and end on the next', () => {
    // Friday and Saturday nights.
    const weekends = { ...nights, days: [5, 6] };
    expect(say(quietUntil(weekends, ms('2026-11-21T02:00:00Z'), 'UTC'))).toBe('2026-11-21T08:00');
    expect(say(quietUntil(weekends, ms('2026-11-22T02:00:00Z'), 'UTC'))).toBe('2026-11-22T08:00');
    expect(quietUntil(weekends, ms('2026-11-23T02:00:00Z'), 'UTC')).toBeNull();
  });

  it('of whole days join into one', () => {
    const weekend = QuietHours.parse({ on: true, from: '00:00', to: '00:00', days: [6, 7] });
    expect(say(quietUntil(weekend, ms('2026-11-21T10:00:00Z'), 'UTC'))).toBe('2026-11-23T00:00');
    expect(quietUntil(weekend, ms('2026-11-23T00:00:00Z'), 'UTC')).toBeNull();
  });

  it('without an end still answer', () => {
    const always = QuietHours.parse({ on: true, from: '09:00', to: '09:00' });
    expect(quietUntil(always, ms('2026-11-21T10:00:00Z'), 'UTC')).toBeGreaterThan(ms('2026-11-28T00:00:00Z'));
  });

  it('do nothing while they are off', () => {
    expect(quietUntil({ ...nights, on: false }, ms('2026-11-23T03:00:00Z'), 'UTC')).toBeNull();
  });
});

describe('when a channel is told', () => {
  const usual = { quiet: { ...nights, on: false }, digestAt: [], mergeSeconds: 60 };
  const noon = ms('2026-11-23T12:00:00Z');
  const night = ms('2026-11-23T23:00:00Z');
  const told = (timing: typeof usual | object, level: 'alert' | 'urgent', at: number) => {
    const due = whenToSend({ ...usual, ...timing }, level, at, 'UTC');
    return [due.reason, say(due.at)];
  };

  it('gathers for a moment what is not urgent', () => {
    expect(told({}, 'alert', noon)).toEqual(['merge-window', '2026-11-23T12:01']);
    expect(told({}, 'urgent', noon)).toEqual(['urgent', '2026-11-23T12:00']);
  });

  it('waits for the end of quiet hours, which urgent passes where it may', () => {
    expect(told({ quiet: nights }, 'alert', night)).toEqual(['quiet-hours', '2026-11-24T08:00']);
    expect(told({ quiet: nights }, 'urgent', night)).toEqual(['urgent', '2026-11-23T23:00']);
    const strict = { ...nights, urgentPasses: false };
    expect(told({ quiet: strict }, 'urgent', night)).toEqual(['quiet-hours', '2026-11-24T08:00']);
  });

  it('waits for the next digest, and one in quiet hours for their end', () => {
    const digestAt = ['09:00', '17:30'];
    expect(told({ digestAt }, 'alert', noon)).toEqual(['digest', '2026-11-23T17:30']);
    expect(told({ digestAt }, 'alert', night)).toEqual(['digest', '2026-11-24T09:00']);
    expect(told({ digestAt: ['23:30'], quiet: nights }, 'alert', noon)).toEqual(['digest', '2026-11-24T08:00']);
    expect(told({ digestAt }, 'urgent', noon)).toEqual(['urgent', '2026-11-23T12:00']);
  });

  it('knows the next of several times, or none', () => {
    expect(nextTime([], noon, 'UTC')).toBeNull();
    expect(say(nextTime(['12:00'], noon, 'UTC'))).toBe('2026-11-24T12:00');
  });
});
