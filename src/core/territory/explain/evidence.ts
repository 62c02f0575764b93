import { emojisOf, splitAtEmoji } from '../../text/emoji.ts';
import { TITLE_GAP, tokenize } from '../../text/tokens.ts';
import { spans, type Document, type Span } from '../match.ts';
import { closest, signPlaces, wordPlaces, type Closest, type Place, type WordPlace } from './places.ts';
import { SIGNS, type Keyword, type Near, type Query, type Raw } from '../query.ts';

/** Where a clause is in the signal. */
export interface Hit {
  readonly field: 'title' | 'body' | 'tags';
  /** UTF-16 units in the signal's title or text; for tags, the index of the tag and the one behind it. */
  readonly from: number;
  readonly to: number;
  /** What stands there, as it was written. */
  readonly words: string;
}

/** What was found of the two sides of a NEAR. */
export interface Distance extends Closest {
  /** The right side comes first there. */
  readonly isBack: boolean;
  /** Both sides are somewhere. */
  readonly both: boolean;
}

export interface Evidence {
  /** Places that make a clause hold, in the order of title, text, tags; none for what has no place. */
  hitsOf(clause: Query): Hit[];
  /** How close the sides come, in the order asked for where that is to be had. */
  distanceOf(near: Near): Distance;
}

/** Finds clauses in the unfolded title and text of a signal. Lists are expanded before. */
export function createEvidence(doc: Document): Evidence {
  const { signal } = doc;
  const parts = [
    { field: 'title', text: signal.title, words: wordPlaces(signal.title), from: 0 },
    { field: 'body', text: signal.text, words: wordPlaces(signal.text), from: doc.textFrom },
  ] as const;
  const hitOfTag = createTagHits(doc);

  function hitOf([first, last]: Span): Hit {
    if (first >= doc.tagsFrom) return hitOfTag(first);
    const part = parts[first < doc.textFrom ? 0 : 1];
    const place = { from: part.words[first - part.from]!.from, to: part.words[last - part.from]!.to };
    return hitIn(part, place);
  }

  const located = (found: readonly Span[]): Hit[] => found.toSorted((a, b) => a[0] - b[0]).map(hitOf);

  function keywordHits({ field, value }: Keyword): Hit[] {
    const sign = SIGNS[field];
    if (sign === undefined) return [];
    const places = field === 'emoji' ? emojiPlaces : signPlaces;
    const found = parts.flatMap((part) => places(part.text, sign + value).map((place) => hitIn(part, place)));
    const index = field === 'tag' ? signal.tags.indexOf(value) : -1;
    return index < 0 ? found : [...found, { field: 'tags', from: index, to: index + 1, words: value }];
  }

  function rawHits(raw: Raw): Hit[] {
    const asked = parts.filter(({ field }) => raw.field === 'any' || raw.field === field);
    return asked.flatMap((part) => rawPlaces(part.text, part.words, raw).map((place) => hitIn(part, place)));
  }

  function distanceOf({ left, right, ordered, distance }: Near): Distance {
    const [lefts, rights] = [spans(left, doc), spans(right, doc)];
    const forth = closest(lefts, rights);
    const back = closest(rights, lefts);
    const isBack = back.distance < forth.distance && !(ordered && forth.distance <= distance);
    return { ...(isBack ? back : forth), isBack, both: lefts.length > 0 && rights.length > 0 };
  }

  function hitsOf(clause: Query): Hit[] {
    if (clause.kind === 'raw') return rawHits(clause);
    if (clause.kind === 'keyword') return keywordHits(clause);
    if (clause.kind === 'near') return located(distanceOf(clause).spans);
    // Groups have no place of their own, their clauses have.
    return clause.kind === 'or' ? [] : located(spans(clause, doc));
  }

  return { hitsOf, distanceOf };
}

const hitIn = ({ field, text }: { field: 'title' | 'body'; text: string }, { from, to }: Place): Hit => ({
  field,
  from,
  to,
  words: text.slice(from, to),
});

/** From the place of a word, as the matcher counts it, to the tag that has it. */
function createTagHits({ signal, tagsFrom }: Document): (at: number) => Hit {
  let next = tagsFrom;
  const starts = signal.tags.map((tag) => {
    const from = next;
    next += tokenize(tag).length + TITLE_GAP;
    return from;
  });
  return (at) => {
    const index = starts.findLastIndex((from) => from <= at);
    return { field: 'tags', from: index, to: index + 1, words: signal.tags[index]! };
  };
}

/** Where the words of a raw clause stand with its very letters and the signs around them. */
function rawPlaces(text: string, places: readonly WordPlace[], { text: wanted, words }: Raw): Place[] {
  const own = wordPlaces(wanted);
  const [first, last] = [own[0]!.from, own.at(-1)!.to];
  const [head, core, tail] = [wanted.slice(0, first), wanted.slice(first, last), wanted.slice(last)];
  return places.flatMap((_, i) => {
    const run = places.slice(i, i + words.length);
    if (run.length < words.length || !run.every(({ word }, n) => word === words[n])) return [];
    const [from, to] = [run[0]!.from, run.at(-1)!.to];
    const written = text.slice(from, to).normalize('NFC').replace(/\s+/g, ' ');
    const isWhole = written === core && text.slice(0, from).endsWith(head) && text.startsWith(tail, to);
    return isWhole ? [{ from: from - head.length, to: to + tail.length }] : [];
  });
}

function emojiPlaces(text: string, value: string): Place[] {
  return splitAtEmoji(text)
    .filter((piece) => piece.emoji && emojisOf(piece.text)[0] === value)
    .map(({ from, text: { length } }) => ({ from, to: from + length }));
}
