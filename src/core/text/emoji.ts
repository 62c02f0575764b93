/** What people see as one emoji: a flag, or pictures joined to one, with skin tones and shape selectors. */
const BASE = '(?![\\u{1f3fb}-\\u{1f3ff}])(?:\\p{Emoji_Presentation}|(?![\\0-\\u25ff])\\p{Extended_Pictographic})';
const UNIT = `${BASE}(?:\\ufe0f|[\\u{1f3fb}-\\u{1f3ff}])*[\\u{e0020}-\\u{e007f}]*`;
/** 1️⃣ and its like: a sign of a telephone and the key around it. */
const KEY = '[0-9#*]\\ufe0f?\\u20e3';
const EMOJI = new RegExp(`\\p{RI}\\p{RI}|${KEY}|${UNIT}(?:\\u200d${UNIT})*`, 'gu');
const TONES = /[\ufe0f\u{1f3fb}-\u{1f3ff}]/gu;
const ASCII = /^[\x00-\x7f]*$/;

/** One code point: nothing to take off. */
const isBare = (emoji: string): boolean => emoji.length < 2 || (emoji.length === 2 && emoji.charCodeAt(0) >= 0xd800);

/** The emoji of a text in order, each without skin tone and shape selector: 👍🏽 is 👍. */
export function emojisOf(text: string): string[] {
  if (ASCII.test(text)) return [];
  return (text.match(EMOJI) ?? []).map((emoji) => (isBare(emoji) ? emoji : emoji.replace(TONES, '')));
}

/** A text cut at its emoji: pieces of text and emoji with their places. */
export function splitAtEmoji(
  text: string,
): { readonly text: string; readonly from: number; readonly emoji: boolean }[] {
  if (ASCII.test(text)) return [{ text, from: 0, emoji: false }];
  const pieces = [];
  let from = 0;
  for (const match of text.matchAll(EMOJI)) {
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), from, emoji: false });
    pieces.push({ text: match[0], from: match.index, emoji: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), from, emoji: false });
  return pieces;
}
