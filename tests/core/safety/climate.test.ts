import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { VerdictLevel } from '../../../src/contract/opportunity.ts';
import { noteClimate, weatherOver, type Climate } from '../../../src/core/safety/climate.ts';
import type { GraveWord } from '../../../src/core/safety/events.ts';
import { HOUR, MINUTE, NOON } from '../../support/signals.ts';

const SURE: GraveWord = { type: 'attack', severity: 3, word: 'explosion', weight: 1 };
const HINT: GraveWord = { ...SURE, word: 'blast', weight: 0.5 };
const DELICATE: GraveWord = { type: 'layoffs', severity: 2, word: 'layoffs', weight: 1 };

function climateOf(mentions: readonly { grave?: GraveWord; voice?: string; day?: VerdictLevel; at?: number }[]) {
  const climate: Climate = new Map();
  mentions.forEach(({ grave, voice, day = 'go', at = NOON }, i) => {
    const told = {
      id: `s${i}`,
      voice: voice ?? `v${i}`,
      reading: { grave: grave ? [grave] : [], setting: null },
      day,
    };
    noteClimate(climate, ['sport'], told, at);
  });
  return climate;
}
const levelOf = (mentions: Parameters<typeof climateOf>[0], at = NOON) =>
  weatherOver(climateOf(mentions), 'sport', at)?.level ?? 'go';
const many = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one);

describe('the climate of a topic', () => {
  it('closes for every story in it once its latest mentions are full of grave news', () => {
    expect(levelOf([...many(30, {}), ...many(2, { grave: SURE })])).toBe('go');
    expect(levelOf([...many(30, {}), ...many(5, { grave: SURE })])).toBe('review');
    expect(levelOf([...many(30, {}), ...many(8, { grave: SURE })])).toBe('block');
  });

  it('closes sooner where two outlets say so', () => {
    const papers = ['a', 'b'].map((name) => ({ grave: SURE, voice: `outlet:${name}` }));
    expect(levelOf([...many(30, {}), ...papers, { grave: HINT }, { grave: SURE }])).toBe('block');
  });

  it('needs several voices, and sure words', () => {
    expect(levelOf(many(30, { grave: SURE, voice: 'one bot' }))).toBe('go');
    expect(levelOf(many(30, { grave: HINT }))).toBe('go');
  });

  it('asks for a person where half of what is said is delicate', () => {
    expect(levelOf([...many(3, {}), ...many(12, { grave: DELICATE })])).toBe('review');
    expect(levelOf(many(12, {}).flatMap((calm) => [calm, calm, { grave: DELICATE }]))).toBe('go');
  });

  it('closes where people remember, and asks where they keep a religious day', () => {
    expect(levelOf(many(5, { day: 'block' }))).toBe('block');
    expect(levelOf(many(5, { day: 'review' }))).toBe('review');
  });

  it('passes: a review after an hour without, a block after six', () => {
    const asked = many(5, { day: 'review' as const });
    expect(levelOf(asked, NOON + HOUR - 1)).toBe('review');
    expect(levelOf(asked, NOON + HOUR)).toBe('go');
    const closed = many(5, { grave: SURE });
    expect(levelOf(closed, NOON + 6 * HOUR - 1)).toBe('block');
    expect(levelOf(closed, NOON + 6 * HOUR)).toBe('go');
  });

  it('begins anew after a pause: old voices do not count for a new alarm', () => {
    const before = many(3, { grave: SURE }).map((one, i) => ({ ...one, voice: `old ${i}` }));
    const later = NOON + 7 * HOUR;
    expect(levelOf([...before, { grave: SURE, at: later }], later + MINUTE)).toBe('go');
  });

  it('keeps few words and signals, however much is said', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (n) => {
        const mood = climateOf(many(n, { grave: SURE })).get('sport')!;
        for (const list of [mood.voices, mood.sure, mood.wary, mood.words, mood.signals]) {
          expect(list.length).toBeLessThanOrEqual(6);
        }
        expect(mood.items).toBeLessThan(18);
      }),
    );
  });
});
