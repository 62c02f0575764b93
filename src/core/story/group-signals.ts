import type { Signal } from '../../contract/signal.ts';
import { emptyGrouping, indexWords, placeSignal } from './group.ts';
import type { StoryRules } from './model.ts';

/** One of a kind is no story yet. */
const FEWEST = 2;

/**
 * Groups signals as the product groups them into stories, one a step: whoever shares the thread can have it between two.
 * @returns by signal, the number of its story; -1 where it stands alone
 */
export function* groupIntoStories(signals: readonly Signal[], rules: StoryRules): Generator<void, Int32Array> {
  const grouping = emptyGrouping();
  const index = indexWords(grouping, rules);
  const order = signals.map((_, i) => i).sort((a, b) => (signals[a]!.receivedAt < signals[b]!.receivedAt ? -1 : 1));
  const first = new Array<string>(signals.length);
  const merged = new Map<string, string>();
  for (const i of order) {
    const signal = signals[i]!;
    const placed = placeSignal(grouping, index, signal.id, signal, Date.parse(signal.receivedAt));
    first[i] = placed.story.id;
    if (placed.merged) merged.set(placed.merged.id, placed.story.id);
    yield;
  }
  return numbered(first.map((id) => lastOf(id, merged)));
}

function lastOf(id: string, merged: ReadonlyMap<string, string>): string {
  let last = id;
  for (let next = merged.get(last); next !== undefined; next = merged.get(last)) last = next;
  return last;
}

function numbered(stories: readonly string[]): Int32Array {
  const sizes = new Map<string, number>();
  for (const id of stories) sizes.set(id, (sizes.get(id) ?? 0) + 1);
  const numbers = new Map([...sizes].filter(([, size]) => size >= FEWEST).map(([id], number) => [id, number]));
  return Int32Array.from(stories, (id) => numbers.get(id) ?? -1);
}

/** Share of the stories that have a signal among these, 0 to 1; null where there are too few stories to tell. */
export function shareOfStories(stories: Int32Array, hits: Iterable<number>): number | null {
  const all = new Set(stories);
  all.delete(-1);
  if (all.size < FEWEST_STORIES) return null;
  const touched = new Set<number>();
  for (const i of hits) touched.add(stories[i]!);
  touched.delete(-1);
  return touched.size / all.size;
}

const FEWEST_STORIES = 10;
