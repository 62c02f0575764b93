import { describe, expect, it } from '@jest/globals';
import { readList } from '../../../src/core/moment/read-list.ts';

const OPTIONS = { brand: 'maison-sorbier', tone: 'festive', countries: ['FR'], leadDays: 5 } as const;

describe('reading a plain list of dates', () => {
  it('takes a date and a name a line, as people write them', () => {
    const text = [
      '# Our shops',
      '2026-11-19; Portes ouvertes',
      '2027-11-18;Portes ouvertes',
      '2026-10-28/2026-11-01\tSalon du chocolat',
      '"2026-12-06","Saint-Nicolas, à Lille"',
      '2026-06-21 Fête',
      '',
    ].join('\r\n');
    const { moments, refused } = readList(text, OPTIONS);
    expect(refused).toEqual([]);
    expect(moments.map(({ id, name, days, rule }) => [id, name.fr, days, rule])).toEqual([
      ['portes-ouvertes', 'Portes ouvertes', 1, { kind: 'list', dates: ['2026-11-19', '2027-11-18'] }],
      ['salon-du-chocolat', 'Salon du chocolat', 5, { kind: 'list', dates: ['2026-10-28'] }],
      ['saint-nicolas-a-lille', 'Saint-Nicolas, à Lille', 1, { kind: 'list', dates: ['2026-12-06'] }],
      ['fete', 'Fête', 1, { kind: 'list', dates: ['2026-06-21'] }],
    ]);
    expect(moments[0]).toMatchObject({ tone: 'festive', countries: ['FR'], leadDays: 5, brand: 'maison-sorbier' });
  });

  it('tells the lines that it left out', () => {
    const text =
      '19/11/2026; Portes ouvertes\n2026-02-30; Jamais\n2026-05-04;\n2026-05-04/2026-05-01; x\n2020-01-01/2026-01-01; y';
    const { moments, refused } = readList(text, OPTIONS);
    expect(moments).toEqual([]);
    expect(refused.map(({ line, code }) => [line, code])).toEqual([
      [1, 'list.no-date'],
      [2, 'list.no-date'],
      [3, 'list.no-name'],
      [4, 'list.no-date'],
      [5, 'list.too-long'],
    ]);
  });
});
