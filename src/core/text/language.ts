import { eld } from 'eld/small';

/** Under this many letters a guess is worth nothing. */
const FEWEST_LETTERS = 12;
const LETTERS = /\p{L}/gu;
const NOISE = /https?:\/\/\S+|[@#]\S+/g;

/** ISO 639-1 code of the language the text is written in, or `und` where that cannot be told. */
export function detectLanguage(text: string): string {
  const plain = text.replace(NOISE, ' ').slice(0, 500);
  if ((plain.match(LETTERS)?.length ?? 0) < FEWEST_LETTERS) return 'und';
  return eld.detect(plain).language || 'und';
}

/** A declared language as its bare code (`en-GB` → `en`), or null where it says nothing. */
export function declaredLanguage(declared: string | null | undefined): string | null {
  const code = /^([a-z]{2,3})(?:[-_]|$)/.exec((declared ?? '').trim().toLowerCase())?.[1];
  return code === undefined || code === 'und' ? null : code;
}
