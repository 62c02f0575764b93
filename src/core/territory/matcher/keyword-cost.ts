import type { KeywordField } from '../query.ts';

/** Exact values by which one finds too much: they find a query only where nothing else does. Share of signals. */
export const KEYWORD_COST: Readonly<Record<KeywordField, number>> = {
  tag: 0.0005,
  handle: 0.0005,
  cashtag: 0.0005,
  emoji: 0.005,
  author: 0.0005,
  site: 0.01,
  source: 0.1,
  url: 300,
  lang: 500,
  country: 200,
  kind: 50,
  has: 400,
  is: 600,
};
/** Values that cost work to find are looked at only for queries that get so far, unless a query hangs on them. */
export const LATE: ReadonlySet<KeywordField> = new Set<KeywordField>(['url', 'lang', 'country', 'has', 'is']);
