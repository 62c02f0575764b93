/** Letters that Unicode does not decompose but readers take for their plain form. */
const PLAIN: Record<string, string> = {
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ς: 'σ',
};

const MARKS = /\p{M}/gu;

const ASCII = /^[\x00-\x7f]*$/;

function foldCodePoint(char: string): string {
  let folded = '';
  for (const part of char.normalize('NFKD').replace(MARKS, '')) {
    const lower = part.toLowerCase();
    folded += PLAIN[lower] ?? lower;
  }
  return folded;
}

/** Code points seen so far; posts repeat a few hundred of them. Bounded: 1.1 million code points exist in all. */
const seen = new Map<string, string>();

/**
 * Text without case, accents and ligatures, code point by code point, so that a query and a post that a reader takes
 * for the same are the same: NFKD, marks dropped, lower case without context rules, then the letters of PLAIN.
 */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  let out = '';
  for (const char of text) {
    if (char < '\x80') {
      out += char.toLowerCase();
      continue;
    }
    let folded = seen.get(char);
    if (folded === undefined) seen.set(char, (folded = foldCodePoint(char)));
    out += folded;
  }
  return out;
}
