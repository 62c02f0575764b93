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
const seen = new Map<number, string>();

/**
 * Text without case, accents and ligatures, code point by code point, so that a query and a post that a reader takes
 * for the same are the same: NFKD, marks dropped, lower case without context rules, then the letters of PLAIN.
 */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  let out = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) < 0x80) continue;
    const code = text.codePointAt(at) as number;
    let folded = seen.get(code);
    if (folded === undefined) seen.set(code, (folded = foldCodePoint(String.fromCodePoint(code))));
    out += text.slice(from, at).toLowerCase() + folded;
    if (code > 0xffff) at++;
    from = at + 1;
  }
  return out + text.slice(from).toLowerCase();
}
