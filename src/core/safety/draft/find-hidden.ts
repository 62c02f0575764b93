import { fold } from '../../text/fold.ts';
import type { Place } from '../../territory/explain/places.ts';
import type { BadWords } from './bad-words.ts';
import type { DraftText, DraftWord } from './draft-text.ts';
import { finding, stricter } from './finding.ts';
import { initialsIn } from './initials.ts';
import { disguisedAs, unleet } from './look-alike.ts';
import type { DraftReader } from './matter.ts';
import { createHashtagReader } from './read-hashtag.ts';
import type { WordPrice } from './vocabulary.ts';
import type { VerdictLevel } from '../../../contract/opportunity.ts';

/** How a word that nobody is meant to see stands there. */
type Hiding = 'acronym' | 'spelled' | 'disguised' | 'hashtag' | 'hashtag-cased';

interface Hidden extends Place {
  readonly word: string;
  readonly kind: Hiding;
}

/** Words that are read where others were written: by their first letters, spelled out, disguised, run together. */
export function createHiddenWordFinder(bad: BadWords, priceOf: WordPrice): DraftReader {
  const readHashtag = createHashtagReader(bad, priceOf);

  return function findHidden({ draft }) {
    const found: Hidden[] = [
      ...initialsIn(draft.words, (word) => bad.badnessOf(word) !== null).map(asKind('acronym')),
      ...spelledIn(draft, (word) => bad.badnessOf(word) !== null).map(asKind('spelled')),
      ...disguisedIn(draft, (word) => bad.badnessOf(word) !== null).map(asKind('disguised')),
      ...hashtagsIn(draft),
    ].slice(0, MOST_FOUND);
    // `f.u.c.k` is spelled and disguised: told once.
    const once = found.filter(
      (one, at) => !found.slice(0, at).some((other) => other.word === one.word && meets(other, one)),
    );
    const byWord = Map.groupBy(once, ({ kind, word }) => `${kind} ${word}`);
    return [...byWord.values()].map((same) => {
      const { kind, word } = same[0]!;
      return finding(draft, 'hidden-word', levelOf(kind, word), same, { kind, word });
    });
  };

  function levelOf(kind: Hiding, word: string): VerdictLevel {
    if (kind === 'hashtag-cased') return 'go';
    const badness = bad.badnessOf(word);
    if (badness === 'slur') return 'block';
    const byHand: VerdictLevel = kind === 'disguised' || kind === 'spelled' ? 'block' : 'review';
    return badness === 'grave' ? 'review' : stricter('review', byHand);
  }

  function hashtagsIn({ bare, placeOf }: DraftText): Hidden[] {
    return [...bare.matchAll(TAG)].flatMap(({ 0: tag, index }): Hidden[] => {
      const name = tag.slice(1);
      const read = readHashtag(fold(name).replace(/[^\p{L}]/gu, ''));
      if (!read) return [];
      const isCased = !read.meant && CASED.test(name);
      return [{ ...placeOf(index, index + tag.length), word: read.word, kind: isCased ? 'hashtag-cased' : 'hashtag' }];
    });
  }
}

/** Told of one draft; who hides more does so on purpose. */
const MOST_FOUND = 200;

const meets = (one: Place, other: Place): boolean => one.from < other.to && other.from < one.to;

const TAG = /[#＃][\p{L}\p{Nd}\p{M}_]+/gu;
/** #SusanAlbumParty: where the words end is seen, as long as nobody types it in small letters. */
const CASED = /[\p{Ll}_]\p{Lu}|_\p{L}/u;

const asKind =
  (kind: Hiding) =>
  (found: Place & { word: string }): Hidden => ({ ...found, kind });

type IsBad = (word: string) => boolean;

/** Between letters that are spelled. */
const SPELLING_GAP = /^(?:[ \u00a0.\-_*·•|/~+]{1,3})$/;
const LETTER = /^\p{L}$/u;
const SHORTEST = 3;
const LONGEST = 16;

/** `s h i t`, `s.h.i.t`: letters one by one, all of them or without one at an end that is a word of its own. */
function spelledIn(draft: DraftText, isBad: IsBad): (Place & { word: string })[] {
  const found: (Place & { word: string })[] = [];
  let run: DraftWord[] = [];
  const close = (): void => {
    if (run.length >= SHORTEST && run.length <= LONGEST) {
      for (const part of [run, run.slice(1), run.slice(0, -1)]) {
        const word = part.map((letter) => letter.word).join('');
        if (part.length < SHORTEST || !isBad(word)) continue;
        found.push({ word, from: part[0]!.from, to: part.at(-1)!.to });
        break;
      }
    }
    run = [];
  };
  for (const word of draft.words) {
    const isSingle = LETTER.test(word.word);
    if (!isSingle || (run.length > 0 && !SPELLING_GAP.test(word.before))) close();
    if (isSingle) run.push(word);
  }
  close();
  return found;
}

const CHUNK = /\S+/g;
const EDGES = /^[^\p{L}\p{Nd}$@€]+|[^\p{L}\p{Nd}$]+$/gu;
const INNER_SIGNS = /[.\-_·•|*~]/;
const SHORTEST_DISGUISED = 4;

/** `sh1t`, `a$$hole`, `sh.it`, letters of another script, and what hides invisible characters. */
function disguisedIn(draft: DraftText, isBad: IsBad): (Place & { word: string })[] {
  const unseen = draft.words
    .filter(({ word, seen, from, to }) => to - from > seen.length && word.length >= SHORTEST_DISGUISED && isBad(word))
    .map(({ word, from, to }) => ({ word, from, to }));
  const chunks = [...draft.bare.matchAll(CHUNK)].flatMap(({ 0: chunk, index }) => {
    if (chunk.length < SHORTEST_DISGUISED || chunk.length > 2 * LONGEST) return [];
    const inner = chunk.replace(EDGES, '');
    const word = undisguised(fold(inner), isBad);
    if (word === null) return [];
    const from = index + chunk.indexOf(inner);
    return [{ word, ...draft.placeOf(from, from + inner.length) }];
  });
  return [...unseen, ...chunks];
}

function undisguised(chunk: string, isBad: IsBad): string | null {
  const joined = INNER_SIGNS.test(chunk) ? joinedParts(chunk) : null;
  for (const read of [disguisedAs(chunk), unleet(chunk), joined]) {
    if (read !== null && read.length >= SHORTEST_DISGUISED && isBad(read)) return read;
  }
  return null;
}

/** Of `sh.it` and `s-hit`; words that a hyphen joins (`anti-bombe`) are no disguise: a short part must be there. */
function joinedParts(chunk: string): string | null {
  const parts = chunk.split(/[.\-_·•|*~]+/);
  const isCut =
    parts.length > 1 && parts.every((part) => /^[a-z]{1,4}$/.test(part)) && parts.some((part) => part.length < 3);
  return isCut ? parts.join('') : null;
}
