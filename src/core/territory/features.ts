import { STOP_WORDS } from '../text/stop-words.ts';
import { tokenize } from '../text/tokens.ts';
import type { Matchable } from './document.ts';
import { OPERATOR_WORDS } from './lint/warnings.ts';

const SHORTEST = 3;
const READ = 1_000;
const LINK = /https?:\/\/\S+/g;

/** Words, pairs of words and tags of a text, each once, as a query writes them. */
export function featuresOf({ title, text, tags }: Pick<Matchable, 'title' | 'text' | 'tags'>): Set<string> {
  const found = new Set<string>();
  for (const part of [title, text.slice(0, READ).replace(LINK, ' ')]) {
    const words = tokenize(part);
    words.forEach((word, i) => {
      if (!tells(word)) return;
      found.add(OPERATOR_WORDS.has(word) ? `"${word}"` : word);
      const next = words[i + 1];
      if (next !== undefined && tells(next)) found.add(`"${word} ${next}"`);
    });
  }
  for (const tag of tags) found.add(`#${tag}`);
  return found;
}

const tells = (word: string): boolean => word.length >= SHORTEST && !STOP_WORDS.has(word) && !/^\d+$/.test(word);
