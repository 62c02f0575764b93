import { voicesBetween, type VoiceCount } from './count.ts';

const MINUTE = 60_000;

/** Windows looked at, in minutes: short ones for posts, long ones because an outlet writes a few articles a day. */
export const WINDOWS_MINUTES = [1, 2, 3, 5, 8, 13, 20, 30, 45, 60, 90, 180, 360, 720] as const;
/** Fewer voices than this are never a burst; more are asked for while a brand's own past is shorter than a day. */
const FEWEST_VOICES = 3;
const FEWEST_VOICES_AT_FIRST = 5;
const FIRST_MS = 24 * 60 * MINUTE;
/** How many minutes of the story's own past the usual rate is worth when the two are mixed. */
const PRIOR_MINUTES = 180;
/** The story's own past that tells what is usual for it, in minutes. */
const PAST_MINUTES = 24 * 60;

/** The most surprising window: so many voices in so many minutes where so many are usual. */
export interface Burst {
  readonly count: number;
  readonly minutes: number;
  readonly usual: number;
  /** Log-likelihood ratio against the usual rate; 0 where nothing is unusual. */
  readonly llr: number;
  /** The rising term that is counted instead of the story's own voices. */
  readonly term?: string;
}

/** What is usual for a story of a brand. */
export interface Usual {
  /** Voices per minute. */
  readonly rate: number;
  /** Since when the brand's mentions are known, milliseconds. */
  readonly knownSince: number;
}

export const NO_BURST: Burst = { count: 0, minutes: 0, usual: 0, llr: 0 };

/**
 * Poisson generalised likelihood ratio over several windows that end at `at`: n·ln(n ÷ mu) − (n − mu) for n > mu.
 * @param since when the story began, milliseconds
 */
export function detectBurst(count: VoiceCount, at: number, since: number, { rate, knownSince }: Usual): Burst {
  const fewest = at - knownSince < FIRST_MS ? FEWEST_VOICES_AT_FIRST : FEWEST_VOICES;
  let best = NO_BURST;
  for (const minutes of WINDOWS_MINUTES) {
    const from = at - minutes * MINUTE;
    const n = voicesBetween(count, from, at);
    if (n < fewest) continue;
    const usual = expected(count, from, since, rate) * minutes;
    const llr = likelihoodRatio(n, usual);
    if (llr > best.llr) best = { count: n, minutes, usual, llr };
  }
  return best;
}

/** Usual voices per minute for this story: the brand's rate, corrected by what the story did before the window. */
function expected(count: VoiceCount, from: number, since: number, rate: number): number {
  const pastMinutes = Math.min(Math.max((from - since) / MINUTE, 0), PAST_MINUTES);
  if (pastMinutes === 0) return rate;
  const past = voicesBetween(count, from - pastMinutes * MINUTE, from);
  return (past + rate * PRIOR_MINUTES) / (pastMinutes + PRIOR_MINUTES);
}

export function likelihoodRatio(n: number, usual: number): number {
  return n > usual ? n * Math.log(n / usual) - (n - usual) : 0;
}
