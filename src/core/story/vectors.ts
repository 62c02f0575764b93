import type { StoryIndex } from './story-index.ts';
import type { Weighed } from './measure.ts';
import type { StoryState, Vector } from './state.ts';

/** Words kept of a story once it has twice as many. */
export const VECTOR_WORDS = 80;
/** Items later ones are compared with: the first, which tell what it began with, and the newest. */
export const FIRST_MEMBERS = 2;
export const MOST_MEMBERS = 8;
export const MOST_LINKS = 30;

/** Adds an item's words and links to its story. */
export function addItemWords(index: StoryIndex, story: StoryState, item: Weighed, at: number): void {
  const { keys, forms, values } = item;
  const words: Vector = new Map();
  let dot = 0;
  let own = 0;
  for (let i = 0; i < keys.length; i++) {
    const word = keys[i]!;
    const value = values[i]!;
    words.set(word, value);
    own += value * value;
    const held = story.vector.get(word);
    if (held === undefined) {
      index.addWord(word, story);
      const form = forms[i]!;
      if (form) story.forms.set(word, form);
    } else dot += held * value;
    story.vector.set(word, (held ?? 0) + value);
  }
  story.length2 += 2 * dot + own;
  story.members.push({ at, words });
  if (story.members.length > MOST_MEMBERS) story.members.splice(FIRST_MEMBERS, 1);
  addLinks(index, story, item.links);
  dropWeakWords(index, story);
}

/** Adds the words and links of a story that is no longer in the index. */
export function addStoryWords(index: StoryIndex, kept: StoryState, gone: StoryState): void {
  for (const [word, value] of gone.vector) {
    const held = kept.vector.get(word);
    if (held === undefined) {
      index.addWord(word, kept);
      const form = gone.forms.get(word);
      if (form) kept.forms.set(word, form);
    }
    kept.vector.set(word, (held ?? 0) + value);
  }
  kept.length2 = length2Of(kept.vector);
  kept.members.push(...gone.members);
  // The sort is stable: of two at once the kept story's comes first.
  kept.members.sort((a, b) => a.at - b.at);
  const surplus = kept.members.length - MOST_MEMBERS;
  if (surplus > 0) kept.members.splice(FIRST_MEMBERS, surplus);
  addLinks(index, kept, gone.links);
  dropWeakWords(index, kept);
}

function addLinks(index: StoryIndex, story: StoryState, links: readonly string[]): void {
  for (const link of links) {
    if (story.links.length === MOST_LINKS || story.links.includes(link)) continue;
    story.links.push(link);
    index.addLink(link, story);
  }
}

function dropWeakWords(index: StoryIndex, story: StoryState): void {
  if (story.vector.size <= 2 * VECTOR_WORDS) return;
  const weakest = strongestFirst(story.vector).slice(VECTOR_WORDS);
  for (const [word] of weakest) {
    story.vector.delete(word);
    story.forms.delete(word);
    index.removeWord(word, story);
  }
  story.length2 = length2Of(story.vector);
}

/** Ties in the order of the alphabet, so that every run agrees. */
export const strongestFirst = (vector: Vector): [string, number][] =>
  [...vector].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));

/** The words that set a story apart, strongest first, as people write them. */
export function tellingWords({ vector, forms }: StoryState, most: number): string[] {
  const words: string[] = [];
  for (const [key] of strongestFirst(vector)) {
    const form = forms.get(key);
    if (form && !words.includes(form)) words.push(form);
    if (words.length === most) break;
  }
  return words;
}

function length2Of(vector: Vector): number {
  let sum = 0;
  for (const value of vector.values()) sum += value * value;
  return sum;
}
