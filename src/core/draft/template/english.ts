import nlp from 'compromise/three';
import type { Noun } from './noun.ts';

const ARTICLE = /^(?:(the|an?|our|some)\s+)(?=\S)/iu;
/** Spoken with a consonant first, or with a vowel, against their letters. */
const CONSONANT = /^(?:uni(?!n|m)|us[aeu]|ut[ei]|ur[aeio]|ubi|uk\b|eu|one\b|once\b|ewe)/i;
const VOWEL = /^(?:hour|honest|honou?r|heir|[AEFHILMNORSX](?=[A-Z\d]|$| ))/;

/** A noun phrase such as `storm flask`, `the Lighthouse Cup` or `a pot of tea`. */
export function englishNoun(phrase: string): Noun {
  const text = phrase.trim();
  const article = ARTICLE.exec(text)?.[1]?.toLowerCase() ?? null;
  const bare = article === null ? text : text.replace(ARTICLE, '');
  return { text: bare, gender: null, plural: article !== 'a' && article !== 'an' && isPlural(bare), bare: false };
}

/** Whether the verb beside it stands in the plural. */
export function isPlural(phrase: string): boolean {
  // What comes behind a preposition does not decide: a box of biscuits.
  const head = phrase.split(/\s+(?:of|for|in|with|at|from)\s+/iu)[0]!;
  // Names of events: the Olympics, the Six Nations.
  if (/\b\p{Lu}[\p{L}’-]*[^s]s$/u.test(head)) return true;
  const nouns = nlp(head).nouns().json() as { noun?: { isPlural?: boolean } }[];
  return nouns.at(-1)?.noun?.isPlural ?? /[^s]s$/iu.test(head);
}

/** `a` or `an`, by how the word is spoken. */
export function indefinite(text: string): 'a' | 'an' {
  const lower = text.toLowerCase();
  if (VOWEL.test(text)) return 'an';
  if (CONSONANT.test(lower)) return 'a';
  return /^[aeiou]|^8|^11\b|^18\b/.test(lower) ? 'an' : 'a';
}

export function englishForm(form: string, { text, plural, bare }: Noun): string | null {
  switch (form) {
    case '':
      return text;
    case 'a':
      return plural || bare ? text : `${indefinite(text)} ${text}`;
    case 'the':
      return bare ? text : `the ${text}`;
    case 'our':
      return bare ? null : `our ${text}`;
    case 'it':
      return plural ? 'them' : 'it';
    default:
      return null;
  }
}

/** Typographic apostrophes and quotation marks. */
export const englishType = (text: string): string =>
  text.replace(/(?<=\p{L})'(?=\p{L})|(?<=s)'(?=\s)/gu, '’').replace(/"([^"]*)"/gu, '“$1”');

/** Noun phrases of a text with determiner and adjectives, lower-case, the article off. */
export function englishThings(text: string): Noun[] {
  const found = nlp(text).nouns().json() as {
    noun?: { root?: string; adjectives?: string[]; determiner?: string; isPlural?: boolean };
  }[];
  return found.flatMap(({ noun }) => {
    const root = noun?.root ?? '';
    const words = [...(noun?.adjectives ?? []), root].join(' ').toLowerCase().trim();
    if (!/^\p{Ll}[\p{L}’' -]{2,30}$/u.test(words) || words.split(' ').length > 3) return [];
    return [{ text: words, gender: null, plural: noun?.isPlural === true, bare: false }];
  });
}
