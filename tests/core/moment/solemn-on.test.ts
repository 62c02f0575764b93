import { describe, expect, it } from '@jest/globals';
import { createSolemnDays, solemnOn } from '../../../src/core/moment/solemn-on.ts';
import { moment } from './moments.ts';
import { SHIPPED } from './shipped.ts';

const caresOn = (day: string, country: string) =>
  Object.fromEntries(solemnOn(SHIPPED, day, [country]).map(({ date, care }) => [date.moment, care]));

describe('solemn days', () => {
  it.each([
    ['2027-01-07', 'FR', 'charlie-hebdo'],
    ['2027-01-27', 'DE', 'holocaust-remembrance-day'],
    ['2027-03-11', 'ES', 'victims-of-terrorism'],
    ['2027-04-07', 'FR', 'rwanda-genocide'],
    ['2027-04-24', 'FR', 'armenian-genocide'],
    ['2026-04-26', 'FR', 'deportation-remembrance'],
    ['2027-04-25', 'FR', 'deportation-remembrance'],
    ['2027-05-08', 'FR', 'victory-1945'],
    ['2026-07-19', 'FR', 'vel-d-hiv'],
    ['2028-07-16', 'FR', 'vel-d-hiv'],
    ['2026-09-11', 'US', 'september-11'],
    ['2026-11-09', 'DE', 'pogrom-1938'],
    ['2026-11-11', 'FR', 'armistice'],
    ['2026-11-13', 'FR', 'paris-attacks'],
    ['2026-11-25', 'IT', 'violence-against-women'],
    ['2026-12-01', 'CH', 'world-aids-day'],
    ['2026-12-07', 'US', 'pearl-harbor'],
  ])('%s closes the gate in %s: %s', (day, country, id) => {
    expect(caresOn(day, country)).toMatchObject({ [id]: 'block' });
  });

  it('asks a person on 14 July, on fasting days and nobody on an ordinary day', () => {
    expect(caresOn('2026-07-14', 'FR')).toEqual({ 'nice-attack': 'review' });
    expect(caresOn('2026-09-21', 'FR')).toMatchObject({ 'yom-kippur': 'review' });
    expect(caresOn('2026-03-01', 'FR')).toEqual({ ramadan: 'review' });
    expect(caresOn('2026-07-28', 'FR')).toEqual({});
  });

  it('concerns the countries in which people remember', () => {
    expect(caresOn('2026-12-07', 'FR')).toEqual({});
    expect(caresOn('2026-11-11', 'DE')).toEqual({});
  });

  it('counts from the year after what is remembered', () => {
    expect(caresOn('2015-11-13', 'FR')).toEqual({});
  });

  it('asks for care a day early and late where the moon decides, and says that it is not certain', () => {
    expect(solemnOn(SHIPPED, '2026-02-17', ['FR'])).toMatchObject([{ date: { moment: 'ramadan' }, certain: false }]);
    expect(solemnOn(SHIPPED, '2026-02-19', ['FR'])).toMatchObject([{ date: { moment: 'ramadan' }, certain: true }]);
  });

  it("has the brand's own, and the strictest first", () => {
    const own = moment({
      id: 'our-fire',
      tone: 'solemn',
      brand: 'maison-sorbier',
      rule: { kind: 'fixed', date: '07-14' },
    });
    const found = solemnOn([...SHIPPED, own], '2026-07-14', ['FR']);
    expect(found.map(({ date, care }) => [date.moment, care])).toEqual([
      ['our-fire', 'block'],
      ['nice-attack', 'review'],
    ]);
    expect(found[0]!.date.own).toBe(true);
  });

  it('says the same from memory', () => {
    const remembered = createSolemnDays(SHIPPED);
    for (let i = 0; i < 60; i += 1) {
      const day = Temporal.PlainDate.from('2026-01-01')
        .add({ days: (7 * i) % 51 })
        .toString();
      const countries = i % 2 === 0 ? ['FR', 'BE'] : ['US'];
      expect(remembered(day, countries)).toEqual(solemnOn(SHIPPED, day, countries));
    }
    expect(remembered('2026-11-11', ['FR'])).toBe(remembered('2026-11-11', ['FR']));
  });
});
