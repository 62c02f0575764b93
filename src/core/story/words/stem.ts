/** Cyrillic and Greek letters by their sound; `-` for none. */
const LATIN = lettersOf(
  'а a б b в v г g д d е e ж j з s и i к k л l м m н n о o п p р r с s т t у u ф f х h ц s ч c ш s щ s ъ - ы i ь - э e ' +
    'ю u я a і i є e ґ g ђ d ј i љ l њ n ћ c џ d α a β v γ g δ d ε e ζ s η i θ t ι i κ k λ l μ m ν n ξ ks ο o π p ρ r σ s ' +
    'τ t υ i φ f χ h ψ ps ω o',
);
/** Arabic writes consonants; its weak letters stand for vowels. */
const CONSONANTS = lettersOf(
  'ب b ت t ث t ج j ح - خ h د d ذ d ر r ز s س s ش s ص s ض d ط t ظ s غ g ف f ق k ك k ل l م m ن n ه - ة - پ b چ k ژ j ک k ' +
    'گ g ڤ f',
);
const ARABIC_ARTICLE = /^(?:[وبلف]?ال|لل)(?=..)/;
const OTHER_LETTERS = /[\u0370-\u052f]/;
const ARABIC = /[\u0600-\u06ff]/;
const DIGIT = /\p{Nd}/u;
/** Letters of a stem: languages inflect at the end of a word. */
const LONGEST = 6;
const LONGEST_ARABIC = 5;
/** Consonants by which a name is looked for: with fewer, too many names are alike. */
const FEWEST_CONSONANTS = 3;

function lettersOf(pairs: string): ReadonlyMap<string, string> {
  const parts = pairs.split(' ');
  const map = new Map<string, string>();
  for (let i = 1; i < parts.length; i += 2) map.set(parts[i - 1]!, parts[i] === '-' ? '' : parts[i]!);
  return map;
}

export const isArabic = (word: string): boolean => ARABIC.test(word);

const inLatin = (word: string): string =>
  OTHER_LETTERS.test(word) ? [...word].map((letter) => LATIN.get(letter) ?? letter).join('') : word;

/**
 * The key of a folded word: in one alphabet, without plural, last vowel and what follows the sixth letter, so that the
 * forms of a word, and words that languages share (olympics, olimpíada, олимпиада), have nearly always the same one.
 */
export function stemOf(word: string): string {
  if (isArabic(word)) return word.replace(ARABIC_ARTICLE, '').slice(0, LONGEST_ARABIC);
  const latin = inLatin(word);
  if (latin.length < 4 || DIGIT.test(latin)) return latin;
  let end = latin.length;
  if (latin.endsWith('s') && !latin.endsWith('ss')) end -= 1;
  if (end > 4 && 'aeiou'.includes(latin[end - 1]!)) end -= 1;
  return latin.slice(0, Math.min(end, LONGEST));
}

/** One spelling for sounds that languages write in several ways. */
const bySound = (word: string): string =>
  word
    .replace(/sch|sh|ts/g, 's')
    .replace(/ch|ck|qu/g, 'k')
    .replace(/ph/g, 'f')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/[cq]/g, 'k')
    .replace(/[zw]/g, (letter) => (letter === 'z' ? 's' : 'v'))
    .replace(/x/g, 'ks');

/**
 * The consonants of a folded word, by which a name is found in an alphabet that writes no vowels, or spelt by ear:
 * Brisbane, Брисбен, بريسبان. Empty where too few are left.
 */
export function skeletonOf(word: string): string {
  const consonants = isArabic(word)
    ? [...word.replace(ARABIC_ARTICLE, '')].map((letter) => CONSONANTS.get(letter) ?? '').join('')
    : bySound(inLatin(word))
        .replace(/[aeiouyh]/g, '')
        .replace(/p/g, 'b')
        .replace(/v/g, 'f');
  const skeleton = consonants.replace(/(.)\1+/g, '$1');
  return skeleton.length < FEWEST_CONSONANTS ? '' : `~${skeleton.slice(0, LONGEST)}`;
}
