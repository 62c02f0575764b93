import { valuesOf, type Document, type Matchable } from '../document.ts';
import type { KeywordField } from '../query.ts';

/** A signal is kept under no more terms than these; one that was cut answers to every query. */
const MOST_TERMS = 20_000;
/** Longer ones are cut: the index takes no term of more than 2,046 bytes. UTF-16 units, of at most three bytes each. */
const LONGEST = 600;

/** Stands with the signals that have more terms than are kept. */
export const CUT = '…';

/** Fields whose values a signal is kept under, each behind a sign that no word has. */
const KEYWORDS: readonly KeywordField[] = [
  ...(['tag', 'handle', 'cashtag', 'emoji', 'author', 'site', 'source', 'url', 'lang', 'country', 'kind'] as const),
  ...(['has', 'is'] as const),
];

/** The term of an exact value. */
export const keywordTerm = (field: KeywordField, value: string): string => storable(`${field}=${value}`);

/** The term of a folded word; words are letters and digits, so that no value looks like one. */
export const wordTerm = (word: string): string => storable(word);

/** As a database takes it: without half letters and zeros. */
const storable = (text: string): string => text.slice(0, LONGEST).toWellFormed().replaceAll('\0', '');

/** The samples that a signal belongs to: `~1` holds half of all, `~2` half of these, and so on. */
export const sampleTerm = (level: number): string => `~${level}`;

/** Level of the smallest sample, of 1 in 4,096. */
export const DEEPEST = 12;

/** Every term under which a signal is found again, each once, by the words that `prepareDocument` tells apart. */
export function termsOf(doc: Document, id: string): string[] {
  const terms = new Set(samplesOf(id));
  for (const word of doc.words.keys()) {
    if (terms.size === MOST_TERMS) return [...terms.add(CUT)];
    terms.add(wordTerm(word));
  }
  for (const term of keywordsOf(doc.signal)) {
    if (terms.size === MOST_TERMS) return [...terms.add(CUT)];
    terms.add(term);
  }
  return [...terms];
}

const keywordsOf = (signal: Matchable): string[] =>
  KEYWORDS.flatMap((field) => valuesOf(field, signal).flatMap((value) => (value ? [keywordTerm(field, value)] : [])));

/** By the second part of the id, which is itself a hash: the first decides whether the signal is kept at all. */
function samplesOf(id: string): string[] {
  const share = shareOf(id, 1);
  const levels = Array.from({ length: DEEPEST }, (_, i) => i + 1);
  return levels.filter((level) => share < 2 ** -level).map(sampleTerm);
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A number in [0, 1) that is the same for the same signal and spread evenly over all: from its id, in base64url. */
export function shareOf(id: string, part: 0 | 1): number {
  let share = 0;
  for (let i = 4; i > 0; i--) share = (share + Math.max(0, LETTERS.indexOf(id.charAt(part * 4 + i - 1)))) / 64;
  return share;
}
