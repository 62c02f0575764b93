import { tokenize } from './tokens.ts';

/** Phrases found by their first word, so that reading a text costs one look-up a word. */
export interface PhraseTable<Value> {
  readonly words: ReadonlyMap<string, readonly Phrase<Value>[]>;
  readonly stems: ReadonlyMap<string, readonly Phrase<Value>[]>;
}

interface Phrase<Value> {
  readonly words: readonly string[];
  /** The last word is the beginning of a word. */
  readonly open: boolean;
  readonly value: Value;
}

/** An occurrence: its words are those from `from` to `to`, inclusive. */
export interface Found<Value> {
  readonly value: Value;
  readonly from: number;
  readonly to: number;
}

/** Stands in a phrase for any number in figures: `nnn dead`. */
const NUMBER = 'nnn';
const FIGURES = /^\d+$/;
/** Letters by which an open single word is looked up. */
const STEM = 3;

export function phraseTable<Value>(entries: Iterable<readonly [phrase: string, value: Value]>): PhraseTable<Value> {
  const words = new Map<string, Phrase<Value>[]>();
  const stems = new Map<string, Phrase<Value>[]>();
  for (const [text, value] of entries) {
    const tokens = tokenize(text);
    const [first] = tokens;
    if (first === undefined) continue;
    const phrase = { words: tokens, open: text.trimEnd().endsWith('*'), value };
    const byStem = phrase.open && tokens.length === 1;
    const table = byStem ? stems : words;
    const key = byStem ? first.slice(0, STEM) : first;
    const list = table.get(key);
    if (list) list.push(phrase);
    else table.set(key, [phrase]);
  }
  return { words, stems };
}

/** Every occurrence of every phrase, in order of place. Time grows with the text's length alone. */
export function findPhrases<Value>(table: PhraseTable<Value>, tokens: readonly string[]): Found<Value>[] {
  const found: Found<Value>[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as string;
    const numbered = isNumber(token) ? table.words.get(NUMBER) : undefined;
    for (const list of [table.words.get(token), table.stems.get(token.slice(0, STEM)), numbered]) {
      for (const phrase of list ?? []) {
        if (stands(phrase, tokens, at)) found.push({ value: phrase.value, from: at, to: at + phrase.words.length - 1 });
      }
    }
  }
  return found;
}

function stands(phrase: Phrase<unknown>, tokens: readonly string[], at: number): boolean {
  const last = phrase.words.length - 1;
  return phrase.words.every((word, i) => {
    const token = tokens[at + i];
    if (token === undefined) return false;
    if (token === word || (word === NUMBER && isNumber(token))) return true;
    return phrase.open && i === last && token.startsWith(word);
  });
}

/** Told by its first letter almost always. */
const isNumber = (token: string): boolean => token.charCodeAt(0) <= 0x39 && FIGURES.test(token);
