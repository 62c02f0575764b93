import { fold } from '../text/fold.ts';
import { tokenize } from '../text/tokens.ts';
import { STOP_WORDS } from '../text/stop-words.ts';
import { inflect } from './inflect.ts';
import { OPERATOR_WORDS } from './lint/warnings.ts';
import type { Frequency } from './matcher/frequency.ts';

/** From this share of all signals on a word says too little by itself: 1 in 500. */
const TOO_COMMON = 1 / 500;
const MOST_FORMS = 6;
const SHORT = 5;

/** Clauses for what somebody typed: those that stand alone, and those that need another word beside them. */
export interface Clauses {
  readonly narrow: readonly string[];
  readonly broad: readonly string[];
}

/** A word or a phrase with the forms in which people write it, and as a tag. */
export function clausesFor(words: readonly string[], lang: 'en' | 'fr', frequency: Frequency): Clauses {
  const narrow: string[] = [];
  const broad: string[] = [];
  for (const text of words) {
    const clauses = formsOf(text.trim(), lang);
    const isBroad = isTooCommon(text, frequency) || clauses.some((form) => isTooCommon(form, frequency));
    (isBroad ? broad : narrow).push(...clauses);
  }
  return { narrow: [...new Set(narrow)], broad: [...new Set(broad)] };
}

/** Whether a single word is met so often that it tells nothing, without accents too: `thé` is read as `the`. */
export function isTooCommon(text: string, frequency: Frequency): boolean {
  const tokens = tokenize(text);
  if (/^[#@$]/.test(text.trim()) || tokens.length !== 1) return false;
  return STOP_WORDS.has(tokens[0]!) || frequency(tokens[0]!) >= TOO_COMMON;
}

function formsOf(text: string, lang: 'en' | 'fr'): string[] {
  if (/^[#@$]\S+$/.test(text)) return [text];
  const words = text.match(/[\p{L}\p{Nd}\p{M}]+(?:['’-][\p{L}\p{Nd}\p{M}]+)*/gu) ?? [];
  if (words.length === 0) return [];
  if (words.length === 1 && tokenize(text).length === 1) return wordForms(words[0], lang);
  const phrases = [words.join(' '), pluralPhrase(words, lang)].map((phrase) => `"${phrase.toLowerCase()}"`);
  const tag = `#${tokenize(text).join('')}`;
  return [...new Set([...phrases, tag])];
}

/** A word that accents alone tell from a common one is asked for letter by letter. */
function wordForms(word: string, lang: 'en' | 'fr'): string[] {
  if (fold(word) !== word.toLowerCase() && STOP_WORDS.has(fold(word))) return [`raw:"${word}"`];
  const forms = inflect(word.toLowerCase(), lang).filter((form) => isLikely(word.toLowerCase(), form, lang));
  return forms.slice(0, MOST_FORMS).map((form) => (OPERATOR_WORDS.has(fold(form)) ? `"${form}"` : form));
}

/** The tables also make verbs of nouns: `paintinging`, `expositionne`. Those are taken for verbs that end like one. */
function isLikely(word: string, form: string, lang: 'en' | 'fr'): boolean {
  if (form === word) return true;
  if (lang === 'en') return !word.endsWith('ing') || form === `${word}s`;
  // Short forms of verbs are other words as often as not: `cours`, `court`.
  if (/(er|ir|re)$/.test(word)) return form.length > SHORT;
  if (word.endsWith('ss')) return false;
  const stem = word.replace(/(s|x|e|es|al|au|eau|eux|euse|if|ive)$/, '');
  return (
    form.startsWith(stem) &&
    /^(s|x|e|es|aux|al|eaux|eau|eux|euse|euses|if|ifs|ive|ives)?$/.test(form.slice(stem.length))
  );
}

const LINKS = new Set([
  'a',
  'au',
  'aux',
  'de',
  'des',
  'du',
  'd',
  'en',
  'sur',
  'sans',
  'et',
  'pour',
  'of',
  'and',
  'for',
]);

/** `boisson énergétique` in French and `sports drink` in English, in the plural; what comes behind a link stays. */
function pluralPhrase(words: readonly string[], lang: 'en' | 'fr'): string {
  const link = words.findIndex((word) => LINKS.has(fold(word).split(/['’]/)[0]!));
  const head = link === -1 ? words.length : link;
  const changes = (i: number): boolean => i < head && (lang === 'fr' || i === head - 1);
  return words.map((word, i) => (changes(i) ? pluralOf(word.toLowerCase(), lang) : word)).join(' ');
}

function pluralOf(word: string, lang: 'en' | 'fr'): string {
  if (/[sxz]$/.test(word)) return word;
  const forms = inflect(word, lang).filter((form) => /[sx]$/.test(form) && isLikely(word, form, lang));
  return forms.find((form) => form === `${word}s`) ?? forms[0] ?? word;
}
