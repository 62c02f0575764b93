const ASCII = /^[\x00-\x7f]*$/;
/** ASCII is one byte and, but for CR LF, one grapheme a character. */
const PLAIN = /^[\x00-\x0c\x0e-\x7f]*$/;
/** What is shown as one emoji. Signs below U+2600 are text unless a selector asks for the picture; U+FE0E asks for text. */
const BASE =
  '(?:\\p{Emoji_Presentation}|(?![\\0-\\u25ff])\\p{Extended_Pictographic}|\\p{Extended_Pictographic}(?=\\ufe0f))(?!\\ufe0e)';
const UNIT = `${BASE}[\\ufe0f\\u{1f3fb}-\\u{1f3ff}]*\\u20e3?[\\u{e0020}-\\u{e007f}]*`;
const EMOJI = new RegExp(`\\p{RI}\\p{RI}|[0-9#*]\\ufe0f?\\u20e3|${UNIT}(?:\\u200d${UNIT})*`, 'gu');

const encoder = new TextEncoder();
// Making one costs more than using it thousands of times. The locale is fixed: a text is as long for everybody.
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Bytes of UTF-8; half a surrogate pair is sent as U+FFFD, which is three. */
export const bytesOf = (text: string): number => (ASCII.test(text) ? text.length : encoder.encode(text).length);

/** Characters as a reader sees them, by the Unicode version of the platform it runs on. */
export function graphemesOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

export function codePointsOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The emoji of a text, each with where it stands (UTF-16). */
export function emojiOf(text: string): { readonly emoji: string; readonly at: number }[] {
  if (ASCII.test(text)) return [];
  return [...text.matchAll(EMOJI)].map((match) => ({ emoji: match[0], at: match.index }));
}

export const withoutEmoji = (text: string): string => (ASCII.test(text) ? text : text.replace(EMOJI, ''));
