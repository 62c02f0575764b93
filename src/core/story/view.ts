import type { Curve, Evidence, PlatformShare, Starter, Story } from '../../contract/story.ts';
import { voicesBetween } from '../burst/count.ts';
import { cut } from '../text/cut.ts';
import type { StoryItem, StoryState } from './state.ts';
import { tellingWords } from './vectors.ts';

const MINUTE = 60_000;
const TITLE_LENGTH = 140;
/** Steps a curve may have: one minute each, or longer where the story is older. */
const CURVE_STEPS = [1, 5, 15, 60, 240] as const;
const MOST_POINTS = 72;
const VELOCITY_MINUTES = 15;
const WORDS = 8;

const isoTime = (at: number): string => new Date(at).toISOString();

/** The story as people and programs outside see it. */
export function viewStory(story: StoryState, brand: string, usual: number, at: number): Story {
  return {
    id: story.id,
    brand,
    title: titleOf(story),
    lang: mainLanguage(story),
    firstAt: isoTime(story.firstAt),
    lastAt: isoTime(story.lastAt),
    startedBy: starterOf(story),
    phase: story.phase.phase,
    items: story.items,
    copies: story.copies,
    authors: story.authors.size,
    outlets: story.outlets.size,
    velocity: velocityOf(story, at),
    words: tellingWords(story, WORDS),
    platforms: platformsOf(story),
    curve: curveOf(story, at, usual),
    evidence: story.evidence.map(plainEvidence),
  };
}

/** The item with the earliest time of its own, which need not be the first that came. */
function starterOf({ evidence }: StoryState): Starter {
  const { signal, kind, source, site, author, at } = evidence.reduce((first, item) =>
    item.at < first.at ? item : first,
  );
  return { signal, kind, source, ...(site && { site }), ...(author && { author }), at };
}

/** Voices per minute over the last quarter of an hour. */
export const velocityOf = (story: StoryState, at: number): number =>
  voicesBetween(story.count, at - VELOCITY_MINUTES * MINUTE, at) / VELOCITY_MINUTES;

/** The words of the item that stands for the story: news before posts, central before marginal, then the earliest. */
export function titleOf(story: StoryState): string {
  const best = explanatory(story, 1)[0] as StoryItem;
  const text =
    best.title ||
    best.text
      .replace(/https?:\/\/\S+/g, '')
      .replace(/\s+/g, ' ')
      .trim() ||
    best.text;
  return text.length <= TITLE_LENGTH ? text : `${cut(text, TITLE_LENGTH - 1).trimEnd()}…`;
}

export const mainLanguage = (story: StoryState): string =>
  [...story.languages].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];

/** Items of this long say what the story is about now, where there are enough of them. */
const RECENT_MINUTES = [5, 20] as const;
/** While it fades, the newest words are asides. */
const FADING_MINUTES = [20] as const;
const RECENT_ITEMS = 6;
/** Who says more than this in one story does not speak for the others. */
const MOST_OF_ONE_VOICE = 3;

/** The items that explain best why it trends: of late, originals, central, early, news before posts. */
export function explanatory(story: StoryState, most: number): StoryItem[] {
  const said = new Map<string, number>();
  for (const { voice } of story.evidence) said.set(voice, (said.get(voice) ?? 0) + 1);
  const isShouting = (item: StoryItem): boolean => (said.get(item.voice) as number) > MOST_OF_ONE_VOICE;
  const weight = (item: StoryItem, order: number): number =>
    item.centrality +
    (item.kind === 'news' ? 0.5 : 0) +
    0.3 / (1 + order) -
    (item.copyOf ? 1 : 0) -
    (isShouting(item) ? 1 : 0);
  const spans = story.phase.phase === 'fading' ? FADING_MINUTES : RECENT_MINUTES;
  const recent = spans
    .map((minutes) => {
      const since = new Date(story.lastAt - minutes * MINUTE).toISOString();
      return story.evidence.filter(({ at }) => at > since);
    })
    .find(({ length }) => length >= RECENT_ITEMS);
  const ranked = (recent ?? story.evidence)
    .map((item, order) => ({ item, weight: weight(item, order) }))
    .sort((a, b) => b.weight - a.weight || (a.item.signal < b.item.signal ? -1 : 1));
  const chosen: StoryItem[] = [];
  for (const { item } of ranked) {
    if (chosen.length === most) break;
    if (!chosen.some((other) => other.voice === item.voice || sameText(other, item))) chosen.push(item);
  }
  return chosen;
}

const sameText = (a: StoryItem, b: StoryItem): boolean => a.title === b.title && a.text === b.text;

export function plainEvidence({ centrality: _, voice: __, ...evidence }: StoryItem): Evidence {
  return evidence;
}

/** Where the story lives: news as one place, posts by their network. */
export function platformsOf(story: StoryState): PlatformShare[] {
  const counts = new Map<string, number>();
  for (const item of story.evidence) {
    const name = item.kind === 'news' ? 'news' : item.source;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, n]) => ({ name, share: n / story.evidence.length }))
    .sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
}

/** New voices per step from the story's first minute until now. */
export function curveOf(story: StoryState, at: number, usualPerMinute: number): Curve {
  const last = Math.floor(at / MINUTE);
  const first = Math.min(...story.minutes.keys(), last);
  const minutes = last - first + 1;
  const step = CURVE_STEPS.find((candidate) => minutes / candidate <= MOST_POINTS) ?? 240;
  const points = Math.min(Math.ceil(minutes / step), MOST_POINTS);
  const from = last + 1 - points * step;
  const counts = new Array<number>(points).fill(0);
  for (const [minute, n] of story.minutes) {
    const point = Math.floor((minute - from) / step);
    if (point >= 0 && point < points) counts[point] = (counts[point] as number) + n;
  }
  return { from: isoTime(from * MINUTE), stepMinutes: step, counts, usual: usualPerMinute * step };
}
