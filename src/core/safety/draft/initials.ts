import type { Place } from '../../territory/explain/places.ts';
import { sentencesOf, type DraftWord } from './draft-text.ts';

const CAPITAL = /^\p{Lu}/u;
const SHORTEST = 4;
/** Of a name in capitals three letters are read: Kansas Kids Klub. */
const SHORTEST_NAME = 3;
const LONGEST = 12;
/** Nobody reads longer texts down their edge. */
const MOST_LINES = 60;
/** Small words that names leave out of their abbreviation. */
const LINKS = new Set('of the and for in on to a an de du des la le les l d et en au aux a y'.split(' '));

type Found = Place & { readonly word: string };

/**
 * Bad words that first letters make: those of a whole sentence, of a name in capitals, of lines one below the other. Parts
 * of a sentence are not looked at, because four letters in a row mean nothing by chance often enough.
 */
export function initialsIn(words: readonly DraftWord[], isBad: (word: string) => boolean): Found[] {
  const found: Found[] = [];
  const look = (run: readonly DraftWord[], shortest: number): boolean => {
    if (run.length < shortest || run.length > LONGEST) return false;
    const word = run.map((one) => one.word[0]).join('');
    if (!isBad(word)) return false;
    found.push({ word, from: run[0]!.from, to: run.at(-1)!.to });
    return true;
  };
  for (const sentence of sentencesOf(words)) {
    // Letters one by one are spelled, not abbreviated.
    if (sentence.every(({ seen }) => seen.length === 1)) continue;
    if (look(sentence, SHORTEST)) continue;
    for (const name of namesIn(sentence)) look(name, SHORTEST_NAME);
  }
  const lines = words.filter((word, at) => at === 0 || /[\n\r]/.test(word.before)).slice(0, MOST_LINES);
  for (let size = SHORTEST; size <= Math.min(LONGEST, lines.length); size++) {
    for (let from = 0; from + size <= lines.length; from++) look(lines.slice(from, from + size), SHORTEST);
  }
  return found;
}

/** Runs of words with a capital, side by side or with small words between them. */
function namesIn(sentence: readonly DraftWord[]): DraftWord[][] {
  const close = runsOf(sentence, () => false);
  const lengths = new Map(close.map((run) => [run[0], run.length]));
  const linked = runsOf(sentence, ({ word }) => LINKS.has(word));
  return [...close, ...linked.filter((run) => lengths.get(run[0]) !== run.length)];
}

function runsOf(sentence: readonly DraftWord[], isLink: (word: DraftWord) => boolean): DraftWord[][] {
  const runs: DraftWord[][] = [];
  let isOpen = false;
  for (const word of sentence) {
    if (CAPITAL.test(word.seen) && word.seen.length > 1) {
      if (isOpen) runs.at(-1)!.push(word);
      else runs.push([word]);
      isOpen = true;
    } else if (!isLink(word)) isOpen = false;
  }
  return runs;
}
