import type { Matchable } from '../../../../src/core/territory/document.ts';

/** A signal, queries that find it, and queries that do not. */
export type Case = readonly [about: string, signal: Matchable, yes: readonly string[], no: readonly string[]];

/** Named lists of which the queries speak. */
export const CASE_LISTS = {
  rivals: ['goldberg', '"harbour foods"', 'choco*', '#minty'],
  venues: ['stadium', '"town hall"', 'aren*'],
  nobody: ['{['],
};
