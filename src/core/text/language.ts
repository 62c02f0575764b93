import { eld } from 'eld/small';
import { languageByWords } from './function-words.ts';

/** A text with fewer letters says nothing about its language. */
const ENOUGH_LETTERS = /^(?:\P{L}*\p{L}){12}/u;
const NOISE = /https?:\/\/\S+|[@#]\S+/g;
/** A language shows in so many characters; what follows them is not looked at. */
const SAMPLE = 500;

/** ISO 639-1 code of the language the text is written in, or `und` where that cannot be told. */
export function detectLanguage(text: string): string {
  // Four times as much, because noise goes out of it.
  const plain = text
    .slice(0, 4 * SAMPLE)
    .replace(NOISE, ' ')
    .slice(0, SAMPLE);
  if (!ENOUGH_LETTERS.test(plain)) return 'und';
  return languageByWords(plain) ?? (eld.detect(plain).language || 'und');
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
