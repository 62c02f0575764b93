import { describe, expect, it } from '@jest/globals';
import { collisions } from '../../../src/core/moment/collisions.ts';
import { occurrences } from '../../../src/core/moment/occurrences.ts';
import { moment } from './moments.ts';
import { SHIPPED } from './shipped.ts';

const meetings = (from: string, to: string, countries: string[] = []) =>
  collisions(occurrences(SHIPPED, from, to, countries)).map(({ kind, moments }) => [
    kind,
    ...moments.map((date) => date.moment),
  ]);

describe('collisions', () => {
  it("sees Singles' Day on the Armistice", () => {
    expect(meetings('2026-11-11', '2026-11-11', ['FR'])).toEqual([['care', 'armistice', 'singles-day']]);
  });

  it("sees Valentine's Day and the Super Bowl", () => {
    expect(meetings('2027-02-14', '2027-02-14', ['FR'])).toEqual([['crowded', 'super-bowl', 'valentines-day']]);
  });

  it('sees Pentecost and Eid al-Adha', () => {
    expect(meetings('2027-05-16', '2027-05-16', ['FR'])).toContainEqual(['crowded', 'eid-al-adha', 'pentecost']);
  });

  it('sees sales that open on a memorial, and not every memorial of their four weeks', () => {
    const found = meetings('2026-01-06', '2026-02-10', ['FR']).filter((one) => one.includes('winter-sales-fr'));
    expect(found).toEqual([['care', 'charlie-hebdo', 'winter-sales-fr']]);
  });

  it('needs a country in which both count', () => {
    const french = moment({ id: 'memorial', tone: 'solemn', countries: ['FR'] });
    const feast = (countries: string[]) => moment({ id: 'feast', tone: 'festive', countries });
    const found = (countries: string[]) =>
      collisions(occurrences([french, feast(countries)], '2026-01-01', '2026-12-31'));
    expect(found(['US'])).toEqual([]);
    expect(found(['US', 'FR'])).toMatchObject([{ kind: 'care', from: '2026-05-04', to: '2026-05-04' }]);
    expect(found([])).toHaveLength(1);
  });

  it('tells the days that two spans share', () => {
    const memorial = moment({ id: 'memorial', tone: 'solemn', days: 3 });
    const feast = moment({ id: 'feast', tone: 'festive', rule: { kind: 'fixed', date: '05-03' }, days: 3 });
    const found = collisions(occurrences([memorial, feast], '2026-01-01', '2026-12-31'));
    expect(found).toMatchObject([
      { from: '2026-05-04', to: '2026-05-05', moments: [{ moment: 'memorial' }, { moment: 'feast' }] },
    ]);
  });
});
