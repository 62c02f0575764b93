/** How many recent items had each word: rare words tell stories apart. Plain data. */
export interface Vocabulary {
  items: number;
  readonly found: Map<string, number>;
  /** Words of the latest items, not counted yet. */
  readonly waiting: { readonly at: number; readonly words: readonly string[] }[];
}

/** Items after which counts are halved, so that yesterday's names become rare again. */
const VOCABULARY_ITEMS = 20_000;
/** How long words wait before they count: a hashtag that is taking off must not look common because of that. */
const WAIT_MS = 30 * 60_000;
const MOST_WAITING = 20_000;
/** Words are counted for so many items at once. */
const AT_ONCE = 32;

export const emptyVocabulary = (): Vocabulary => ({ items: 0, found: new Map(), waiting: [] });

export function learnWords(vocabulary: Vocabulary, words: readonly string[], at: number): void {
  const { waiting } = vocabulary;
  waiting.push({ at, words });
  const last = waiting[AT_ONCE - 1];
  if (!last || (last.at > at - WAIT_MS && waiting.length < MOST_WAITING)) return;
  let due = AT_ONCE;
  while (due < waiting.length && (waiting[due] as { at: number }).at <= at - WAIT_MS) due += 1;
  for (const item of waiting.splice(0, due)) countWords(vocabulary, item.words);
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

/** Shares of items that have a word, as they are known before anything was seen. */
export interface Background {
  /** How many items seen this knowledge is worth. */
  readonly items: number;
  readonly shares: ReadonlyMap<string, number>;
  /** Share of a word that is not listed. */
  readonly unlisted: number;
}

/** Inverse document frequency of a word, never 0. */
export function rarityOf(vocabulary: Vocabulary, background: Background, word: string): number {
  const known = background.items * (background.shares.get(word) ?? background.unlisted);
  return Math.log(1 + (vocabulary.items + background.items) / ((vocabulary.found.get(word) ?? 0) + known + 0.5));
}
