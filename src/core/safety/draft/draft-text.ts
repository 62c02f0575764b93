import { detectLanguage } from '../../text/language.ts';
import { hashtags } from '../../text/tokens.ts';
import { wordPlaces, type Place, type WordPlace } from '../../territory/explain/places.ts';
import { linkPlaces } from './links-in.ts';

/** The words of a draft, with where they stand. */
export interface DraftText {
  /** As it was written, well-formed: places are UTF-16 offsets in it. */
  readonly text: string;
  /** The same without what nobody sees, which is what readers read. */
  readonly bare: string;
  readonly lang: string;
  /** Folded words in order, those of links left out; places in `text`. */
  readonly words: readonly DraftWord[];
  /** Folded, without `#`. */
  readonly tags: readonly string[];
  /** Addresses; places in `text`. */
  readonly links: readonly DraftLink[];
  /** Of a stretch of `bare` the stretch of `text`. */
  placeOf(from: number, to: number): Place;
}

export interface DraftLink extends Place {
  readonly address: string;
}

export interface DraftWord extends WordPlace {
  /** As it is seen, unfolded. */
  readonly seen: string;
  /** Where it stands in `bare`. */
  readonly bareFrom: number;
  readonly bareTo: number;
  /** What stands between the word before it and it. */
  readonly before: string;
}

/** Zero-width characters, soft hyphens, direction marks, controls other than line breaks and tabs. */
const UNSEEN =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;

/** @param lang told from the text where left out */
export function readDraft(given: string, lang?: string): DraftText {
  const text = given.toWellFormed();
  const { bare, origin } = withoutUnseen(text);
  const placeOf = (from: number, to: number): Place => ({
    from: origin[from] ?? text.length,
    to: to > from ? (origin[to - 1] ?? text.length - 1) + 1 : (origin[from] ?? text.length),
  });
  const found = linkPlaces(bare);
  const links = found.map(({ from, to }) => ({ address: bare.slice(from, to), ...placeOf(from, to) }));
  return {
    text,
    bare,
    lang: lang ?? detectLanguage(bare),
    words: wordsOutside(found, bare, placeOf),
    tags: hashtags(bare),
    links,
    placeOf,
  };
}

function withoutUnseen(text: string): { bare: string; origin: readonly number[] } {
  const origin: number[] = [];
  const kept: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (!UNSEEN.test(text[at]!)) {
      origin.push(at);
      continue;
    }
    kept.push(text.slice(from, at));
    from = at + 1;
  }
  kept.push(text.slice(from));
  return { bare: kept.join(''), origin };
}

function wordsOutside(links: readonly Place[], bare: string, placeOf: DraftText['placeOf']): DraftWord[] {
  const words: DraftWord[] = [];
  let link = 0;
  let last = 0;
  for (const { word, from, to } of wordPlaces(bare)) {
    while (link < links.length && links[link]!.to <= from) link++;
    if (link < links.length && links[link]!.from < to) continue;
    const place = placeOf(from, to);
    words.push({
      word,
      ...place,
      seen: bare.slice(from, to),
      bareFrom: from,
      bareTo: to,
      before: bare.slice(last, from),
    });
    last = to;
  }
  return words;
}

/** What is read for words: links would give words that nobody says. */
export function proseOf(draft: DraftText): string {
  let prose = '';
  let at = 0;
  for (const { bareFrom, bareTo, before } of draft.words) {
    // Of a gap with a link in it only that there is one.
    prose += before.includes('://') ? ' ' : before;
    prose += draft.bare.slice(bareFrom, bareTo);
    at = bareTo;
  }
  return prose + draft.bare.slice(at, at + 200);
}

const SENTENCE_END = /[.!?…\n\r;:]/;

/** Words between two ends of sentences or lines. */
export function* sentencesOf(words: readonly DraftWord[]): Generator<readonly DraftWord[]> {
  let from = 0;
  for (let at = 1; at <= words.length; at++) {
    if (at < words.length && !SENTENCE_END.test(words[at]!.before)) continue;
    yield words.slice(from, at);
    from = at;
  }
}
