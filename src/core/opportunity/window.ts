import type { Window } from '../../contract/opportunity.ts';
import type { Quantiles, Scoring } from '../../contract/scoring.ts';
import type { StoryState } from '../story/group.ts';

const MINUTE = 60_000;
/** Distance of the 10th from the 90th percentile of a normal distribution, in standard deviations. */
const P10_TO_P90 = 2.563;

/** Moments at which attention has fallen below half of its peak for good, milliseconds. */
export interface Closing {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  /** Standard deviation of the logarithm of the time from now to then, as estimated: it does not shrink by waiting. */
  readonly spread: number;
}

/**
 * When the story's attention will be over, from quantiles per source class and phase, mixed by the story's share of
 * posts. Counted from the story's last item, or from when it began to fade: time alone makes no story live longer.
 */
export function closingOf(story: StoryState, scoring: Scoring): Closing {
  const { phase, candidateSince } = story.phase;
  const from = phase === 'fading' ? candidateSince : story.lastAt;
  const posts = story.posts / (story.posts + story.news);
  const { post, news } = scoring.window;
  const minutes = (name: keyof Quantiles): number =>
    Math.exp(posts * Math.log(post[phase][name]) + (1 - posts) * Math.log(news[phase][name]));
  const [p10, p50, p90] = [minutes('p10'), minutes('p50'), minutes('p90')];
  const spread = Math.log(p90 / p10) / P10_TO_P90;
  return { p10: from + p10 * MINUTE, p50: from + p50 * MINUTE, p90: from + p90 * MINUTE, spread };
}

export const viewWindow = (closing: Closing): Window => ({
  p10: new Date(closing.p10).toISOString(),
  p50: new Date(closing.p50).toISOString(),
  p90: new Date(closing.p90).toISOString(),
});

/** Probability that the brand answers before the window closes; both times are taken as log-normal. */
export function chanceInTime(
  closing: Closing,
  at: number,
  reactivityMinutes: number,
  reactivitySpread: number,
): number {
  const minutesLeft = Math.max((closing.p50 - at) / MINUTE, 0.1);
  const ahead = Math.log(minutesLeft) - Math.log(reactivityMinutes);
  return normalShare(ahead / Math.hypot(closing.spread, reactivitySpread));
}

/** Share of a standard normal distribution below z (Zelen and Severo's approximation, error under 7.5e-8). */
function normalShare(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const tail =
    density * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z >= 0 ? 1 - tail : tail;
}
