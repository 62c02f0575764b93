import { describe, expect, it } from '@jest/globals';
import type { GraveWord, Reading } from '../../../src/core/safety/events.ts';
import { noteUnder, under, type ReadOut } from '../../../src/core/safety/read-out.ts';
import { HOUR, NOON } from '../../support/signals.ts';

const WORD: GraveWord = { type: 'death', severity: 3, word: 'killed', weight: 1 };
const readingOf = (grave: readonly GraveWord[]): Reading => ({
  ...{ grave, firstPerson: false, unconfirmed: false, reassuring: false, grief: false },
  ...{ trouble: false, setting: null, readable: true, tokens: [] },
});

function readOutOf(items: readonly { terms: string[]; grave?: boolean; voice?: string; at?: number }[]): ReadOut {
  const readOut: ReadOut = new Map();
  items.forEach(({ terms, grave, voice, at = NOON }, i) => {
    noteUnder(readOut, { id: `s${i}`, voice: voice ?? `v${i}`, reading: readingOf(grave ? [WORD] : []), terms }, at);
  });
  return readOut;
}

describe('a hashtag read out', () => {
  it('tells what others say under it, by how many voices, with their words and posts', () => {
    const readOut = readOutOf([
      { terms: ['#cairo', 'spring collection'] },
      { terms: ['#cairo'], grave: true },
      { terms: ['#cairo'], grave: true, voice: 'v1' },
      { terms: ['#cairo'], grave: true },
    ]);
    expect(under(readOut, '#cairo')).toEqual({
      ...{ term: '#cairo', voices: 2, sure: 2, share: 3 / 4 },
      ...{ words: ['killed'], signals: ['s1', 's2', 's3'] },
    });
    expect(under(readOut, 'spring collection')).toBeNull();
    expect(under(readOut, '#paris')).toBeNull();
  });

  it('forgets half in six hours, and the voices with the last of it', () => {
    const readOut = readOutOf([
      { terms: ['#cairo'], grave: true },
      { terms: ['#cairo'], at: NOON + 6 * HOUR },
    ]);
    expect(under(readOut, '#cairo')).toBeNull();
    const later = { terms: ['#cairo'], grave: true, at: NOON + 24 * HOUR };
    expect(under(readOutOf([{ terms: ['#cairo'], grave: true }, later]), '#cairo')).toMatchObject({ voices: 1 });
  });

  it('does not grow without end: the longest silent terms go', () => {
    const items = Array.from({ length: 3_000 }, (_, i) => ({ terms: [`a${i}`, `b${i}`] }));
    const readOut = readOutOf([{ terms: ['#old'], grave: true }, ...items]);
    expect(readOut.size).toBe(4_000);
    expect(under(readOut, '#old')).toBeNull();
  });
});
