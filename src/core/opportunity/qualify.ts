import type { Reason } from '../../contract/common.ts';
import type { Opportunity } from '../../contract/opportunity.ts';
import type { Scoring } from '../../contract/scoring.ts';
import type { Burst } from '../burst/detect.ts';
import { derivedId } from '../text/hash.ts';
import { alertOf, assess, loudnessOf, type Assessment, type Loudness } from './assess.ts';
import { describe } from './describe.ts';
import type { LiveCard, LiveStory, Setting } from './live-story.ts';
import { burstOf, carryingTopics, isHot, promiseOf } from './rising.ts';
import { followLife } from './window.ts';

const MINUTE = 60_000;
/** Minutes after which a story whose card was closed may open another one. */
const REOPEN_MINUTES = 60;
/** How far the score must move for a card to be rewritten at once. */
const SCORE_STEP = 5;
const CHANCE_STEP = 0.1;

/**
 * Looks at a story again and answers its opportunity where there is something new to say: a card opens, changes or
 * closes. Null where there is nothing, or nothing new.
 * @param fresh whether a new item is the occasion; time alone opens no card
 */
export function qualify(live: LiveStory, setting: Setting, at: number, fresh: boolean): Opportunity | null {
  live.evaluatedAt = at;
  const { story } = live;
  followLife(story, at, setting.window);

  if (live.card?.state === 'closed' && at - live.card.closedAt >= REOPEN_MINUTES * MINUTE) live.card = null;
  if (live.card?.state === 'closed' || (!live.card && !fresh)) return null;
  const burst = burstOf(live, setting, at);
  const promise = promiseOf(live, setting, at);
  const isStrong = burst.llr >= openLlr(live, setting) && isNews(live, burst, at);
  const takesOff = isStrong || (live.cards === 0 && promise !== null && isHot(promise, setting));
  if (!live.card && !takesOff) return null;
  const seen = assess(live, setting, burst, at);
  if (!live.card) {
    if (seen.potential < setting.scoring.openScore) return null;
    live.cards += 1;
    live.strongest = burst.llr;
    live.card = newCard(derivedId('opportunity', setting.brand.id, story.id, String(live.cards)), at);
    return say(live, live.card, seen, loudnessOf(live, live.card, seen, setting, at), setting, at);
  }
  live.strongest = Math.max(live.strongest, burst.llr);
  const { card } = live;
  const ended = endOf(seen, setting.scoring, at);
  card.state = ended ? 'closed' : story.phase.phase === 'fading' ? 'fading' : 'open';
  if (ended) card.closedAt = live.closedAt = at;
  const loudness = loudnessOf(live, card, seen, setting, at);
  if (!ended && !worthSaying(live, card, { ...seen, ...loudness }, at, setting.scoring)) return null;
  return { ...say(live, card, seen, loudness, setting, at), ...(ended && { closedBecause: ended }) };
}

/** Closes the card of a story that has become part of another one. */
export function closeMerged(gone: LiveStory, setting: Setting, at: number): Opportunity | null {
  const { card } = gone;
  if (!card || card.state === 'closed') return null;
  card.state = 'closed';
  setting.alerts.delete(card.id);
  const seen = assess(gone, setting, burstOf(gone, setting, at), at);
  const loudness = { level: card.said.level };
  return { ...describe(gone, card, seen, loudness, setting, at), closedBecause: { code: 'merged', data: {} } };
}

const newCard = (id: string, at: number): LiveCard => ({
  id,
  openedAt: at,
  state: 'open',
  closedAt: 0,
  said: { at, level: 'quiet', verdict: '', phase: '', score: 0, inTime: 0, touched: 0, title: '' },
});

/**
 * A story that had its card comes again only by what has happened since that was closed, and only stronger: the morning's
 * echo of an evening is no news.
 */
const isNews = ({ cards, strongest, closedAt }: LiveStory, { llr, minutes }: Burst, at: number): boolean =>
  cards === 0 || (llr > strongest && minutes * MINUTE <= at - closedAt);

/** The easiest threshold among the topics that carry the story. */
function openLlr(live: LiveStory, { territory, scoring }: Setting): number {
  const limits = carryingTopics(live, territory).map((topic) => scoring.openLlr[topic.sensitivity]);
  return Math.min(...limits, scoring.openLlr.low);
}

function endOf(seen: Assessment, scoring: Scoring, at: number): Reason | null {
  if (at >= seen.closing.p90) return { code: 'faded', data: {} };
  if (seen.inTime < scoring.chance.close) return { code: 'too-late', data: {} };
  return null;
}

function worthSaying(
  live: LiveStory,
  { said, state }: LiveCard,
  now: Assessment & Loudness,
  at: number,
  scoring: Scoring,
): boolean {
  if (now.level !== said.level || now.verdict.level !== said.verdict) return true;
  if (live.story.phase.phase !== said.phase || state === 'closed') return true;
  const elapsed = at - said.at >= scoring.updateSeconds * 1_000;
  const moved =
    touches(live) !== said.touched ||
    Math.abs(now.score - said.score) >= SCORE_STEP ||
    Math.abs(now.inTime - said.inTime) >= CHANCE_STEP;
  return elapsed && moved;
}

const touches = ({ story }: LiveStory): number => story.items + story.updates;

function say(
  live: LiveStory,
  card: LiveCard,
  seen: Assessment,
  loudness: Loudness,
  setting: Setting,
  at: number,
): Opportunity {
  const now = describe(live, card, seen, loudness, setting, at);
  const { level, verdict, phase, score, inTime, title } = now;
  if (level !== 'quiet' && level !== card.said.level) {
    setting.alerts.set(card.id, { ...alertOf(live, setting.territory), at, level });
  }
  if (card.state === 'closed') setting.alerts.delete(card.id);
  card.said = { at, level, verdict: verdict.level, phase, score, inTime, touched: touches(live), title };
  return now;
}
