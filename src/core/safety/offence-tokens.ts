import { fold } from '../text/fold.ts';

/** Links, mentions, HTML entities, words with what hides letters in them, quotation marks, ends of sentences, pictures. */
const PIECE =
  /https?:\/\/\S+|@\w+|&#?\w{1,8};|\$?[\p{L}\p{Nd}]+(?:[*$@!]{1,6}[\p{L}\p{Nd}]+)*[*$]{0,6}|["“”«»]|[!?.…]|\p{Extended_Pictographic}/gu;
const HIDING = /[*$@!\d]/;
const LETTER = /\p{L}/u;

/** What a digit or sign stands for within a word. */
const LEET: Record<string, string> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  8: 'b',
  $: 's',
  '@': 'a',
  '!': 'i',
};

const ENTITIES: Record<string, string> = {
  '&#8220;': '"',
  '&#8221;': '"',
  '&quot;': '"',
  '&#8217;': '',
  '&amp;': '',
  '&lt;': '',
  '&gt;': '',
};

/** Words of a run of single letters, as in `b i t c h`. */
const SPELLED_FROM = 3;

/**
 * The words of a post for reading offence: folded, digits and signs within words read as letters, runs of single letters
 * joined, asterisks left where letters were hidden. A mention is `@`, a link is nothing, a quotation mark `"`, an emoji
 * itself, the end of a sentence `.` or `!`.
 */
export function offenceTokens(text: string): string[] {
  const tokens: string[] = [];
  let letters: string[] = [];
  const flush = (): void => {
    if (letters.length >= SPELLED_FROM) {
      tokens.push(letters.join(''));
      // The first may be a word of its own: `a b i t c h`.
      if (letters.length > SPELLED_FROM) tokens.push(letters.slice(1).join(''));
    } else tokens.push(...letters);
    letters = [];
  };
  for (const piece of fold(text).match(PIECE) ?? []) {
    const token = readPiece(piece);
    if (token === '') continue;
    if (token.length === 1 && LETTER.test(token)) {
      letters.push(token);
      continue;
    }
    // `b.i.t.c.h`: a point after a single letter does not end a sentence.
    if (token === '.' && letters.length > 0) continue;
    flush();
    tokens.push(token);
  }
  flush();
  return tokens;
}

function readPiece(piece: string): string {
  const first = piece.charCodeAt(0);
  if (first === 0x40) return '@';
  if (first === 0x26) return entity(piece);
  if (piece.startsWith('http') && piece.includes('://')) return '';
  if (piece.length === 1 && '"“”«»'.includes(piece)) return '"';
  if (piece === '!') return '!';
  if (piece.length === 1 && '?.…'.includes(piece)) return '.';
  if (!HIDING.test(piece) || !LETTER.test(piece)) return piece;
  let word = '';
  for (const char of piece) word += LEET[char] ?? char;
  return word;
}

function entity(piece: string): string {
  const known = ENTITIES[piece];
  if (known !== undefined) return known;
  const code = piece.startsWith('&#') ? Number(piece.slice(2, -1)) : 0;
  return code > 0x2000 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

const LONG_RUN = /(.)\1{2,}/gu;

/** A word without letters held down: `soooo` is `soo`. */
export const shortRuns = (word: string): string => word.replace(LONG_RUN, '$1$1');
/** A word without any letter twice in a row, where one was held down. */
export const singleRuns = (word: string): string => word.replace(LONG_RUN, '$1');
