import type { TextChange } from '../../contract/territory-version.ts';

/** Words on each side of a change that are shown; what is left out between them is `…`. */
const AROUND = 4;
/** Pairs of words that are compared at most: a quarter of a second of work. Texts that differ in more are told as a whole. */
const MOST_PAIRS = 4_000_000;

/** What differs between two texts, word by word, with a few words around each change. Spaces alone make no difference. */
export function diffWords(before: string, after: string): TextChange[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const least = Math.min(old.length, now.length);
  let start = 0;
  while (start < least && old[start]!.word === now[start]!.word) start++;
  let end = 0;
  while (end < least - start && old.at(-1 - end)!.word === now.at(-1 - end)!.word) end++;
  const inner = align(old.slice(start, old.length - end), now.slice(start, now.length - end));
  const as = (change: TextChange['change']) => (word: Word) => ({ change, word });
  return shortened(
    joined([...now.slice(0, start).map(as('same')), ...inner, ...now.slice(now.length - end).map(as('same'))]),
  );
}

interface Word {
  readonly word: string;
  /** Nothing stands between it and the word before. */
  readonly isGlued: boolean;
}

interface Changed {
  readonly change: TextChange['change'];
  readonly word: Word;
}

/** Brackets and quotes are words of their own: a rule often cannot be read because of one of them. */
const wordsOf = (text: string): Word[] =>
  [...text.matchAll(/(\s*)([()"“”„«»{},]|[^\s()"“”„«»{},]+)/g)].map(([, spaces = '', word = '']) => ({
    ...{ word, isGlued: spaces === '' },
  }));

/** The longest common run of words stays; before each word that stays, what went comes first. */
function align(old: readonly Word[], now: readonly Word[]): Changed[] {
  const gone = (word: Word): Changed => ({ change: 'removed', word });
  const come = (word: Word): Changed => ({ change: 'added', word });
  if (old.length * now.length > MOST_PAIRS) return [...old.map(gone), ...now.map(come)];
  const width = now.length + 1;
  const common = commonRuns(old, now);
  const words: Changed[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < now.length) {
    if (old[i]!.word === now[j]!.word) {
      words.push({ change: 'same', word: now[j++]! });
      i++;
    } else if (common[(i + 1) * width + j]! >= common[i * width + j + 1]!) words.push(gone(old[i++]!));
    else words.push(come(now[j++]!));
  }
  return [...words, ...old.slice(i).map(gone), ...now.slice(j).map(come)];
}

/** For each pair of places, how many words can stay from there on: a table of rows as long as the newer text and one. */
function commonRuns(old: readonly Word[], now: readonly Word[]): Uint16Array {
  const width = now.length + 1;
  const common = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const [below, right] = [common[(i + 1) * width + j]!, common[i * width + j + 1]!];
      const isSame = old[i]!.word === now[j]!.word;
      common[i * width + j] = isSame ? common[(i + 1) * width + j + 1]! + 1 : Math.max(below, right);
    }
  }
  return common;
}

interface Stretch {
  readonly change: TextChange['change'];
  readonly words: Word[];
}

function joined(words: readonly Changed[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { change, word } of words) {
    const last = stretches.at(-1);
    if (last?.change === change) last.words.push(word);
    else stretches.push({ change, words: [word] });
  }
  return stretches;
}

const textOf = (words: readonly Word[]): string =>
  words.map(({ word, isGlued }, i) => (i === 0 || isGlued ? word : ` ${word}`)).join('');

/** Long stretches that stayed lose their middle; at either end of the text only the side of the change is kept. */
function shortened(stretches: readonly Stretch[]): TextChange[] {
  return stretches.map(({ change, words }, i) => {
    const [head, tail] = [i === 0 ? 0 : AROUND, i === stretches.length - 1 ? 0 : AROUND];
    if (change !== 'same' || words.length <= head + tail + 1) return { change, text: textOf(words) };
    const [before, after] = [words.slice(0, head), tail === 0 ? [] : words.slice(-tail)];
    return { change, text: [textOf(before), '…', textOf(after)].filter((part) => part !== '').join(' ') };
  });
}
