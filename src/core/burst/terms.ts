import type { Signal } from '../../contract/signal.ts';
import { fold } from '../text/fold.ts';
import { STOP_WORDS } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';

/** A long article's tail names everybody. */
const MOST_LETTERS = 400;
const MOST_TERMS = 12;
const MOST_NAME_WORDS = 4;
const FEWEST_LETTERS = 3;
/** From this share of capitals on a text writes all its words with one, and they tell no names. */
const CAPITALISED = 0.6;

const LINK = /https?:\/\/\S+/g;
const NAME =
  /\p{Lu}[\p{L}\p{Nd}'’-]*(?: (?:d[eu]|of|van|von|le|la) \p{Lu}[\p{L}\p{Nd}'’-]*| \p{Lu}[\p{L}\p{Nd}'’-]*)*/gu;
/** One word with a capital where a sentence begins is no name. */
const SENTENCE_START = /(?:^|[.!?…])[\s"“«'’]*$/u;
const CAPITAL = /(?<![\p{L}\p{Nd}])\p{Lu}/gu;

/**
 * What may rise in a brand's mentions: hashtags (`#final`), names (`carlos alcaraz`) and pairs of words that stand side by
 * side in a title (`floodlights fail`). Folded, each once, at most twelve: tags first, then names, then pairs.
 */
export function termsOf({ title, text, tags }: Pick<Signal, 'title' | 'text' | 'tags'>): string[] {
  const parts = [title, text.slice(0, MOST_LETTERS).replace(LINK, ' ')];
  const terms = new Set(tags.map((tag) => `#${tag}`));
  for (const part of parts) for (const name of namesIn(part)) terms.add(name);
  for (const pair of pairsIn(title || (parts[1] as string))) terms.add(pair);
  return [...terms].slice(0, MOST_TERMS);
}

function namesIn(text: string): string[] {
  const capitals = text.match(CAPITAL)?.length ?? 0;
  if (capitals > CAPITALISED * tokenize(text).length) return [];
  return [...text.matchAll(NAME)].flatMap(({ 0: name, index }) => {
    const words = tokenize(fold(name)).filter((word) => word.length > 1);
    while (words.length > 0 && STOP_WORDS.has(words[0] as string)) words.shift();
    const isOnlyCapital = words.length === 1 && SENTENCE_START.test(text.slice(0, index));
    const isTooShort = words.join('').length < FEWEST_LETTERS;
    return isOnlyCapital || isTooShort || words.length > MOST_NAME_WORDS ? [] : [words.join(' ')];
  });
}

function pairsIn(text: string): string[] {
  const words = tokenize(text);
  const tells = (word: string | undefined): boolean =>
    word !== undefined && word.length >= FEWEST_LETTERS && !STOP_WORDS.has(word);
  return words.flatMap((word, i) => (tells(word) && tells(words[i + 1]) ? [`${word} ${words[i + 1]}`] : []));
}
