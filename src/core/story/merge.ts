import { joinVoices } from '../burst/count.ts';
import { measureMerge, cosineOf } from './measure.ts';
import { probability, type StoryRules } from './model.ts';
import { FIRST_ITEMS, MOST_FINGERPRINTS, NEWEST_ITEMS } from './record-item.ts';
import { older, type Grouping, type StoryState } from './state.ts';
import type { StoryIndex } from './story-index.ts';
import { addStoryWords, strongestFirst } from './vectors.ts';
import { rarityOf } from './words/vocabulary.ts';

/** Stories less alike than this are never one: cosine. */
const LEAST_ALIKE = 0.2;
/** Words by which a story's siblings are looked for, and how many of them are looked at. */
const SIBLING_WORDS = 16;
const MOST_SIBLINGS = 12;
/** Part of its words, by weight, that a story must share with a sibling. */
const LEAST_SHARED = 0.02;
/** A story looks for siblings when it has come to so many items, and at every hundredth after. */
const GROWTH = new Set([2, 3, 4, 6, 8, 11, 15, 20, 28, 40, 56, 80]);

export const hasGrown = ({ items }: StoryState): boolean => GROWTH.has(items) || items % 100 === 0;

/** Live stories that use the same telling words. */
export function siblingsOf(index: StoryIndex, story: StoryState): StoryState[] {
  const strongest = strongestFirst(story.vector).slice(0, SIBLING_WORDS);
  const words = strongest.map(([word]) => word);
  const worths = strongest.map(([, value]) => value * value);
  const least = LEAST_SHARED * story.length2;
  const found = index.find(words, worths, [...words.keys()], MOST_SIBLINGS + 1, least);
  return found.filter((other) => other !== story);
}

/** The one of these stories that is most surely the same as `story`, where one is. */
export function sameStory(
  { vocabulary }: Grouping,
  rules: StoryRules,
  story: StoryState,
  others: Iterable<StoryState>,
): StoryState | null {
  const rarity = (word: string): number => rarityOf(vocabulary, rules.background, word);
  let best: StoryState | null = null;
  let surest = rules.merge.from;
  for (const other of others) {
    if (cosineOf(story, other) < LEAST_ALIKE) continue;
    const sure = probability(rules.merge, measureMerge(story, other, rarity));
    if (sure > surest || (best && sure === surest && older(other, best) < 0)) {
      best = other;
      surest = sure;
    }
  }
  return best;
}

/** Makes two stories one: `gone` is no more, `kept` has all that it had. */
export function absorb(grouping: Grouping, index: StoryIndex, kept: StoryState, gone: StoryState): void {
  grouping.stories.delete(gone.id);
  index.removeStory(gone);
  for (const field of ['items', 'copies', 'updates', 'posts', 'news'] as const) kept[field] += gone[field];
  kept.firstAt = Math.min(kept.firstAt, gone.firstAt);
  kept.lastAt = Math.max(kept.lastAt, gone.lastAt);
  joinVoices(kept.count, gone.count);
  for (const field of ['authors', 'outlets', 'languages', 'minutes'] as const) {
    const into = kept[field] as Map<string | number, number>;
    for (const [key, n] of gone[field]) into.set(key, (into.get(key) ?? 0) + n);
  }
  kept.evidence.push(...gone.evidence);
  kept.evidence.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.signal < b.signal ? -1 : 1));
  const surplus = kept.evidence.length - FIRST_ITEMS - NEWEST_ITEMS;
  if (surplus > 0) kept.evidence.splice(FIRST_ITEMS, surplus);
  kept.fingerprints.push(...gone.fingerprints);
  kept.fingerprints.splice(0, Math.max(kept.fingerprints.length - MOST_FINGERPRINTS, 0));
  addStoryWords(index, kept, gone);
  index.touch(kept);
}
