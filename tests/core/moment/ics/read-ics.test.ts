import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readIcs } from '../../../../src/core/moment/ics/read-ics.ts';
import { writeIcs } from '../../../../src/core/moment/ics/write-ics.ts';
import { occurrences } from '../../../../src/core/moment/occurrences.ts';
import { ownMoments } from '../generated.ts';
import { SHIPPED } from '../shipped.ts';

const OPTIONS = {
  brand: 'maison-sorbier',
  timeZone: 'Europe/Paris',
  tone: 'commercial',
  countries: ['FR'],
  leadDays: 10,
} as const;

const file = (...events: string[][]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n');

const datesIn = (text: string, from = '2026-01-01', to = '2026-12-31') =>
  occurrences(readIcs(text, OPTIONS).moments, from, to).map((date) => [date.moment, date.from, date.to]);

describe('reading the calendar of another program', () => {
  it('makes moments of the brand out of its events', () => {
    const text = file([
      'UID:1@example.org',
      'SUMMARY:Salon du chocolat\\, Paris',
      'DTSTART;VALUE=DATE:20261028',
      'DTEND;VALUE=DATE:20261102',
    ]);
    expect(readIcs(text, OPTIONS)).toMatchObject({
      moments: [
        {
          id: 'salon-du-chocolat-paris',
          name: { en: 'Salon du chocolat, Paris', fr: 'Salon du chocolat, Paris' },
          countries: ['FR'],
          rule: { kind: 'list', dates: ['2026-10-28'] },
          days: 5,
          tone: 'commercial',
          leadDays: 10,
          brand: 'maison-sorbier',
        },
      ],
      refused: [],
    });
  });

  it.each([
    ['a yearly day', 'RRULE:FREQ=YEARLY', ['2026-05-04', '2027-05-04']],
    ['a weekday of a month', 'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=1MO', ['2026-05-04', '2027-05-03']],
    ['months', 'RRULE:FREQ=MONTHLY;INTERVAL=6;COUNT=3', ['2026-05-04', '2026-11-04', '2027-05-04']],
    [
      'a weekday by its place',
      'RRULE:FREQ=MONTHLY;BYDAY=TH;BYSETPOS=3;COUNT=3',
      ['2026-05-04', '2026-05-21', '2026-06-18'],
    ],
    [
      'weeks to an end',
      'RRULE:FREQ=WEEKLY;WKST=SU;BYDAY=MO,WE;UNTIL=20260513T220000Z',
      ['2026-05-04', '2026-05-06', '2026-05-11', '2026-05-13'],
    ],
    ['days', 'RRULE:FREQ=DAILY;COUNT=2', ['2026-05-04', '2026-05-05']],
  ])('reads recurrences: %s', (_, rule, expected) => {
    const text = file(['UID:1', 'SUMMARY:x', 'DTSTART;VALUE=DATE:20260504', rule]);
    expect(datesIn(text, '2026-01-01', '2027-12-31').map(([, from]) => from)).toEqual(expected);
  });

  it('reads dates left out, added, moved and called off', () => {
    const text = file(
      [
        'UID:1',
        'SUMMARY:Atelier',
        'DTSTART:20260504T180000',
        'RRULE:FREQ=WEEKLY;COUNT=5',
        'EXDATE:20260511T180000',
        'RDATE:20260620T180000,20260621T180000',
      ],
      ['UID:1', 'SUMMARY:Atelier', 'RECURRENCE-ID:20260518T180000', 'DTSTART:20260519T180000'],
      ['UID:1', 'SUMMARY:Atelier', 'RECURRENCE-ID:20260525T180000', 'DTSTART:20260525T180000', 'STATUS:CANCELLED'],
    );
    expect(datesIn(text).map(([, from]) => from)).toEqual([
      '2026-05-04',
      '2026-05-19',
      '2026-06-01',
      '2026-06-20',
      '2026-06-21',
    ]);
  });

  it('makes one moment of dates that have one name', () => {
    const text = file(
      ['UID:1', 'SUMMARY:Match', 'DTSTART;VALUE=DATE:20260509'],
      ['UID:2', 'SUMMARY:Match', 'DTSTART;VALUE=DATE:20260502'],
      ['UID:3', 'SUMMARY:Finale', 'DTSTART;VALUE=DATE:20260502'],
      ['UID:4', 'SUMMARY:Match', 'DTSTART;VALUE=DATE:20260601', 'DURATION:P2D'],
    );
    expect(datesIn(text)).toEqual([
      ['finale', '2026-05-02', '2026-05-02'],
      ['match', '2026-05-02', '2026-05-02'],
      ['match', '2026-05-09', '2026-05-09'],
      ['match-2', '2026-06-01', '2026-06-02'],
    ]);
  });

  it('tells universal times where the brand lives, and takes those of a zone as they are written', () => {
    const text = file(
      ['UID:1', 'SUMMARY:a', 'DTSTART:20260502T223000Z'],
      [
        'UID:2',
        'SUMMARY:b',
        'DTSTART;TZID="America/New_York":20260502T223000',
        'DTEND;TZID="America/New_York":20260503T000000',
      ],
    );
    expect(datesIn(text)).toEqual([
      ['b', '2026-05-02', '2026-05-02'],
      ['a', '2026-05-03', '2026-05-03'],
    ]);
  });

  it('passes over alarms and time zones', () => {
    const text = file([
      'UID:1',
      'DTSTART;VALUE=DATE:20260504',
      'BEGIN:VALARM',
      'SUMMARY:Alarm',
      'DURATION:PT5M',
      'END:VALARM',
      'SUMMARY:x',
    ]);
    expect(datesIn(text)).toEqual([['x', '2026-05-04', '2026-05-04']]);
  });

  it('tells what it left out, and takes the rest', () => {
    const text = file(
      ['UID:1', 'DTSTART;VALUE=DATE:20260504'],
      ['UID:2', 'SUMMARY:no date', 'DTSTART:20260231'],
      ['UID:3', 'SUMMARY:hourly', 'DTSTART;VALUE=DATE:20260504', 'RRULE:FREQ=HOURLY'],
      ['UID:4', 'SUMMARY:week', 'DTSTART;VALUE=DATE:20260504', 'RRULE:FREQ=YEARLY;BYWEEKNO=20'],
      ['UID:5', 'SUMMARY:until', 'DTSTART;VALUE=DATE:20260504', 'RRULE:FREQ=DAILY;UNTIL=soon'],
      ['UID:6', 'SUMMARY:years', 'DTSTART;VALUE=DATE:20200504', 'DTEND;VALUE=DATE:20260504'],
      ['UID:7', 'SUMMARY:called off', 'DTSTART;VALUE=DATE:20260504', 'EXDATE;VALUE=DATE:20260504'],
      ['UID:8', 'SUMMARY:good', 'DTSTART;VALUE=DATE:20260504'],
    );
    const { moments, refused } = readIcs(text, OPTIONS);
    expect(moments.map(({ id }) => id)).toEqual(['good']);
    expect(refused.map(({ code, name }) => [code, name])).toEqual([
      ['ics.no-name', ''],
      ['ics.no-date', 'no date'],
      ['ics.recurrence', 'hourly'],
      ['ics.recurrence', 'week'],
      ['ics.recurrence', 'until'],
      ['ics.too-long', 'years'],
      ['ics.no-date', 'called off'],
    ]);
  });

  it('takes any text without failing', () => {
    const line = fc.constantFrom(
      'BEGIN:VEVENT',
      'END:VEVENT',
      'SUMMARY:x',
      'DTSTART:20260504',
      'DTSTART:20261399T999999Z',
      'DTEND:20260501',
      'DURATION:P-1D',
      'RRULE:FREQ=DAILY;COUNT=0',
      'RRULE:',
      'RRULE:FREQ=WEEKLY;BYDAY=9XX',
      'X-REBOND-MOMENT:',
      'X-REBOND-CARE:maybe',
      'CATEGORIES:SPORT',
      'RDATE:,,',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string())), (lines) => {
        const { moments, refused } = readIcs(lines.join('\n'), OPTIONS);
        expect(moments.length + refused.length).toBeLessThanOrEqual(lines.length);
      }),
    );
  });
});

describe('writing a calendar', () => {
  const write = (from: string, to: string, moments = SHIPPED) =>
    writeIcs(occurrences(moments, from, to), {
      language: 'fr',
      title: 'Maison Sorbier',
      at: Date.parse('2026-01-02T03:04:05Z'),
    });

  it('writes whole-day events that other programs read', () => {
    const text = write(
      '2026-11-27',
      '2026-11-27',
      SHIPPED.filter(({ id }) => id === 'black-friday'),
    );
    expect(text.split('\r\n').slice(0, 12)).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Rebond//Calendar//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'X-WR-CALNAME:Maison Sorbier',
      'BEGIN:VEVENT',
      'UID:black-friday-2026-11-27@rebond',
      'DTSTAMP:20260102T030405Z',
      'DTSTART;VALUE=DATE:20261127',
      'DTEND;VALUE=DATE:20261128',
      'SUMMARY;LANGUAGE=fr:Black Friday',
    ]);
  });

  it('reads back what it wrote: the shipped calendar', () => {
    const dates = occurrences(SHIPPED, '2026-01-01', '2027-12-31');
    const { moments, refused } = readIcs(write('2026-01-01', '2027-12-31'), OPTIONS);
    expect(refused).toEqual([]);
    expect(occurrences(moments, '2026-01-01', '2027-12-31')).toEqual(dates.map((date) => ({ ...date, own: true })));
  });

  it("reads back what it wrote: any brand's own", () => {
    fc.assert(
      fc.property(ownMoments, (moments) => {
        const dates = occurrences(moments, '2022-01-01', '2023-12-31');
        const read = readIcs(write('2022-01-01', '2023-12-31', moments), OPTIONS);
        const again = occurrences(read.moments, '2022-01-01', '2023-12-31');
        expect(again).toEqual(dates);
      }),
    );
  });
});
