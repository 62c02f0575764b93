import type { Signal } from '../../contract/signal.ts';
import { fold } from '../text/fold.ts';
import { STOP_WORDS } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';

/** Weight of each word of an item or a story. */
export type Vector = Map<string, number>;

/** How many recent items had each word: rare words tell stories apart. */
export interface Vocabulary {
  items: number;
  readonly found: Map<string, number>;
  /** Words of the latest items, not counted yet. */
  readonly waiting: { readonly at: number; readonly words: readonly string[] }[];
}

const TITLE_WEIGHT = 1.5;
const TAG_WEIGHT = 2;
const NAME_WEIGHT = 1.6;
/** Items after which counts are halved, so that yesterday's names become rare again. */
const VOCABULARY_ITEMS = 20_000;
/** Words of the text that count; a long article's tail says little about its event. */
const MOST_TEXT_WORDS = 60;
const LINK = /https?:\/\/\S+/g;
const CAPITALISED = /(?<=[\p{L}\p{Nd},;:'’"«(\]-]\s*)\p{Lu}[\p{L}\p{Nd}]+/gu;

/** How long words wait before they count: a hashtag that is taking off must not look common because of that. */
const WAIT_MS = 30 * 60_000;
const MOST_WAITING = 20_000;

export const emptyVocabulary = (): Vocabulary => ({ items: 0, found: new Map(), waiting: [] });

export function learnWords(vocabulary: Vocabulary, vector: Vector, at: number): void {
  const { waiting } = vocabulary;
  waiting.push({ at, words: [...vector.keys()] });
  let due = Math.max(waiting.length - MOST_WAITING, 0);
  while (due < waiting.length && (waiting[due] as { at: number }).at <= at - WAIT_MS) due += 1;
  for (const { words } of waiting.splice(0, due)) countWords(vocabulary, words);
}

function countWords(vocabulary: Vocabulary, words: readonly string[]): void {
  vocabulary.items += 1;
  for (const word of words) vocabulary.found.set(word, (vocabulary.found.get(word) ?? 0) + 1);
  if (vocabulary.items < VOCABULARY_ITEMS) return;
  vocabulary.items /= 2;
  for (const [word, n] of vocabulary.found) {
    if (n < 2) vocabulary.found.delete(word);
    else vocabulary.found.set(word, n / 2);
  }
}

/** Items without any of the words that are imagined beside the real ones: a brand that speaks of one thing all day must still see it. */
const BACKGROUND_ITEMS = 500;

/** Inverse document frequency, never 0: ln(1 + (items + 1) ÷ (items with the word + ½)). */
export const rarity = (vocabulary: Vocabulary, word: string): number =>
  Math.log(1 + (vocabulary.items + BACKGROUND_ITEMS + 1) / ((vocabulary.found.get(word) ?? 0) + 0.5));

/** Words of a signal: title above text, hashtags and names above plain words. */
export function vectorOf(signal: Signal): Vector {
  const vector: Vector = new Map();
  const add = (word: string, weight: number): void => {
    if (word.length < 2 || STOP_WORDS.has(word)) return;
    vector.set(word, Math.max(vector.get(word) ?? 0, weight));
  };
  const text = signal.text.replace(LINK, ' ');
  for (const word of tokenize(text).slice(0, MOST_TEXT_WORDS)) add(word, 1);
  for (const word of tokenize(signal.title)) add(word, TITLE_WEIGHT);
  for (const name of namesIn(signal.title, text)) add(name, (vector.get(name) ?? 1) * NAME_WEIGHT);
  for (const tag of signal.tags) add(tag, TAG_WEIGHT);
  return vector;
}

/** Folded words written with a capital inside a sentence; none where a headline capitalises every word. */
function namesIn(title: string, text: string): string[] {
  return [title, text].flatMap((part) => {
    const names = part.match(CAPITALISED) ?? [];
    return names.length > 0.5 * (tokenize(part).length || 1) ? [] : names.map(fold);
  });
}

/** Exponent of a word's weight: the fiftieth post with the same hashtag says less than the first. */
const DAMPING = 0.7;

/** Cosine of two vectors whose weights are multiplied by the words' rarity, 0 to 1. */
export function cosine(a: Vector, b: Vector, vocabulary: Vocabulary): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let dot = 0;
  for (const [word, weight] of small) {
    const other = large.get(word);
    if (other !== undefined) dot += (weight * other) ** DAMPING * rarity(vocabulary, word) ** 2;
  }
  return dot === 0 ? 0 : dot / (length(a, vocabulary) * length(b, vocabulary));
}

function length(vector: Vector, vocabulary: Vocabulary): number {
  let sum = 0;
  for (const [word, weight] of vector) sum += (weight ** DAMPING * rarity(vocabulary, word)) ** 2;
  return Math.sqrt(sum);
}

/** The words that weigh most, strongest first; ties in alphabetical order so that every run agrees. */
export function strongestWords(vector: Vector, vocabulary: Vocabulary, most: number): string[] {
  return [...vector]
    .map(([word, weight]) => ({ word, weight: weight * rarity(vocabulary, word) }))
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
    .slice(0, most)
    .map(({ word }) => word);
}
