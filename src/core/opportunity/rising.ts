import type { Territory, Topic } from '../../contract/territory.ts';
import { voicesBetween } from '../burst/count.ts';
import { detectBurst, type Burst } from '../burst/detect.ts';
import type { Momentum } from '../burst/momentum.ts';
import type { LiveStory, Setting } from './live-story.ts';
import type { TopicSurge } from './score.ts';

const MINUTE = 60_000;
/** Terms of a story that are looked at, and the share of its items that must have them. */
const MOST_TERMS = 3;
const FEWEST_ITEMS = 3;
const LEAST_SHARE = 1 / 3;

/**
 * How unusual a story is now: by its own voices, or by a term that rises in all of the brand's mentions and is this
 * story's, whichever says more. A term's surge counts for the story by the share of its voices that are the story's.
 */
export function burstOf(live: LiveStory, { usual, pulse, scoring }: Setting, at: number): Burst {
  const { story } = live;
  let best = detectBurst(story.count, at, story.firstAt, usual);
  for (const [term, items] of leadingTerms(live)) {
    const surge = pulse.term(term, at);
    if (surge.score === 0) continue;
    const voices = voicesBetween(story.count, at - surge.minutes * MINUTE, at) * (items / story.items);
    const llr = (surge.score * Math.min(voices / surge.count, 1) * scoring.openLlr.normal) / scoring.surge.normal;
    if (llr > best.llr) best = { count: surge.count, minutes: surge.minutes, usual: surge.usual, llr, term };
  }
  return best;
}

/** The story's topics of which the brand's mentions are unusually many, as a whole. */
export function topicSurges(live: LiveStory, { territory, pulse, scoring }: Setting, at: number): TopicSurge[] {
  return carryingTopics(live, territory).flatMap(({ id, label, sensitivity }) => {
    const surge = pulse.topic(id, at);
    return surge.score >= scoring.surge[sensitivity] ? [{ label, ...surge }] : [];
  });
}

/** Topics that a third of the story's items fell into. */
export const carryingTopics = ({ fit, story }: LiveStory, { topics }: Territory): Topic[] =>
  topics.filter(({ id }) => (fit.get(id)?.items ?? 0) >= story.items * LEAST_SHARE);

/** What the likes of the story's fastest growing post promise; null where none grow. */
export const promiseOf = ({ hottest }: LiveStory, setting: Setting, at: number): Momentum | null =>
  hottest === null ? null : setting.promise(hottest, at);

/** A post that is big already is no early call. */
export const isHot = ({ chance }: Momentum, { hot }: Setting): boolean => chance >= hot && chance < 1;

/** Terms that many of the story's items have, the most frequent first. */
export function leadingTerms({ terms, story }: LiveStory): [term: string, items: number][] {
  const fewest = Math.max(FEWEST_ITEMS, story.items * LEAST_SHARE);
  return [...terms]
    .filter(([, items]) => items >= fewest)
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, MOST_TERMS);
}

/** Terms kept of a story; the rarest are forgotten where there are twice as many. */
const KEPT_TERMS = 24;

export function noteTerms(terms: Map<string, number>, more: Iterable<readonly [term: string, items: number]>): void {
  for (const [term, items] of more) terms.set(term, (terms.get(term) ?? 0) + items);
  if (terms.size <= 2 * KEPT_TERMS) return;
  const rarest = [...terms].sort(([, n], [, m]) => m - n).slice(KEPT_TERMS);
  for (const [term] of rarest) terms.delete(term);
}
