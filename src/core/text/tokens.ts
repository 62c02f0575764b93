import { fold } from './fold.ts';

const WORD = /[\p{L}\p{Nd}]+/gu;
const TAG = /[#＃][\p{L}\p{Nd}\p{M}_]+/gu;

/** Tokens between the title's last and the text's first, so that no phrase and no NEAR crosses from one to the other. */
export const TITLE_GAP = 1_000;

/** Folded words in order: maximal runs of letters or decimal digits; everything else separates. */
export function tokenize(text: string): string[] {
  return fold(text).match(WORD) ?? [];
}

/** Folded hashtags without `#`, each once, in order of appearance. */
export function hashtags(text: string): string[] {
  if (!text.includes('#') && !text.includes('＃')) return [];
  const tags = text.match(TAG) ?? [];
  return [...new Set(tags.map((tag) => fold(tag.slice(1))))];
}
