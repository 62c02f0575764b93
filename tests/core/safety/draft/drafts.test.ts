import { describe, expect, it } from '@jest/globals';
import { ENGLISH, FRENCH } from './drafts.ts';
import { createChecker, HARBOUR, SETTINGS, SORBIER } from './support.ts';

const check = createChecker();

describe.each([
  ['English', ENGLISH, HARBOUR, 'en'],
  ['French', FRENCH, SORBIER, 'fr'],
] as const)('drafts in %s', (_language, samples, brand, lang) => {
  it.each(samples)('$text', ({ text, codes, about }) => {
    const { findings } = check({ ...brand, ...SETTINGS[about ?? ''] }, text, lang);
    const serious = findings.filter(({ level }) => level !== 'go').map(({ code }) => code);
    expect([...new Set(serious)].sort()).toEqual([...codes].sort());
  });
});
