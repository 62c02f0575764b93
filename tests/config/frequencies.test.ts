import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { toText } from '../../scripts/train/frequencies.ts';
import { Frequencies } from '../../src/contract/frequencies.ts';
import { tokenize } from '../../src/core/text/tokens.ts';

const text = readFileSync(join(import.meta.dirname, '../../config/frequencies.json'), 'utf8');
const { words, signals } = Frequencies.parse(JSON.parse(text));

describe('the frequencies that are shipped', () => {
  it('are single words as the query language reads them, a few thousand of many signals', () => {
    for (const word of Object.keys(words)) expect(tokenize(word)).toEqual([word]);
    expect(Object.keys(words).length).toBeGreaterThan(2_000);
    expect(Object.keys(words).length).toBeLessThan(6_000);
    expect(signals).toBeGreaterThan(100_000);
  });

  it('are as the trainer writes them, none rarer than 5 in 10,000', () => {
    expect(toText({ ...Frequencies.parse(JSON.parse(text)) })).toBe(text);
    expect(Math.min(...Object.values(words))).toBeGreaterThanOrEqual(50);
  });

  it('know both languages', () => {
    for (const [common, rare] of [
      ['the', 'chocolate'],
      ['les', 'chocolat'],
      ['government', 'bakery'],
      ['gouvernement', 'boulangerie'],
    ])
      expect(words[common!]).toBeGreaterThan(words[rare!] ?? 0);
  });
});
