const MINUTE = 60_000;

/** What a brand's stories usually gather, from its own recent past. */
export interface Baseline {
  /** Voices and story-minutes seen, both fading with the half-life. */
  voices: number;
  storyMinutes: number;
  updatedAt: number;
  /** When the first mention came, milliseconds; 0 before. */
  knownSince: number;
}

/** Half-life of what is usual, in minutes: three days, so that a busy evening does not become the norm. */
const HALF_LIFE_MINUTES = 3 * 24 * 60;
/** Prior: a story gathers about three voices a day, believed as strongly as two story-days of evidence. */
const PRIOR_RATE = 3 / (24 * 60);
const PRIOR_STORY_MINUTES = 2 * 24 * 60;

export const emptyBaseline = (at: number): Baseline => ({ voices: 0, storyMinutes: 0, updatedAt: at, knownSince: at });

/** Lets time pass over `stories` live stories. */
export function passTime(baseline: Baseline, at: number, stories: number): void {
  if (at <= baseline.updatedAt) return;
  if (baseline.knownSince === 0) baseline.knownSince = at;
  const minutes = (at - baseline.updatedAt) / MINUTE;
  const fade = 0.5 ** (minutes / HALF_LIFE_MINUTES);
  baseline.voices *= fade;
  baseline.storyMinutes = baseline.storyMinutes * fade + stories * minutes;
  baseline.updatedAt = at;
}

/** Adds a voice, unless its story is hot: a burst must not become what is usual. */
export function learnVoice(baseline: Baseline, hot: boolean): void {
  if (!hot) baseline.voices += 1;
}

/** Voices per minute that a story of this brand usually gathers. */
export const usualRate = (baseline: Baseline): number =>
  (baseline.voices + PRIOR_RATE * PRIOR_STORY_MINUTES) / (baseline.storyMinutes + PRIOR_STORY_MINUTES);
