import { fold } from '../../text/fold.ts';

/**
 * What the matcher's single pass does with a UTF-16 unit: the folded letter or digit itself where it is one unit, else
 * one of these.
 */
export const SEPARATOR = 0;
/** Half of a code point beyond the first 65,536. */
export const HALF = 1;
/** An accent on its own: it vanishes, the word goes on. */
export const MARK = 2;
/** Folds to several letters (œ, ½, ™): the text is folded as a whole first. */
export const SEVERAL = 3;

const WORD = /[\p{L}\p{Nd}]/u;

/** For texts as they come. */
export const FOLDED: Uint16Array = new Uint16Array(65_536);
/** For texts that are folded already. */
export const PLAIN: Uint16Array = new Uint16Array(65_536);

for (let unit = 0; unit < 65_536; unit++) {
  if (unit >= 0xd800 && unit < 0xe000) {
    FOLDED[unit] = PLAIN[unit] = HALF;
    continue;
  }
  const char = String.fromCharCode(unit);
  const folded = fold(char);
  FOLDED[unit] =
    folded === '' ? MARK : !WORD.test(folded) ? SEPARATOR : folded.length === 1 ? folded.charCodeAt(0) : SEVERAL;
  PLAIN[unit] = WORD.test(char) ? unit : SEPARATOR;
}

const UNKNOWN = 0;
const SPLITS = 1;
const LETTER = 2;

/** What code points from 65,536 on are: filled as they are met. */
const astral = new Uint8Array(0x10_0000);

/** Whether the half at this point of a text belongs to nothing, or to a code point that only separates, as emoji do. */
export function separatesAt(text: string, at: number): boolean {
  const isSecond = (text.charCodeAt(at) & 0xfc00) === 0xdc00;
  const codePoint = at === 0 && isSecond ? 0 : text.codePointAt(isSecond ? at - 1 : at)!;
  if (codePoint < 0x1_0000) return true;
  let found = astral[codePoint - 0x1_0000]!;
  if (found === UNKNOWN) {
    const folded = fold(String.fromCodePoint(codePoint));
    found = folded !== '' && !WORD.test(folded) ? SPLITS : LETTER;
    astral[codePoint - 0x1_0000] = found;
  }
  return found === SPLITS;
}
