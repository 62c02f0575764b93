import type { Evidence } from '../../contract/story.ts';
import type { Signal } from '../../contract/signal.ts';
import { countVoice, emptyCount, forgetVoices, joinVoices, voiceOf, type VoiceCount } from '../burst/count.ts';
import { nearCopies } from '../signal/duplicate.ts';
import { cosine, emptyVocabulary, learnWords, rarity, vectorOf, type Vector, type Vocabulary } from './similarity.ts';
import { cut } from '../text/cut.ts';
import { newPhase, type PhaseState } from './phase.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

export const GROUPING = {
  /** Cosine, faded with time, from which an item joins a story. */
  join: 0.23,
  /** Cosine of two stories' words from which an item near both makes them one. */
  merge: 0.5,
  /** Half-life of a story's pull, hours since its last item. */
  halfLifeHours: 48,
  /** A story without a new item for so long is over. */
  forgetHours: 72,
  /** An item's rarest words, by which the stories it may belong to are found. */
  candidateWords: 12,
  /** Words in more stories than this find none: they are not what sets a story apart. */
  commonWord: 400,
  /** Words kept of a story once it has twice as many. */
  vectorWords: 80,
  /** Items kept as evidence: the first ones, which tell how it began, and the newest. */
  firstItems: 20,
  newestItems: 180,
  /** Fingerprints looked at to tell copies. */
  fingerprints: 200,
  textLength: 500,
} as const;

export interface StoryItem extends Evidence {
  /** Nearness to the story when it joined, 0 to 1. */
  readonly centrality: number;
  readonly voice: string;
}

/** A story while it lives. Plain data: a snapshot of it is the story. */
export interface StoryState {
  readonly id: string;
  firstAt: number;
  lastAt: number;
  items: number;
  copies: number;
  /** Times an item's figures were updated. */
  updates: number;
  posts: number;
  news: number;
  readonly vector: Vector;
  readonly count: VoiceCount;
  readonly authors: Map<string, number>;
  readonly outlets: Map<string, number>;
  readonly languages: Map<string, number>;
  /** New voices per minute since 1970. */
  readonly minutes: Map<number, number>;
  readonly evidence: StoryItem[];
  readonly fingerprints: { print: string; signal: string }[];
  readonly phase: PhaseState;
}

/** All live stories of one brand. */
export interface Grouping {
  readonly stories: Map<string, StoryState>;
  readonly vocabulary: Vocabulary;
}

export interface Placed {
  readonly story: StoryState;
  readonly item: StoryItem;
  readonly opened: boolean;
  /** A younger story that turned out to be the same and is now part of `story`. */
  readonly merged: StoryState | null;
}

export const emptyGrouping = (): Grouping => ({ stories: new Map(), vocabulary: emptyVocabulary() });

/** Where each word stands among the stories. Follows from them, so it is no part of a snapshot. */
export type WordIndex = Map<string, Set<string>>;

export function indexWords(grouping: Grouping): WordIndex {
  const index: WordIndex = new Map();
  for (const story of grouping.stories.values()) for (const word of story.vector.keys()) addWord(index, word, story.id);
  return index;
}

/**
 * Gives a signal its story: the nearest live one, or a new one that takes `id`. Joins two stories when the signal stands
 * near both and they agree; the older id stays.
 */
export function placeSignal(grouping: Grouping, index: WordIndex, id: string, signal: Signal, at: number): Placed {
  const vector = vectorOf(signal);
  const near = nearest(grouping, index, vector, at);
  learnWords(grouping.vocabulary, vector, at);
  const [best, second] = near;
  const story = best?.story ?? openStory(grouping, id, at);
  const merged = best && second && mergeable(grouping, best.story, second.story) ? second.story : null;
  const kept = merged && merged.firstAt < story.firstAt ? merged : story;
  const gone = merged && (kept === story ? merged : story);
  if (gone) absorb(grouping, index, kept, gone);
  const item = addItem(kept, signal, at, best?.similarity ?? 0);
  addVector(grouping, index, kept, vector);
  return { story: kept, item, opened: best === undefined, merged: gone };
}

/** Lets go of stories that had no item for so long; answers their ids. */
export function forgetStories(grouping: Grouping, index: WordIndex, at: number): string[] {
  const gone: string[] = [];
  for (const story of grouping.stories.values()) {
    if (story.lastAt > at - GROUPING.forgetHours * HOUR) {
      forgetVoices(story.count, at - 36 * HOUR);
      continue;
    }
    remove(grouping, index, story);
    gone.push(story.id);
  }
  return gone;
}

interface Near {
  readonly story: StoryState;
  readonly similarity: number;
}

function nearest(grouping: Grouping, index: WordIndex, vector: Vector, at: number): Near[] {
  const words = [...vector]
    .map(([word, weight]) => ({ word, weight: weight * rarity(grouping.vocabulary, word) }))
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
    .slice(0, GROUPING.candidateWords);
  const candidates = new Set<string>();
  for (const { word } of words) {
    const stories = index.get(word);
    if (stories && stories.size <= GROUPING.commonWord) for (const id of stories) candidates.add(id);
  }
  const near: Near[] = [];
  for (const id of candidates) {
    const story = grouping.stories.get(id) as StoryState;
    const hours = Math.max(at - story.lastAt, 0) / HOUR;
    const fade = 0.5 ** (hours / GROUPING.halfLifeHours);
    const similarity = cosine(vector, story.vector, grouping.vocabulary) * fade;
    if (similarity >= GROUPING.join) near.push({ story, similarity });
  }
  return near.sort((a, b) => b.similarity - a.similarity || older(a.story, b.story));
}

const older = (a: StoryState, b: StoryState): number => a.firstAt - b.firstAt || (a.id < b.id ? -1 : 1);

const mergeable = (grouping: Grouping, a: StoryState, b: StoryState): boolean =>
  cosine(a.vector, b.vector, grouping.vocabulary) >= GROUPING.merge;

function openStory(grouping: Grouping, id: string, at: number): StoryState {
  const story: StoryState = {
    id,
    firstAt: at,
    lastAt: at,
    items: 0,
    copies: 0,
    updates: 0,
    posts: 0,
    news: 0,
    vector: new Map(),
    count: emptyCount(),
    authors: new Map(),
    outlets: new Map(),
    languages: new Map(),
    minutes: new Map(),
    evidence: [],
    fingerprints: [],
    phase: newPhase(at),
  };
  grouping.stories.set(id, story);
  return story;
}

function addItem(story: StoryState, signal: Signal, at: number, centrality: number): StoryItem {
  const copyOf = story.fingerprints.find(({ print }) => nearCopies(print, signal.fingerprint))?.signal;
  const voice = voiceOf(signal);
  if (!story.count.voices.has(voice)) {
    const minute = Math.floor(at / MINUTE);
    story.minutes.set(minute, (story.minutes.get(minute) ?? 0) + 1);
  }
  countVoice(story.count, signal, at, copyOf !== undefined);
  story.items += 1;
  if (copyOf) story.copies += 1;
  else remember(story, signal);
  story.firstAt = Math.min(story.firstAt, at);
  story.lastAt = Math.max(story.lastAt, at);
  if (signal.kind === 'post') {
    story.posts += 1;
    tally(story.authors, voice);
  } else {
    story.news += 1;
    tally(story.outlets, signal.source);
  }
  tally(story.languages, signal.lang);
  const item = evidenceOf(signal, at, copyOf, centrality, voice);
  story.evidence.push(item);
  if (story.evidence.length > GROUPING.firstItems + GROUPING.newestItems) story.evidence.splice(GROUPING.firstItems, 1);
  return item;
}

function remember(story: StoryState, signal: Signal): void {
  story.fingerprints.push({ print: signal.fingerprint, signal: signal.id });
  if (story.fingerprints.length > GROUPING.fingerprints) story.fingerprints.shift();
}

function evidenceOf(
  signal: Signal,
  at: number,
  copyOf: string | undefined,
  centrality: number,
  voice: string,
): StoryItem {
  const { author } = signal;
  return {
    signal: signal.id,
    kind: signal.kind,
    source: signal.source,
    ...(signal.site && { site: signal.site }),
    ...(author && { author: author.handle ?? author.name ?? author.id }),
    at: new Date(at).toISOString(),
    lang: signal.lang,
    title: signal.title,
    text: cut(signal.text, GROUPING.textLength),
    ...(signal.url && { url: signal.url }),
    metrics: signal.metrics,
    ...(copyOf && { copyOf }),
    centrality,
    voice,
  };
}

function addVector(grouping: Grouping, index: WordIndex, story: StoryState, vector: Vector): void {
  for (const [word, weight] of vector) {
    const held = story.vector.get(word);
    if (held === undefined) addWord(index, word, story.id);
    story.vector.set(word, (held ?? 0) + weight);
  }
  if (story.vector.size <= 2 * GROUPING.vectorWords) return;
  const weighed = [...story.vector]
    .map(([word, weight]) => ({ word, weight: weight * rarity(grouping.vocabulary, word) }))
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1));
  for (const { word } of weighed.slice(GROUPING.vectorWords)) {
    story.vector.delete(word);
    index.get(word)?.delete(story.id);
  }
}

function absorb(grouping: Grouping, index: WordIndex, kept: StoryState, gone: StoryState): void {
  remove(grouping, index, gone);
  kept.items += gone.items;
  kept.copies += gone.copies;
  kept.updates += gone.updates;
  kept.posts += gone.posts;
  kept.news += gone.news;
  kept.lastAt = Math.max(kept.lastAt, gone.lastAt);
  joinVoices(kept.count, gone.count);
  for (const field of ['authors', 'outlets', 'languages', 'minutes'] as const) {
    const into = kept[field] as Map<string | number, number>;
    for (const [key, n] of gone[field]) into.set(key, (into.get(key) ?? 0) + n);
  }
  kept.evidence.push(...gone.evidence);
  kept.evidence.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.signal < b.signal ? -1 : 1));
  const surplus = kept.evidence.length - GROUPING.firstItems - GROUPING.newestItems;
  if (surplus > 0) kept.evidence.splice(GROUPING.firstItems, surplus);
  kept.fingerprints.push(...gone.fingerprints);
  kept.fingerprints.splice(0, Math.max(kept.fingerprints.length - GROUPING.fingerprints, 0));
  addVector(grouping, index, kept, gone.vector);
}

function remove(grouping: Grouping, index: WordIndex, story: StoryState): void {
  grouping.stories.delete(story.id);
  for (const word of story.vector.keys()) index.get(word)?.delete(story.id);
}

function addWord(index: WordIndex, word: string, story: string): void {
  const stories = index.get(word);
  if (stories) stories.add(story);
  else index.set(word, new Set([story]));
}

const tally = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
