import type { Member, StoryState, Vector } from './state.ts';
import { NAME, NUMBER } from './words/read-words.ts';

const HOUR = 3_600_000;
/** Rarity above which a word begins to count as rare; about one item in twenty has a word of this rarity. */
const RARE = 3;
/** Stories less near than this are not looked at item by item. */
const LEAST_CENTROID = 0.08;
/** Rarity from which a shared number is no coincidence. */
const RARE_NUMBER = 4;

/** An item as it is compared with stories: its words as a vector of length 1. */
export interface Weighed {
  readonly keys: readonly string[];
  readonly forms: readonly string[];
  readonly kinds: readonly number[];
  readonly values: readonly number[];
  readonly rarities: readonly number[];
  readonly links: readonly string[];
  readonly lang: string;
}

/** What is measured between an item and a story. The names are those of `config/story.json`. */
export const JOIN_MEASURES = [
  'one',
  /** Cosine with the story's words. */
  'centroid',
  'centroid²',
  /** Cosine with the nearest item of it. */
  'nearest',
  'nearest²',
  /** Share of the item's words that the story has. */
  'covered',
  /** The same of its names alone, and whether it has any. */
  'names',
  'named',
  /** Rarity of the shared words, logarithm. */
  'rare',
  'number',
  /** Hours since the story's last item, since its nearest and since its first, logarithm. */
  'gap',
  'nearestGap',
  'age',
  'gap×nearest',
  /** Items of the story and words of the item, logarithm. */
  'size',
  'single',
  'size×centroid',
  'length',
  /** Nobody has told the story in the item's language yet. */
  'foreign',
  'foreign×nearest',
  'foreign×names',
  'foreign×rare',
  /** Both speak of the same page. */
  'link',
] as const;

/** What is measured between two stories. */
export const MERGE_MEASURES = [
  'one',
  'centroid',
  /** Cosine of the two items that are nearest, and the mean over items of their nearest. */
  'nearest',
  'mean',
  /** Share of both stories' words that are common to both. */
  'covered',
  'rare',
  /** No language is common to both. */
  'foreign',
  'foreign×centroid',
  'foreign×nearest',
  'foreign×rare',
  /** Hours between the end of one and the beginning of the other, and between their beginnings, logarithm. */
  'gap',
  'starts',
  'gap×centroid',
  /** Items of the smaller and of the larger, logarithm. */
  'smaller',
  'larger',
  'smaller×centroid',
  'larger×centroid',
  'single',
] as const;

const logHours = (ms: number): number => Math.log1p(Math.max(ms, 0) / HOUR);

/** Values in the order of JOIN_MEASURES. */
export function measureJoin(item: Weighed, story: StoryState, at: number, linked: boolean): number[] {
  const { keys, kinds, values, rarities } = item;
  let dot = 0;
  let covered = 0;
  let named = 0;
  let shareNamed = 0;
  let rare = 0;
  let number = 0;
  for (let i = 0; i < keys.length; i++) {
    const value = values[i]!;
    const isName = (kinds[i]! & NAME) !== 0;
    if (isName) named += value * value;
    const held = story.vector.get(keys[i]!);
    if (held === undefined) continue;
    dot += value * held;
    covered += value * value;
    if (isName) shareNamed += value * value;
    const rarity = rarities[i]!;
    if (rarity > RARE) rare += rarity - RARE;
    if ((kinds[i]! & NUMBER) !== 0 && rarity > RARE_NUMBER) number = 1;
  }
  const centroid = story.length2 > 0 ? dot / Math.sqrt(story.length2) : 0;
  const { cosine: nearest, at: nearestAt } = nearestMember(keys, values, story, centroid);
  const names = named > 0 ? shareNamed / Math.sqrt(named) : 0;
  const logRare = Math.log1p(rare);
  const gap = logHours(at - story.lastAt);
  const size = Math.log(story.items);
  const foreign = item.lang === 'und' || story.languages.has(item.lang) || story.languages.has('und') ? 0 : 1;
  return [
    1,
    centroid,
    centroid * centroid,
    nearest,
    nearest * nearest,
    covered,
    names,
    named > 0 ? 1 : 0,
    logRare,
    number,
    gap,
    logHours(at - nearestAt),
    logHours(at - story.firstAt),
    gap * nearest,
    size,
    story.items === 1 ? 1 : 0,
    size * centroid,
    Math.log1p(keys.length),
    foreign,
    foreign * nearest,
    foreign * names,
    foreign * logRare,
    linked ? 1 : 0,
  ];
}

/** The item of a story that is nearest; the latest of several. */
function nearestMember(keys: readonly string[], values: readonly number[], story: StoryState, centroid: number) {
  const { members } = story;
  if (members.length === 1) return { cosine: centroid, at: members[0]!.at };
  if (centroid < LEAST_CENTROID) return { cosine: centroid, at: story.lastAt };
  let cosine = 0;
  let at = story.lastAt;
  for (const member of members) {
    let dot = 0;
    for (let i = 0; i < keys.length; i++) {
      const held = member.words.get(keys[i]!);
      if (held !== undefined) dot += held * values[i]!;
    }
    if (dot > cosine || (dot === cosine && member.at > at)) {
      cosine = dot;
      at = member.at;
    }
  }
  return { cosine, at };
}

export function dotOf(a: Vector, b: Vector): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let dot = 0;
  for (const [word, value] of small) {
    const other = large.get(word);
    if (other !== undefined) dot += value * other;
  }
  return dot;
}

/** Cosine of two stories' words. */
export const cosineOf = (a: StoryState, b: StoryState): number =>
  a.length2 * b.length2 > 0 ? dotOf(a.vector, b.vector) / Math.sqrt(a.length2 * b.length2) : 0;

/**
 * Values in the order of MERGE_MEASURES.
 * @param rarityOf rarity of a word now
 */
export function measureMerge(a: StoryState, b: StoryState, rarityOf: (word: string) => number): number[] {
  const [x, y] = isSmaller(a, b) ? [a, b] : [b, a];
  let dot = 0;
  let ofX = 0;
  let ofY = 0;
  let rare = 0;
  for (const [word, value] of x.vector) {
    const other = y.vector.get(word);
    if (other === undefined) continue;
    dot += value * other;
    ofX += value * value;
    ofY += other * other;
    const rarity = rarityOf(word);
    const spread = Math.min(value / x.items, other / y.items);
    if (rarity > RARE) rare += (rarity - RARE) * Math.min(1, 3 * spread);
  }
  const centroid = dot / Math.sqrt(x.length2 * y.length2);
  const { nearest, mean } = nearestPairs(x.members, y.members);
  const foreign = x.languages.keys().some((lang) => y.languages.has(lang)) ? 0 : 1;
  const logRare = Math.log1p(rare);
  const gap = logHours(Math.max(x.firstAt, y.firstAt) - Math.min(x.lastAt, y.lastAt));
  const smaller = Math.log(Math.min(x.items, y.items));
  const larger = Math.log(Math.max(x.items, y.items));
  return [
    1,
    centroid,
    nearest,
    mean,
    Math.sqrt((ofX / x.length2) * (ofY / y.length2)),
    logRare,
    foreign,
    foreign * centroid,
    foreign * nearest,
    foreign * logRare,
    gap,
    logHours(Math.abs(x.firstAt - y.firstAt)),
    gap * centroid,
    smaller,
    larger,
    smaller * centroid,
    larger * centroid,
    Math.min(x.items, y.items) === 1 ? 1 : 0,
  ];
}

/** The story with fewer words; which of two is asked first must not matter. */
const isSmaller = (a: StoryState, b: StoryState): boolean =>
  a.vector.size !== b.vector.size ? a.vector.size < b.vector.size : a.id < b.id;

function nearestPairs(some: readonly Member[], others: readonly Member[]): { nearest: number; mean: number } {
  let nearest = 0;
  let sum = 0;
  for (const { words } of some) {
    let best = 0;
    for (const other of others) best = Math.max(best, dotOf(words, other.words));
    nearest = Math.max(nearest, best);
    sum += best;
  }
  return { nearest, mean: sum / some.length };
}
