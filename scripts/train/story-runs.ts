import type { Signal } from '../../src/contract/signal.ts';
import {
  emptyGrouping,
  findCandidates,
  forgetStories,
  indexWords,
  nearestOf,
  settle,
  weigh,
  type Candidate,
} from '../../src/core/story/group.ts';
import { measureMerge } from '../../src/core/story/measure.ts';
import { hasGrown, siblingsOf } from '../../src/core/story/merge.ts';
import type { StoryRules } from '../../src/core/story/model.ts';
import type { StoryState } from '../../src/core/story/state.ts';
import { rarityOf } from '../../src/core/story/words/vocabulary.ts';
import type { Case } from './story-logistic.ts';

const HOUR = 3_600_000;
/** A story is of the event that more than this share of its items are of. */
const MAJORITY = 0.5;
/** No probability reaches it. */
const NEVER = 2;

/** A headline with the event that people say it is of. */
export interface Told {
  readonly signal: Signal;
  readonly at: number;
  readonly event: string;
}

/** Where each headline came to lie. */
export interface Run {
  readonly events: readonly string[];
  readonly atArrival: readonly string[];
  /** After all merges. */
  readonly atLast: readonly string[];
}

export interface Lessons {
  readonly join: Case[];
  readonly merge: Case[];
}

/**
 * Groups headlines in their order, notes what could be learnt on the way, and answers where each came to lie.
 * @param how `taught`: every headline goes where people say it belongs; `unmerged`: where the rules say, and no stories
 * become one, so that those that should are seen; `merged`: as in the product
 */
export function runThrough(
  told: readonly Told[],
  given: StoryRules,
  how: 'taught' | 'unmerged' | 'merged',
  lessons?: Lessons,
): Run {
  const taught = how === 'taught';
  const rules = how === 'merged' ? given : { ...given, merge: { ...given.merge, from: NEVER } };
  const grouping = emptyGrouping();
  const index = indexWords(grouping, rules);
  const events = new Map<string, Map<string, number>>();
  const founded = new Map<string, StoryState>();
  const became = new Map<string, string>();
  const atArrival: string[] = [];
  /** Pairs of stories that were measured, at the sizes they had. */
  const measured = new Set<string>();
  let nextSweep = 0;

  function learn(event: string, story: StoryState, candidates: readonly Candidate[]): void {
    if (!lessons) return;
    for (const { measures, story: other } of candidates) {
      lessons.join.push({ measures, isTrue: shareOf(events.get(other.id)!, event) > MAJORITY });
    }
    if (how !== 'unmerged') return;
    const near = new Set(nearestOf(candidates));
    if (hasGrown(story)) for (const sibling of siblingsOf(index.stories, story)) near.add(sibling);
    const own = mainEvent(events.get(story.id) ?? new Map([[event, 1]]));
    for (const other of near) {
      const theirs = mainEvent(events.get(other.id)!);
      if (other === story || !own || !theirs || !grouping.stories.has(other.id)) continue;
      // Two that are not the same meet again and again, two that are only once: each pair counts once a size.
      const pair = `${[story.id, other.id].sort().join(' ')} ${sizeClass(story)} ${sizeClass(other)}`;
      if (measured.has(pair)) continue;
      measured.add(pair);
      const rarity = (word: string): number => rarityOf(grouping.vocabulary, rules.background, word);
      lessons.merge.push({ measures: measureMerge(story, other, rarity), isTrue: own === theirs });
    }
  }

  told.forEach(({ signal, at, event }, i) => {
    if (at >= nextSweep) {
      forgetStories(grouping, index, at);
      nextSweep = at + HOUR;
    }
    const item = weigh(grouping, index, signal);
    const candidates = findCandidates(grouping, index, item, at);
    const best = candidates[0];
    const own = founded.get(event);
    const forced = own && grouping.stories.has(own.id) ? { story: own, measures: [], probability: 1 } : null;
    const chosen = best && best.probability >= rules.join.from ? best : null;
    const joined = taught ? forced : chosen;
    const { story, opened, merged } = settle(grouping, index, { id: String(i), signal, item, at, candidates, joined });
    if (opened) founded.set(event, story);
    if (merged) {
      became.set(merged.id, story.id);
      add(events, story.id, events.get(merged.id)!);
    }
    add(events, story.id, new Map([[event, 1]]));
    learn(
      event,
      story,
      candidates.filter((candidate) => grouping.stories.has(candidate.story.id)),
    );
    atArrival.push(story.id);
  });
  const last = (id: string): string => (became.has(id) ? last(became.get(id)!) : id);
  return { events: told.map(({ event }) => event), atArrival, atLast: atArrival.map(last) };
}

function add(events: Map<string, Map<string, number>>, story: string, more: ReadonlyMap<string, number>): void {
  const held = events.get(story) ?? new Map<string, number>();
  events.set(story, held);
  for (const [event, n] of more) held.set(event, (held.get(event) ?? 0) + n);
}

const sizeClass = ({ items }: StoryState): number => Math.floor(Math.log2(items));
const sizeOf = (events: ReadonlyMap<string, number>): number => events.values().reduce((sum, n) => sum + n, 0);
const shareOf = (events: ReadonlyMap<string, number>, event: string): number =>
  (events.get(event) ?? 0) / sizeOf(events);

function mainEvent(events: ReadonlyMap<string, number>): string | null {
  for (const [event, n] of events) if (n / sizeOf(events) > MAJORITY) return event;
  return null;
}

/** B-cubed F1: harmonic mean of how pure an item's story is and how much of its event is there, over all items. */
export function bCubed(events: readonly string[], stories: readonly string[]): number {
  const both = new Map<string, number>();
  const byEvent = new Map<string, number>();
  const byStory = new Map<string, number>();
  const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
  const pairs = events.map((event, i) => [event, stories[i]!] as const);
  for (const [event, story] of pairs) {
    count(both, `${event} ${story}`);
    count(byEvent, event);
    count(byStory, story);
  }
  let pure = 0;
  let whole = 0;
  for (const [event, story] of pairs) {
    const shared = both.get(`${event} ${story}`)!;
    pure += shared / byStory.get(story)!;
    whole += shared / byEvent.get(event)!;
  }
  return (2 * pure * whole) / ((pure + whole) * events.length);
}
