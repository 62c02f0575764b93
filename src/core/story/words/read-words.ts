import type { Signal } from '../../../contract/signal.ts';
import { fold } from '../../text/fold.ts';
import { LANGUAGES } from '../../text/function-words.ts';
import { STOP_WORDS } from '../../text/stop-words.ts';
import { isArabic, skeletonOf, stemOf } from './stem.ts';

/** What a word is besides a word; kinds add up. */
export const NAME = 1;
export const NUMBER = 2;

/** The words of an item as stories know them: keys, each once, how much each counts, and what it is. */
export interface ItemWords {
  readonly keys: string[];
  /** The folded word behind each key; empty where there is none that people would read. */
  readonly forms: string[];
  readonly weights: number[];
  readonly kinds: number[];
  /** Pages it speaks of, as canonical addresses. */
  readonly links: readonly string[];
}

/** How much a word counts by its place; a text without a title is all there is and counts like one. */
const IN_TITLE = 1;
const IN_TEXT = 0.5;
const AS_TAG = 1.3;
const AS_NAME = 1.3;
/** In what an outlet puts behind its headlines. */
const IN_OUTLET = 0.1;
/** As consonants only. */
const AS_SKELETON = 0.4;
/** Words looked at: a long article's tail says little of its event. */
const MOST_TITLE_WORDS = 60;
const MOST_TEXT_WORDS = 60;
const MOST_LINKS = 4;
/** From this share of capitals on a text writes all its words with one, and they tell no names. */
const CAPITALISED = 0.6;
const MOST_REMEMBERED = 30_000;

const WORD = /[\p{L}\p{M}\p{Nd}]+/gu;
const LETTERS_WITHOUT_SPACES = /[\u3040-\u30ff\u3400-\u9fff]/;
const CAPITAL = /^\p{Lu}/u;
const NUMERAL = /^\p{Nd}+$/u;
const LINK = /https?:\/\/\S+/g;
const DASHES = '-–—|•»"';
/** Characters that an outlet's name may have. */
const LONGEST_OUTLET = 40;
const SHORTEST_HEADLINE = 24;

/** Russian, Slovene and Arabic words that a language is built with. */
const MORE_STOP_WORDS: Readonly<Record<string, string>> = {
  ru:
    'а без бы был была были было быть в вам вас во вот все всё вы для до его ее ей если еще же за и из или им их к как ' +
    'когда кто ли мне мы на над не него нее нет ни но о об он она они от по под после при про с со так то только у уже ' +
    'что чтобы это этот я',
  sl:
    'a ali bi bil bila bilo bo da do ga in iz je jih jo kaj kako ker ki ko kot le me med mi na ne ni o ob od pa po pod ' +
    'pred pri s se si so še tako te to tudi v za zaradi z že',
  ar: 'أن أو إلى إن التي الذي ان او الى بعد بين حتى عن على عند في قبل قد كان كل لا لم لن ما مع من هذا هذه هو هي و يا',
};

interface Read {
  readonly key: string;
  readonly form: string;
  readonly kind: number;
  readonly skeleton: string;
  readonly isStop: boolean;
  readonly isCapital: boolean;
  /** Of a script without spaces: its letters two by two. */
  readonly pairs: readonly string[] | null;
}

export type WordReader = (signal: Signal) => ItemWords;

/** @param concepts see `conceptsOf` */
export function createWordReader(concepts: ReadonlyMap<string, string>): WordReader {
  const remembered = new Map<string, { stop: ReadonlySet<string>; words: Map<string, Read> }>();
  let size = 0;

  function wordsIn(lang: string): (raw: string) => Read {
    const language = remembered.get(lang) ?? { stop: stopWordsOf(lang), words: new Map<string, Read>() };
    remembered.set(lang, language);
    return (raw) => {
      let read = language.words.get(raw);
      if (!read) {
        read = readWord(raw, language.stop, concepts);
        language.words.set(raw, read);
        size += 1;
      }
      return read;
    };
  }

  return (signal) => {
    if (size > MOST_REMEMBERED) {
      remembered.clear();
      size = 0;
    }
    const bag = createBag();
    const readOne = wordsIn(signal.lang);
    const end = headlineEnd(signal.title);
    const title = signal.title.slice(0, end);
    if (end < signal.title.length) addText(bag, signal.title.slice(end), IN_OUTLET, MOST_TITLE_WORDS, readOne);
    if (title) addText(bag, title, IN_TITLE, MOST_TITLE_WORDS, readOne);
    const hasLinks = signal.text.includes('://');
    const text = hasLinks ? signal.text.replace(LINK, ' ') : signal.text;
    if (text) addText(bag, text, title ? IN_TEXT : IN_TITLE, MOST_TEXT_WORDS, readOne);
    for (const tag of signal.tags) bag.add(concepts.get(tag) ?? stemOf(tag), tag, AS_TAG, NAME);
    return { ...bag.words, links: linksOf(signal, hasLinks) };
  };
}

function readWord(raw: string, stop: ReadonlySet<string>, concepts: ReadonlyMap<string, string>): Read {
  const word = fold(raw);
  const isNumber = NUMERAL.test(word);
  const isCapital = CAPITAL.test(raw);
  const stem = stemOf(word);
  const mayBeName = word.length > 3 && !isNumber && (isCapital || isArabic(word));
  return {
    key: concepts.get(word) ?? concepts.get(stem) ?? stem,
    form: word,
    kind: isNumber ? NUMBER : 0,
    skeleton: mayBeName ? skeletonOf(word) : '',
    isStop: word.length < 2 || stop.has(word),
    isCapital,
    pairs: LETTERS_WITHOUT_SPACES.test(word) ? pairsOf(word) : null,
  };
}

/** Where ` - The Harbour Post` or ` | Sport` begins: a few words after the last dash or bar of a long headline. */
function headlineEnd(title: string): number {
  const first = Math.max(title.length - LONGEST_OUTLET, SHORTEST_HEADLINE);
  for (let i = title.length - 3; i > first; i--) {
    if (title[i + 1] === ' ' && title[i - 1] === ' ' && DASHES.includes(title[i]!)) return i - 1;
  }
  return title.length;
}

type Bag = ReturnType<typeof createBag>;

/** Words by key; one that comes again counts as where it counts most. */
function createBag() {
  const places = new Map<string, number>();
  const words = { keys: [] as string[], forms: [] as string[], weights: [] as number[], kinds: [] as number[] };
  const add = (key: string, form: string, weight: number, kind: number): void => {
    const place = places.get(key);
    if (place === undefined) {
      places.set(key, words.keys.length);
      words.keys.push(key);
      words.forms.push(form);
      words.weights.push(weight);
      words.kinds.push(kind);
      return;
    }
    if (weight > words.weights[place]!) words.weights[place] = weight;
    words.kinds[place]! |= kind;
  };
  return { words, add };
}

function addText(bag: Bag, text: string, weight: number, most: number, readOne: (raw: string) => Read): void {
  const found = text.match(WORD);
  if (!found) return;
  const reads = found.slice(0, most).map(readOne);
  let capitals = 0;
  for (const { isCapital } of reads) if (isCapital) capitals += 1;
  const tellsNames = capitals <= CAPITALISED * reads.length;
  for (const read of reads) {
    if (read.isStop) continue;
    if (read.pairs) {
      for (const pair of read.pairs) bag.add(pair, pair, weight, 0);
      continue;
    }
    const isName = tellsNames && read.isCapital && read.kind === 0;
    bag.add(read.key, read.form, isName ? weight * AS_NAME : weight, isName ? NAME : read.kind);
    if (read.skeleton) bag.add(read.skeleton, '', weight * AS_SKELETON, 0);
  }
}

/** Pages other than a site's front page. */
function linksOf(signal: Signal, hasLinks: boolean): string[] {
  const inText = hasLinks ? (signal.text.match(LINK) ?? []).slice(0, MOST_LINKS) : [];
  const own = signal.kind === 'news' && signal.url ? [signal.url] : [];
  return [...new Set([...own, ...inText.map((link) => link.replace(/[).,;:!?'"»…]+$/, ''))])].filter((link) =>
    /^https?:\/\/[^/]+\/.{4,}/.test(link),
  );
}

/** English and French words, which posts in any language use, and those of the language itself. */
function stopWordsOf(lang: string): ReadonlySet<string> {
  const own = lang in LANGUAGES ? LANGUAGES[lang as keyof typeof LANGUAGES] : MORE_STOP_WORDS[lang];
  if (!own) return STOP_WORDS;
  return new Set([...STOP_WORDS, ...fold(own).split(' ')]);
}

function pairsOf(word: string): string[] {
  const letters = [...word];
  return letters.length === 1 ? [word] : letters.slice(1).map((letter, i) => `${letters[i]}${letter}`);
}
