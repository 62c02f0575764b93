import { describe, expect, it } from '@jest/globals';
import { listen } from '../../../src/console/notify/louder.ts';
import type { Heard } from '../../../src/console/notify/louder.ts';
import { modeFor, USUAL } from '../../../src/console/notify/profile.ts';
import { claim } from '../../../src/console/notify/told.ts';
import type { Card } from '../../../src/contract/card.ts';
import type { AlertLevel } from '../../../src/contract/opportunity.ts';
import { fakeCard } from '../../support/console-cards.ts';

const NOW = Date.parse('2026-11-22T20:15:00Z');
const BRAND = 'maison-sorbier';

function memory(): Storage {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  return storage as unknown as Storage;
}

function card(id: string, level: AlertLevel, rest: Partial<Card> = {}): Card {
  const made = fakeCard(NOW, { id, title: id });
  return { ...made, opportunity: { ...made.opportunity, level }, ...rest };
}
const state = (...cards: Card[]) => ({ [BRAND]: Object.fromEntries(cards.map((one) => [one.opportunity.id, one])) });

describe('what may disturb', () => {
  it('is what became loud since the console opened, and nobody has settled', () => {
    const begun = listen(new Map(), state(card('a', 'alert')), NOW);
    expect([begun.opening.length, begun.louder.length]).toEqual([1, 0]);
    const by = { id: 'tom', name: 'Tom' };
    const at = new Date(NOW).toISOString();
    const accepted = { id: 'd', brand: BRAND, opportunity: 'c', action: 'accept' as const, by, at };
    const next = (heard: Heard, ...cards: Card[]) => {
      const { heard: then, louder } = listen(heard, state(...cards), NOW);
      return { then, ids: louder.map(({ opportunity }) => opportunity.id) };
    };
    const settled = card('c', 'urgent', { decision: accepted });
    const one = next(begun.heard, card('a', 'alert'), card('b', 'quiet'), settled);
    expect(one.ids).toEqual(['b']);
    expect(next(one.then, card('a', 'urgent'), card('b', 'quiet'), settled).ids).toEqual(['a']);
  });

  it('is told once for each level, whatever was told meanwhile and however often the page is loaded', () => {
    const storage = memory();
    const told = (id: string, level: AlertLevel) => claim(storage, [{ id, level }]).length;
    expect([told('a', 'alert'), told('a', 'alert'), told('a', 'quiet'), told('a', 'urgent')]).toEqual([1, 0, 0, 1]);
    expect([told('a', 'alert'), told('b', 'quiet')]).toEqual([0, 1]);
    storage.setItem('rebond.told', 'nonsense');
    expect(told('a', 'alert')).toBe(1);
  });

  it('keeps quiet in quiet hours, over midnight too, but for what is urgent', () => {
    const profile = { ...USUAL, hours: { on: true, from: '20:00', to: '08:00' } };
    const at = (hour: number, level: AlertLevel = 'alert') => modeFor(profile, level, hour * 60);
    expect([at(19), at(20), at(3), at(8)]).toEqual(['sound', 'none', 'none', 'sound']);
    expect(at(3, 'urgent')).toBe('sound');
    expect(modeFor({ ...profile, hours: { on: true, from: '12:00', to: '14:00' } }, 'alert', 13 * 60)).toBe('none');
    expect(modeFor({ ...profile, hours: { ...profile.hours, on: false } }, 'alert', 3 * 60)).toBe('sound');
    expect(modeFor(profile, 'quiet', 12 * 60)).toBe('none');
  });
});
