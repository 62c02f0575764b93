import { finding } from './finding.ts';
import type { DraftReader, Reading } from './matter.ts';
import type { DraftWord } from './draft-text.ts';
import { fold } from '../../text/fold.ts';
import { STOP_WORDS } from '../../text/stop-words.ts';
import { tokenize } from '../../text/tokens.ts';
import type { Frequency } from '../../territory/matcher/frequency.ts';
import type { Place } from '../../territory/explain/places.ts';

/** @name and its server; an e-mail address has something before the @. */
const MENTION =
  /(?<![\p{L}\p{Nd}_.@/])@[\p{L}\p{Nd}_](?:[\p{L}\p{Nd}_.-]{0,60}[\p{L}\p{Nd}_])?(?:@[\p{L}\p{Nd}.-]{1,100})?/gu;
const CAPITAL = /^\p{Lu}[\p{L}\p{M}]*\p{Ll}/u;
const BETWEEN_NAMES = /^[ \u00a0]$|^[-’']$/;
/** Of the story's posts, so many characters each are searched for names. */
const POST = 2_000;
const MOST_POSTS = 200;
/** Said so often, a word is not a family name. Share of posts. */
const COMMON = 0.002;

/** People the draft names: accounts it mentions, and full names that stand in the story's posts. */
export function createPersonFinder(frequency: Frequency): DraftReader {
  return function findPersons(reading) {
    const { draft } = reading;
    const accounts = [...draft.bare.matchAll(MENTION)]
      .filter(({ 0: name }) => !isOwn(name, reading))
      .map(({ 0: name, index }) => draft.placeOf(index, index + name.length));
    const names = namesIn(reading, frequency);
    return [
      ...(accounts.length > 0 ? [finding(draft, 'person', 'review', accounts, { kind: 'account' })] : []),
      ...(names.length > 0 ? [finding(draft, 'person', 'review', names, { kind: 'name' })] : []),
    ];
  };
}

/** @maisonsorbier, on whatever server. */
const isOwn = (account: string, { brand }: Reading): boolean => {
  const name = squeezed(account.slice(1).split('@')[0]!);
  return name === squeezed(brand.name) || name === squeezed(brand.id);
};

const squeezed = (name: string): string => tokenize(name).join('');

function namesIn({ draft, story, brand }: Reading, frequency: Frequency): Place[] {
  if (!story) return [];
  const told = toldNames(story.posts);
  const own = tokenize(brand.name);
  return capitalRuns(draft.words).flatMap((run) => {
    const found: Place[] = [];
    for (let at = 0; at + 1 < run.length; at++) {
      const [first, last] = [run[at]!, run[at + 1]!];
      const pair = [first.word, last.word];
      const isPerson = told.has(pair.join(' ')) && !pair.some((word) => own.includes(word) || STOP_WORDS.has(word));
      if (isPerson && frequency(last.word) < COMMON) found.push({ from: first.from, to: last.to });
    }
    return found;
  });
}

/** Words with a capital one behind the other. */
function capitalRuns(words: readonly DraftWord[]): DraftWord[][] {
  const runs: DraftWord[][] = [];
  for (const word of words) {
    if (!CAPITAL.test(word.seen)) continue;
    const run = runs.at(-1);
    const before = run?.at(-1);
    const goesOn = before && BETWEEN_NAMES.test(word.before) && before.bareTo + word.before.length === word.bareFrom;
    if (goesOn) run!.push(word);
    else runs.push([word]);
  }
  return runs;
}

const WORD = /[\p{L}\p{M}]+/gu;

/** Pairs of capital words of the posts, folded, and who wrote them. */
function toldNames(posts: readonly { title: string; text: string; author?: string | undefined }[]): Set<string> {
  const told = new Set<string>();
  for (const { title, text, author } of posts.slice(-MOST_POSTS)) {
    for (const part of [title, text.slice(0, POST), author ?? '']) {
      let before: { word: string; to: number } | null = null;
      for (const { 0: word, index } of part.matchAll(WORD)) {
        const isName = CAPITAL.test(word);
        if (isName && before?.to === index - 1) told.add(`${before.word} ${fold(word)}`);
        before = isName ? { word: fold(word), to: index + word.length } : null;
      }
    }
  }
  return told;
}
