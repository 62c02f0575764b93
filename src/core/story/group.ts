import type { Signal } from '../../contract/signal.ts';
import { forgetVoices } from '../burst/count.ts';
import { measureJoin, type Weighed } from './measure.ts';
import { absorb, hasGrown, sameStory, siblingsOf } from './merge.ts';
import { probability, type StoryRules } from './model.ts';
import { FIRST_ITEMS, NEWEST_ITEMS, recordItem, TEXT_LENGTH } from './record-item.ts';
import { newStory, older, type Grouping, type StoryItem, type StoryState } from './state.ts';
import { StoryIndex } from './story-index.ts';
import { addItemWords } from './vectors.ts';
import { learnWords, rarityOf } from './words/vocabulary.ts';

export { emptyGrouping, type Grouping, type StoryItem, type StoryState } from './state.ts';

const HOUR = 3_600_000;

export const GROUPING = {
  /** A story without a new item for so long is over. */
  forgetHours: 72,
  /** Items kept as evidence by all stories of a brand, each story weighing as much as some more: about 100 MB. */
  mostKept: 100_000,
  storyWeight: 5,
  /** Voices are remembered for so long, by a story that goes on; it looks for older ones every so many items. */
  voiceHours: 36,
  voiceItems: 64,
  /** An item's rarest words, by which the stories it may belong to are found, and how many of these are measured. */
  candidateWords: 12,
  candidates: 8,
  /** Part of an item's words, by weight, that a story must share to be measured. */
  leastShared: 0.02,
  /** Nearest stories that an item may join into one. */
  mergeCandidates: 3,
  mergeLikely: 0.2,
  firstItems: FIRST_ITEMS,
  newestItems: NEWEST_ITEMS,
  textLength: TEXT_LENGTH,
} as const;

export interface Placed {
  readonly story: StoryState;
  readonly item: StoryItem;
  readonly opened: boolean;
  /** A younger story that turned out to be the same and is now part of `story`. */
  readonly merged: StoryState | null;
}

/** What grouping needs besides its state: where words stand, and what it goes by. */
export interface WordIndex {
  readonly stories: StoryIndex;
  readonly rules: StoryRules;
}

export function indexWords(grouping: Grouping, rules: StoryRules): WordIndex {
  const stories = new StoryIndex();
  for (const story of grouping.stories.values()) stories.addStory(story);
  return { stories, rules };
}

/** A live story that an item may belong to. */
export interface Candidate {
  readonly story: StoryState;
  /** In the order of JOIN_MEASURES. */
  readonly measures: readonly number[];
  readonly probability: number;
}

/**
 * Gives a signal its story: the likeliest live one, or a new one that takes `id`. Joins two stories when they turn out to
 * be the same; the older id stays.
 */
export function placeSignal(grouping: Grouping, index: WordIndex, id: string, signal: Signal, at: number): Placed {
  const item = weigh(grouping, index, signal);
  const candidates = findCandidates(grouping, index, item, at);
  const best = candidates[0];
  const joined = best && best.probability >= index.rules.join.from ? best : null;
  return settle(grouping, index, { id, signal, item, at, candidates, joined });
}

/** The words of a signal, weighed by how rare they are now. */
export function weigh({ vocabulary }: Grouping, { rules }: WordIndex, signal: Signal): Weighed {
  const { keys, forms, weights, kinds, links } = rules.readWords(signal);
  const rarities = keys.map((word) => rarityOf(vocabulary, rules.background, word));
  const values = weights.map((weight, i) => weight * rarities[i]!);
  let sum = 0;
  for (const value of values) sum += value * value;
  const length = Math.sqrt(sum) || 1;
  for (let i = 0; i < values.length; i++) values[i]! /= length;
  return { keys, forms, kinds, values, rarities, links, lang: signal.lang };
}

/** The stories that a signal may belong to, likeliest first. */
export function findCandidates(
  grouping: Grouping,
  { stories, rules }: WordIndex,
  item: Weighed,
  at: number,
): Candidate[] {
  const worths = item.values.map((value) => value * value);
  const places = largest(worths, GROUPING.candidateWords);
  const found = stories.find(item.keys, worths, places, GROUPING.candidates, GROUPING.leastShared);
  const linked = item.links.length > 0 ? linkedStories(stories, item.links) : NONE;
  for (const story of linked) if (!found.includes(story)) found.push(story);
  return found
    .map((story) => {
      const measures = measureJoin(item, story, at, linked.has(story));
      return { story, measures, probability: probability(rules.join, measures) };
    })
    .sort((a, b) => b.probability - a.probability || older(a.story, b.story));
}

const NONE: ReadonlySet<StoryState> = new Set();

const linkedStories = (stories: StoryIndex, links: readonly string[]): ReadonlySet<StoryState> =>
  new Set(links.map((link) => stories.linked(link)).filter((story) => story !== undefined));

/** Where the largest of these values stand, in the order of the values; of equal ones the first. */
function largest(values: readonly number[], most: number): number[] {
  const places: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (places.length === most && values[i]! <= values[places[most - 1]!]!) continue;
    let place = places.length === most ? most - 1 : places.length;
    for (; place > 0 && values[i]! > values[places[place - 1]!]!; place--) places[place] = places[place - 1]!;
    places[place] = i;
  }
  return places;
}

/** Stories that the item is near enough to for asking whether they are one. */
export const nearestOf = (candidates: readonly Candidate[]): StoryState[] =>
  candidates
    .filter(({ probability: likely }) => likely >= GROUPING.mergeLikely)
    .slice(0, GROUPING.mergeCandidates)
    .map(({ story }) => story);

interface Arrival {
  readonly id: string;
  readonly signal: Signal;
  readonly item: Weighed;
  readonly at: number;
  readonly candidates: readonly Candidate[];
  /** Its story; null where it opens one. */
  readonly joined: Candidate | null;
}

/** Lays a signal into the story it was given and joins that story with another that turns out to be the same. */
export function settle(grouping: Grouping, index: WordIndex, arrival: Arrival): Placed {
  const { id, signal, item, at, candidates, joined } = arrival;
  learnWords(grouping.vocabulary, item.keys, at);
  const story = joined?.story ?? newStory(id, at);
  if (!joined) grouping.stories.set(id, story);
  const record = recordItem(story, signal, at, joined?.measures[1] ?? 0);
  addItemWords(index.stories, story, item, at);
  index.stories.touch(story);
  if (story.items % GROUPING.voiceItems === 0) forgetVoices(story.count, at - GROUPING.voiceHours * HOUR);
  const near = new Set(nearestOf(candidates));
  if (hasGrown(story)) for (const sibling of siblingsOf(index.stories, story)) near.add(sibling);
  near.delete(story);
  const same = sameStory(grouping, index.rules, story, near);
  if (!same) return { story, item: record, opened: !joined, merged: null };
  const [kept, gone] = older(story, same) < 0 ? [story, same] : [same, story];
  absorb(grouping, index.stories, kept, gone);
  // A story that was never seen is not gone.
  const isNew = gone === story && !joined;
  return { story: kept, item: record, opened: kept === story && !joined, merged: isNew ? null : gone };
}

/**
 * Lets go of stories that had no item for so long; where more is told than can be kept, those silent the longest go earlier.
 * Answers their ids.
 * @param isOpen whether a story still has a card before people: it stays, however much is told
 */
export function forgetStories(
  grouping: Grouping,
  { stories }: WordIndex,
  at: number,
  isOpen: (id: string) => boolean = () => false,
  most: number = GROUPING.mostKept,
): string[] {
  const ended = new Set(stories.endedBy(at - GROUPING.forgetHours * HOUR));
  let kept = weightOf(grouping.stories.values()) - weightOf(ended);
  if (kept > most) {
    // A tenth more than needed, so that it is not asked for again at once.
    const silent = [...grouping.stories.values()].sort((a, b) => a.lastAt - b.lastAt || older(a, b));
    for (const story of silent) {
      if (kept <= 0.9 * most) break;
      if (ended.has(story) || isOpen(story.id)) continue;
      ended.add(story);
      kept -= weightOf([story]);
    }
  }
  for (const story of ended) {
    grouping.stories.delete(story.id);
    stories.removeStory(story);
  }
  return [...ended].map(({ id }) => id);
}

function weightOf(stories: Iterable<StoryState>): number {
  let weight = 0;
  for (const { evidence } of stories) weight += evidence.length + GROUPING.storyWeight;
  return weight;
}
