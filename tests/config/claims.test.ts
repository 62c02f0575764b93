import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { loadRules } from '../../src/app/load-rules.ts';
import { ClaimBook, ClaimKind } from '../../src/contract/claims.ts';
import { tokenize } from '../../src/core/text/tokens.ts';

const { claims } = await loadRules(join(import.meta.dirname, '../../config'));
const COUNTRIES = ['FR', 'GB', 'US', 'BE', 'CH', 'DE', 'ES', 'IT', 'CA'];

describe('the shipped claims', () => {
  it('know every kind, and name for every country the law it goes by', () => {
    expect([...new Set(claims.claims.map(({ kind }) => kind))].sort()).toEqual([...ClaimKind.options].sort());
    for (const country of COUNTRIES) {
      const kinds = claims.claims.filter(({ rules }) => rules.some(({ countries }) => countries.includes(country)));
      expect([country, new Set(kinds.map(({ kind }) => kind)).size]).toEqual([country, ClaimKind.options.length]);
    }
  });

  it('are of words that can be found', () => {
    const phrases = [
      ...claims.commercial,
      ...claims.claims.flatMap((claim) => [...claim.words, ...claim.innocent, ...claim.with, ...claim.unless]),
    ];
    // As they are folded, and nothing but words, so that what is written is what is found.
    expect(phrases.filter((phrase) => tokenize(phrase).join(' ') !== phrase.replace(/\*$/, ''))).toEqual([]);
  });

  it('have no name twice', () => {
    const [first] = claims.claims;
    const twice = ClaimBook.safeParse({ claims: [first, first] });
    expect(twice.error?.issues.map(({ message }) => message)).toEqual([`another claim is called ${first!.id}`]);
  });
});
