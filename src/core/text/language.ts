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

/** Codes seen so far; sources declare a handful. */
const declared = new Map<string, string | null>();

/** A declared language as its bare code (`en-GB` and `eng` → `en`), or null where it says nothing. */
export function declaredLanguage(tag: string | null | undefined): string | null {
  const plain = (tag ?? '').trim().toLowerCase().replaceAll('_', '-');
  let code = declared.get(plain);
  if (code === undefined) {
    code = bareCode(plain);
    if (declared.size < 1_000) declared.set(plain, code);
  }
  return code;
}

function bareCode(tag: string): string | null {
  if (!/^[a-z]{2,3}(-|$)/.test(tag)) return null;
  try {
    const { language } = new Intl.Locale(tag);
    return language === 'und' ? null : language;
  } catch {
    return null;
  }
}
