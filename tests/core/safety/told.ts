import type { VerdictLevel } from '../../../src/contract/opportunity.ts';

/** A small story: the news (n) and posts (p) that tell it, and what a brand's gate must say. */
export interface Told {
  readonly about: string;
  readonly lang: 'en' | 'fr';
  readonly wanted: readonly VerdictLevel[];
  readonly n: readonly string[];
  readonly p: readonly string[];
}

export const GO = ['go'] as const;
export const CARE = ['review', 'block'] as const;
export const BLOCK = ['block'] as const;

export const told = (
  lang: 'en' | 'fr',
  about: string,
  wanted: Told['wanted'],
  n: readonly string[],
  p: readonly string[],
): Told => ({
  about,
  lang,
  wanted,
  n,
  p,
});
