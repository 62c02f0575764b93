import { OFFENCE_CLASSES, type OffenceClass, type OffenceModel } from '../../contract/offence-model.ts';
import { hash32 } from '../text/hash.ts';
import { shortRuns, singleRuns } from './offence-tokens.ts';
import { rolesOf, type OffenceLanguage } from './offence-words.ts';

/** What a word does in a text: a lower-case letter where it is charged, a capital where it has a role beside such. */
export type SignOf = (word: string) => string;

/** A word that is neither charged nor has a role. */
export const PLAIN_SIGN = '_';

/** Marks that are their own sign: quotation, exclamation, end of a sentence, mention. */
const OWN_SIGN = ['"', '!', '.', '@'];

/** A letter a class. */
const CHARGED: Record<OffenceClass, string> = {
  slur: 's',
  insult: 'i',
  vulgar: 'v',
  double: 'd',
  vile: 'p',
  harm: 'h',
};

/** Words longer than this are names and links. */
const LONGEST_WORD = 24;
const VOWELS = ['a', 'e', 'i', 'o', 'u'];

/** Hash under which a charged word of a language is kept. */
export const chargedHash = (word: string): number => hash32(word, 0x0ff3);

/** The outline of a word of which only the ends are shown, `s**t`, or null where too little is. */
export function outlineOf(word: string): string | null {
  if (word.length < 4 || word.length > 9) return null;
  return `${word[0]}${word.length}${word.at(-1)}`;
}

/** Reads the signs of words in a language from hashes. */
export function createSigns(language: OffenceLanguage, words: OffenceModel['words'][OffenceLanguage]): SignOf {
  const roles = rolesOf(language);
  const charged = new Map<number, string>();
  // The graver class of two that share a word comes first.
  for (const name of OFFENCE_CLASSES) {
    for (const hash of unpackHashes(words[name])) if (!charged.has(hash)) charged.set(hash, CHARGED[name]);
  }
  const chargedSign = (word: string): string | undefined => charged.get(chargedHash(word));

  return function signOf(word) {
    if (OWN_SIGN.includes(word)) return word;
    const role = roles.get(word);
    if (word.length < 2 || word.length > LONGEST_WORD) return role ?? PLAIN_SIGN;
    if (word.includes('*')) return maskedSign(word, chargedSign) ?? PLAIN_SIGN;
    return chargedSign(word) ?? role ?? chargedByForm(word, chargedSign) ?? PLAIN_SIGN;
  };
}

/** A plural, or a word with a letter held down. */
function chargedByForm(word: string, chargedSign: (word: string) => string | undefined): string | undefined {
  if (word.endsWith('s') && word.length > 4) {
    const single = chargedSign(word.slice(0, -1));
    if (single) return single;
  }
  const short = shortRuns(word);
  return short === word ? undefined : (chargedSign(short) ?? chargedSign(singleRuns(word)));
}

function maskedSign(word: string, chargedSign: (word: string) => string | undefined): string | undefined {
  const stars = word.split('*').length - 1;
  if (stars === 1 && !word.endsWith('*')) {
    for (const vowel of VOWELS) {
      const sign = chargedSign(word.replace('*', vowel));
      if (sign) return sign;
    }
  }
  const outline = outlineOf(word);
  return outline === null ? undefined : chargedSign(`*${outline}`);
}

function* unpackHashes(packed: string): Generator<number> {
  const { buffer, byteLength } = Uint8Array.fromBase64(packed);
  const view = new DataView(buffer);
  for (let at = 0; at + 4 <= byteLength; at += 4) yield view.getUint32(at, true);
}
