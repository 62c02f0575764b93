import { describe, expect, it } from '@jest/globals';
import { createDelicateDays } from '../../../src/core/moment/delicate-days.ts';
import { tokenize } from '../../../src/core/text/tokens.ts';
import { shippedCalendar } from '../../support/signals.ts';

const days = createDelicateDays(shippedCalendar());
const inFrance = { timeZone: 'Europe/Paris', countries: ['FR'] };
const anywhere = { timeZone: 'UTC', countries: [] };
const at = (time: string): number => Date.parse(time);
const idsOn = (time: string, brand = inFrance) => days.on(at(time), brand).map(({ id }) => id);

describe('delicate days', () => {
  it('are those of the day where the brand lives', () => {
    expect(idsOn('2026-11-11T12:00:00Z')).toContain('armistice');
    expect(idsOn('2026-11-10T23:30:00Z')).toContain('armistice');
    expect(idsOn('2026-11-10T23:30:00Z', anywhere)).not.toContain('armistice');
    expect(idsOn('2026-11-12T12:00:00Z')).not.toContain('armistice');
  });

  it('are ours where they count in a country of the brand, and surely fall on the day', () => {
    const armistice = (brand: typeof inFrance) =>
      days.on(at('2026-11-11T12:00:00Z'), brand).find(({ id }) => id === 'armistice');
    expect(armistice(inFrance)).toMatchObject({ care: 'block', isOurs: true });
    expect(armistice({ ...inFrance, countries: ['JP'] })).toMatchObject({ isOurs: false });
    expect(armistice(anywhere)).toMatchObject({ isOurs: false });
    const ramadan = days.on(at('2026-02-17T12:00:00Z'), inFrance).find(({ id }) => id === 'ramadan');
    expect(ramadan).toMatchObject({ care: 'review', isOurs: false });
  });

  it.each([
    ['2026-11-09T12:00:00Z', 'Remembering the victims of Kristallnacht tonight', ['pogrom-1938']],
    ['2026-11-13T20:00:00Z', 'Une bougie à la fenêtre pour le Bataclan', ['paris-attacks']],
    ['2026-09-11T13:00:00Z', 'We will #NeverForget', ['september-11']],
    ['2026-11-13T20:00:00Z', 'Goal! What a match', []],
    ['2026-11-14T20:00:00Z', 'Une bougie à la fenêtre pour le Bataclan', []],
  ])('on %s are spoken of in “%s”', (time, text, ids) => {
    const spoken = days.spokenIn(tokenize(text), days.on(at(time), inFrance));
    expect(spoken.map(({ id }) => id)).toEqual(ids);
  });

  it('that close the gate all have words by which they are told', () => {
    const silent = shippedCalendar().filter(
      ({ care, tone, words }) => (care ?? (tone === 'solemn' ? 'block' : 'none')) !== 'none' && words.en.length === 0,
    );
    expect(silent.map(({ id }) => id)).toEqual([]);
  });
});
