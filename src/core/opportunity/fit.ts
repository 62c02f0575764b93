import type { TopicHit } from '../../contract/mention.ts';
import type { Topic } from '../../contract/territory.ts';

/** How often a story's items fell into each topic. Plain data. */
export type FitState = Map<string, { items: number; inTitle: number; words: Map<string, number> }>;

const WORDS_SHOWN = 5;

/** @param titleless a post, whose text is all there is and counts like a title */
export function noteTopics(fit: FitState, hits: readonly TopicHit[], titleless: boolean): void {
  for (const hit of hits) {
    const topic = fit.get(hit.topic) ?? { items: 0, inTitle: 0, words: new Map() };
    fit.set(hit.topic, topic);
    topic.items += 1;
    if (hit.inTitle || titleless) topic.inTitle += 1;
    for (const word of hit.words) topic.words.set(word, (topic.words.get(word) ?? 0) + 1);
  }
}

export function joinFits(into: FitState, gone: FitState): void {
  for (const [id, topic] of gone) {
    const held = into.get(id);
    if (!held) {
      into.set(id, topic);
      continue;
    }
    held.items += topic.items;
    held.inTitle += topic.inTitle;
    for (const [word, n] of topic.words) held.words.set(word, (held.words.get(word) ?? 0) + n);
  }
}

/** 0 to 1: one minus the chance that none of the topics fits; a topic fits by weight × share of items × place of words. */
export function fitOf(fit: FitState, topics: readonly Topic[], items: number, bodyShare: number): number {
  let misses = 1;
  for (const topic of topics) {
    const seen = fit.get(topic.id);
    if (!seen) continue;
    const place = bodyShare + (1 - bodyShare) * (seen.inTitle / seen.items);
    misses *= 1 - topic.weight * Math.min(seen.items / items, 1) * place;
  }
  return 1 - misses;
}

/** The story's topics, most frequent first, with the words that made them. */
export function topicsOf(fit: FitState, topics: readonly Topic[]): (TopicHit & { label: string })[] {
  return topics
    .flatMap((topic) => {
      const seen = fit.get(topic.id);
      return seen ? [{ topic, seen }] : [];
    })
    .sort((a, b) => b.seen.items - a.seen.items || (a.topic.id < b.topic.id ? -1 : 1))
    .map(({ topic, seen }) => ({
      topic: topic.id,
      label: topic.label,
      inTitle: seen.inTitle > 0,
      words: [...seen.words]
        .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
        .slice(0, WORDS_SHOWN)
        .map(([word]) => word),
    }));
}
