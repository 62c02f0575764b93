import type { Opportunity, Verdict } from '../../contract/opportunity.ts';
import type { Territory } from '../../contract/territory.ts';
import type { Burst } from '../burst/detect.ts';
import { tellingWords } from '../story/vectors.ts';
import { titleOf } from '../story/view.ts';
import { alertLevel, heldBack } from './alert.ts';
import { fitOf, topicsOf } from './fit.ts';
import { judgeStory } from './judge-story.ts';
import type { LiveCard, LiveStory, Setting } from './live-story.ts';
import { carryingTopics, promiseOf, topicSurges } from './rising.ts';
import { potentialOf, scoreOf, scoreParts } from './score.ts';
import { keptByTopics } from './topic-limits.ts';
import { chanceInTime, closingOf, type Closing } from './window.ts';

const MINUTE = 60_000;
/** Words by which a story is known to be part of another. */
const WORDS_TOLD = 8;

/** What a look at a story finds, before it is put into words. */
export interface Assessment {
  readonly burst: Burst;
  readonly verdict: Verdict;
  readonly closing: Closing;
  /** Probability of answering in time. */
  readonly inTime: number;
  readonly topics: Opportunity['topics'];
  readonly parts: Opportunity['parts'];
  readonly score: number;
  /** The score if the gate were open. */
  readonly potential: number;
}

export function assess(live: LiveStory, setting: Setting, burst: Burst, at: number): Assessment {
  const { story } = live;
  const { brand, territory, scoring } = setting;
  const verdict = judgeStory(live, setting, at);
  const closing = closingOf(story, setting.window);
  const { reactivityMinutes } = brand;
  const inTime = chanceInTime(closing, at, reactivityMinutes, scoring.reactivitySpread);
  const topics = topicsOf(live.fit, territory.topics);
  const fit = fitOf(live.fit, territory.topics, story.items, scoring.bodyShare);
  const minutesLeft = Math.max(Math.round((closing.p50 - at) / MINUTE), 0);
  const surges = topicSurges(live, setting, at);
  const promise = promiseOf(live, setting, at);
  const judged = { story, burst, surges, promise, verdict, fit, topics, inTime, minutesLeft, reactivityMinutes };
  const parts = scoreParts(judged, scoring);
  return { burst, verdict, closing, inTime, topics, parts, score: scoreOf(parts), potential: potentialOf(parts) };
}

export type Loudness = Pick<Opportunity, 'level' | 'held'>;

/** How loud the card is, and why not louder where it is held back. */
export function loudnessOf(
  live: LiveStory,
  { id, said }: LiveCard,
  { score, verdict, inTime }: Assessment,
  { brand, scoring, alerts, territory }: Setting,
  at: number,
): Loudness {
  const { fatigue, chance } = scoring;
  const { alertScore } = brand;
  const limits = { alertScore, urgentScore: alertScore + fatigue.urgentStep, chance: chance.alert };
  const wanted = alertLevel(said.level, { score, verdict: verdict.level, inTime }, limits);
  if (wanted === said.level || wanted === 'quiet') return { level: wanted };
  const { authors, outlets } = live.story;
  const carrying = carryingTopics(live, territory);
  const held =
    keptByTopics(carrying, { authors: authors.size, outlets: outlets.size }, at, brand.timeZone) ??
    heldBack(alerts, { ...alertOf(live, territory), id, wanted, before: said.level }, at, fatigue);
  return held ? { level: said.level, held } : { level: wanted };
}

/** What other cards are held back for. */
export const alertOf = (live: LiveStory, { topics }: Territory) => ({
  topics: topicsOf(live.fit, topics).map(({ topic }) => topic),
  words: tellingWords(live.story, WORDS_TOLD),
  voices: live.story.count.voices.size,
  title: titleOf(live.story),
});
