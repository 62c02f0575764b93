import type { Brand } from '../../contract/brand.ts';
import type { Reason } from '../../contract/common.ts';
import type { AlertLevel, Opportunity, OpportunityState } from '../../contract/opportunity.ts';
import type { Scoring } from '../../contract/scoring.ts';
import type { Topic, Territory } from '../../contract/territory.ts';
import { voicesBetween } from '../burst/count.ts';
import { detectBurst, type Burst, type Usual } from '../burst/detect.ts';
import { judge, type GateState } from '../safety/verdict.ts';
import type { StoryState } from '../story/group.ts';
import { movePhase, phaseStep } from '../story/phase.ts';
import { curveOf, explanatory, mainLanguage, plainEvidence, platformsOf, titleOf, velocityOf } from '../story/view.ts';
import { derivedId } from '../text/hash.ts';
import { alertLevel } from './alert.ts';
import { fitOf, topicsOf, type FitState } from './fit.ts';
import { potentialOf, scoreOf, scoreParts } from './score.ts';
import { chanceInTime, closingOf, viewWindow } from './window.ts';

const MINUTE = 60_000;
/** Minutes after which a story whose card was closed may open another one. */
const REOPEN_MINUTES = 60;
/** How far the score must move for a card to be rewritten at once. */
const SCORE_STEP = 5;
const CHANCE_STEP = 0.1;
const REASONS_SHOWN = 3;

/** A story with everything that is known about it for one brand. Plain data. */
export interface LiveStory {
  readonly story: StoryState;
  readonly gate: GateState;
  readonly fit: FitState;
  /** Cards this story has had. */
  cards: number;
  card: LiveCard | null;
  evaluatedAt: number;
}

/** What was last said about an opportunity. */
export interface LiveCard {
  readonly id: string;
  readonly openedAt: number;
  state: OpportunityState;
  closedAt: number;
  said: {
    at: number;
    level: AlertLevel;
    verdict: string;
    phase: string;
    score: number;
    inTime: number;
    touched: number;
    title: string;
  };
}

/** What judging needs to know besides the story. */
export interface Setting {
  readonly brand: Brand;
  readonly territory: Territory;
  readonly scoring: Scoring;
  readonly usual: Usual;
}

/**
 * Looks at a story again and answers its opportunity where there is something new to say: a card opens, changes or
 * closes. Null where there is nothing, or nothing new.
 * @param fresh whether a new item is the occasion; time alone opens no card
 */
export function qualify(live: LiveStory, setting: Setting, at: number, fresh: boolean): Opportunity | null {
  live.evaluatedAt = at;
  const { story } = live;
  const step = phaseStep(story);
  const speed = voicesBetween(story.count, at - step * MINUTE, at);
  const before = voicesBetween(story.count, at - 2 * step * MINUTE, at - step * MINUTE);
  movePhase(story.phase, at, at - story.firstAt, speed, before, step);

  if (live.card?.state === 'closed' && at - live.card.closedAt >= REOPEN_MINUTES * MINUTE) live.card = null;
  if (live.card?.state === 'closed' || (!live.card && !fresh)) return null;
  const burst = detectBurst(story.count, at, story.firstAt, setting.usual);
  if (!live.card && burst.llr < openLlr(live, setting)) return null;
  const seen = view(live, setting, burst, at);
  if (!live.card) {
    if (seen.potential < setting.scoring.openScore) return null;
    live.cards += 1;
    live.card = newCard(derivedId('opportunity', setting.brand.id, story.id, String(live.cards)), at);
    return say(live, live.card, seen.opportunity(live.card), at);
  }
  const { card } = live;
  const ended = endOf(seen, setting.scoring, at);
  card.state = ended ? 'closed' : story.phase.phase === 'fading' ? 'fading' : 'open';
  const opportunity = { ...seen.opportunity(card), ...(ended && { closedBecause: ended }) };
  if (ended) card.closedAt = at;
  return ended || worthSaying(live, card, opportunity, at, setting.scoring) ? say(live, card, opportunity, at) : null;
}

/** Closes the card of a story that has become part of another one. */
export function closeMerged(gone: LiveStory, setting: Setting, at: number): Opportunity | null {
  const { card } = gone;
  if (!card || card.state === 'closed') return null;
  card.state = 'closed';
  const seen = view(gone, setting, detectBurst(gone.story.count, at, gone.story.firstAt, setting.usual), at);
  return { ...seen.opportunity(card), closedBecause: { code: 'merged', data: {} } };
}

const newCard = (id: string, at: number): LiveCard => ({
  id,
  openedAt: at,
  state: 'open',
  closedAt: 0,
  said: { at, level: 'quiet', verdict: '', phase: '', score: 0, inTime: 0, touched: 0, title: '' },
});

/** The easiest threshold among the topics that carry the story. */
function openLlr(live: LiveStory, { territory, scoring }: Setting): number {
  const carrying = (topic: Topic): boolean => (live.fit.get(topic.id)?.items ?? 0) * 3 >= live.story.items;
  const limits = territory.topics.filter(carrying).map((topic) => scoring.openLlr[topic.sensitivity]);
  return Math.min(...limits, scoring.openLlr.low);
}

interface Seen {
  readonly potential: number;
  readonly inTime: number;
  /** Milliseconds. */
  readonly over: number;
  opportunity(card: LiveCard): Opportunity;
}

function view(live: LiveStory, setting: Setting, burst: Burst, at: number): Seen {
  const { story } = live;
  const { brand, territory, scoring } = setting;
  const verdict = judge(live.gate, territory.noGo, at);
  const closing = closingOf(story, scoring);
  const { reactivityMinutes } = brand;
  const inTime = chanceInTime(closing, at, reactivityMinutes, scoring.reactivitySpread);
  const topics = topicsOf(live.fit, territory.topics);
  const fit = fitOf(live.fit, territory.topics, story.items, scoring.bodyShare);
  const minutesLeft = Math.max(Math.round((closing.p50 - at) / MINUTE), 0);
  const parts = scoreParts({ story, burst, verdict, fit, topics, inTime, minutesLeft, reactivityMinutes }, scoring);
  const score = scoreOf(parts);
  const limits = { alertScore: brand.alertScore, chance: scoring.chance.alert };
  const opportunity = (card: LiveCard): Opportunity => ({
    id: card.id,
    brand: brand.id,
    story: story.id,
    demonstration: brand.demonstration || story.evidence.some(({ source }) => source.startsWith('demo-')),
    state: card.state,
    // What people say at the end of a story is no name for it any more.
    title: story.phase.phase === 'fading' && card.said.title !== '' ? card.said.title : titleOf(story),
    lang: mainLanguage(story),
    openedAt: new Date(card.openedAt).toISOString(),
    updatedAt: new Date(at).toISOString(),
    firstAt: new Date(story.firstAt).toISOString(),
    lastAt: new Date(story.lastAt).toISOString(),
    phase: story.phase.phase,
    score,
    parts,
    level: alertLevel(card.said.level, { score, verdict: verdict.level, inTime }, limits),
    verdict,
    window: viewWindow(closing),
    reactivityMinutes,
    inTime,
    topics,
    authors: story.authors.size,
    outlets: story.outlets.size,
    items: story.items,
    copies: story.copies,
    burst,
    velocity: velocityOf(story, at),
    why: explanatory(story, REASONS_SHOWN).map(plainEvidence),
    platforms: platformsOf(story),
    curve: curveOf(story, at, setting.usual.rate),
  });
  return { potential: potentialOf(parts), inTime, over: closing.p90, opportunity };
}

function endOf(seen: Seen, scoring: Scoring, at: number): Reason | null {
  if (at >= seen.over) return { code: 'faded', data: {} };
  if (seen.inTime < scoring.chance.close) return { code: 'too-late', data: {} };
  return null;
}

function worthSaying(
  live: LiveStory,
  { said, state }: LiveCard,
  now: Opportunity,
  at: number,
  scoring: Scoring,
): boolean {
  if (now.level !== said.level || now.verdict.level !== said.verdict || now.phase !== said.phase) return true;
  if (state === 'closed') return true;
  const elapsed = at - said.at >= scoring.updateSeconds * 1_000;
  const moved =
    touches(live) !== said.touched ||
    Math.abs(now.score - said.score) >= SCORE_STEP ||
    Math.abs(now.inTime - said.inTime) >= CHANCE_STEP;
  return elapsed && moved;
}

const touches = ({ story }: LiveStory): number => story.items + story.updates;

function say(live: LiveStory, card: LiveCard, now: Opportunity, at: number): Opportunity {
  const { level, verdict, phase, score, inTime, title } = now;
  card.said = { at, level, verdict: verdict.level, phase, score, inTime, touched: touches(live), title };
  return now;
}
