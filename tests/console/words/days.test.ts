import { describe, expect, it } from '@jest/globals';
import type { Collision, MomentDate, Rule } from '../../../src/contract/moment.ts';
import { collisionsOf, sayCollision } from '../../../src/console/words/collision.ts';
import { addDays, daysBetween, sayInDays, saySpan } from '../../../src/console/words/days.ts';
import { sayRule } from '../../../src/console/words/rule.ts';
import { setUpWords } from '../../../src/console/words/set-up.ts';

const plain = (text: string) => text.replace(/[\u00a0\u2009\u202f]/g, ' ');
const words = async (language: string) => (await setUpWords({ getItem: () => null }, [language])).t;

describe('days', () => {
  it('are reckoned over months, leap days and summer time', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-11-10', '2026-11-09')).toBe(-1);
  });

  it('are said with their weekday, in the language of the reader', () => {
    expect(plain(saySpan('2026-11-19', '2026-11-19', 'en-GB'))).toBe('Thu 19 Nov');
    expect(plain(saySpan('2026-11-19', '2026-11-22', 'fr-FR'))).toBe('jeu. 19 – dim. 22 nov.');
    expect(plain(saySpan('2026-12-26', '2027-01-01', 'en-GB'))).toBe('Sat 26 Dec – Fri 1 Jan');
    expect(plain(saySpan('2026-11-19', '2026-11-19', 'en-GB', true))).toBe('Thu 19 Nov 2026');
    expect([0, 1, 6].map((days) => sayInDays(days, 'en'))).toEqual(['today', 'tomorrow', 'in 6 days']);
  });
});

const RULES: [Rule, string][] = [
  [{ kind: 'list', dates: ['2026-11-19'] }, 'Thu 19 Nov 2026'],
  [{ kind: 'list', dates: ['2026-11-19', '2026-12-01', '2026-12-02'] }, 'Thu 19 Nov 2026 and 2 other dates'],
  [{ kind: 'fixed', date: '02-29', shift: {} }, 'every year on 29 Feb'],
  [{ kind: 'easter', church: 'western', offset: 0 }, 'every year by a rule of its own'],
];

it.each(RULES)('a rule is said: %j', async (rule, english) => {
  expect(plain(sayRule(await words('en'), rule, 'en-GB'))).toBe(english);
});

it('a repeated date is said with how often', async () => {
  const rest = { months: [], monthDays: [], weekdays: [], positions: [], except: [], also: [] };
  const rule = {
    kind: 'recurrence',
    start: '2026-09-03',
    every: 2,
    unit: 'week',
    weekStart: 'monday',
    ...rest,
  } as const;
  expect(plain(sayRule(await words('en'), rule as Rule, 'en-GB'))).toBe('every 2 weeks from Thu 3 Sept 2026');
});

describe('two dates that meet', () => {
  const date = (moment: string, from: string, to: string, rest: Partial<MomentDate> = {}): MomentDate => ({
    ...{ moment, name: { en: moment, fr: moment }, countries: [], tone: 'commercial', care: 'none' },
    ...{ from, to, uncertainDays: 0, leadDays: 7, major: false, own: false },
    ...rest,
  });
  const say = async (kind: Collision['kind'], grave: MomentDate, light: MomentDate, about: MomentDate) => {
    const [from, to] = [light.from > grave.from ? light.from : grave.from, grave.to];
    const t = await words('en');
    return plain(
      sayCollision(t, { kind, from, to, moments: [grave, light] }, about, { code: 'en', language: 'en-GB' }),
    );
  };
  const armistice = date('Armistice Day', '2026-11-11', '2026-11-11', { tone: 'solemn', care: 'block' });

  it('warn the light one, more or less gravely', async () => {
    const singles = date('Singles’ Day', '2026-11-11', '2026-11-11');
    expect(await say('care', armistice, singles, singles)).toBe('Same day as Armistice Day: no light message.');
    const fast = { ...armistice, care: 'review' as const };
    expect(await say('care', fast, singles, singles)).toContain('a person looks at light messages first.');
    expect(await say('crowded', armistice, singles, singles)).toContain('both want the same attention.');
  });

  it('say on which days, where they share only some', async () => {
    const week = date('Tasting week', '2026-11-09', '2026-11-15');
    expect(await say('care', armistice, week, week)).toBe('On Wed 11 Nov it meets Armistice Day: no light message.');
  });

  it('tell the light one only: the grave one has not to give way', () => {
    const singles = date('Singles’ Day', '2026-11-11', '2026-11-11');
    const meeting: Collision = { kind: 'care', from: '2026-11-11', to: '2026-11-11', moments: [armistice, singles] };
    expect(collisionsOf([meeting], armistice)).toEqual([]);
    expect(collisionsOf([meeting], singles)).toEqual([meeting]);
    expect(collisionsOf([{ ...meeting, kind: 'crowded' }], armistice)).toHaveLength(1);
  });
});
