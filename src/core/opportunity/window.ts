import type { Window } from '../../contract/opportunity.ts';
import { LEVELS, type WindowModel } from '../../contract/window-model.ts';
import { isLongQuiet, lifeKind, movePhase, readLife, type Living } from '../story/phase.ts';
import { scoreReading } from '../story/scorecard.ts';
import { minutesAt, minutesAtLevel, shareAt } from './bands.ts';

const MINUTE = 60_000;

/** Moments at which attention has fallen below half of its peak for good, milliseconds. */
export interface Closing {
  /** The interval that holds four times in five; see `LifeModel.interval`. */
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  /** The moment at each of LEVELS. */
  readonly moments: readonly number[];
}

/**
 * Looks at where a story stands in its life: its phase, and when its attention will be over. That moves later only where
 * somebody new speaks: time alone makes no window longer. A story that was quiet for long is over; a late word does not
 * bring it back, a second rise to half of its height does.
 */
export function followLife(story: Living, at: number, model: WindowModel): void {
  const { phase: state } = story;
  const life = model.kinds[lifeKind(story)];
  const reading = readLife(story, at, model);
  movePhase(state, at, reading, life);
  const before = state.closing;
  const heard = story.posts + story.news + state.gained;
  const isNew = heard !== state.heard;
  state.heard = heard;
  const isOver = isLongQuiet(reading);
  const minutes = isOver ? LEVELS.map(() => 0) : minutesAt(life.bands, scoreReading(life.left, reading));
  const moments = minutes.map((left) => at + left * MINUTE);
  const mayMoveLater = before.length === 0 || (isNew && !isOver);
  state.closing = mayMoveLater ? moments : moments.map((moment, i) => Math.min(moment, before[i] as number));
}

/** When the attention of a story that was looked at will be over. */
export function closingOf(story: Living, model: WindowModel): Closing {
  const { low, high } = model.kinds[lifeKind(story)].interval;
  const moments = story.phase.closing;
  return {
    p10: minutesAtLevel(moments, low),
    p50: minutesAtLevel(moments, 0.5),
    p90: minutesAtLevel(moments, high),
    moments,
  };
}

export const viewWindow = ({ p10, p50, p90 }: Closing): Window => ({
  p10: new Date(p10).toISOString(),
  p50: new Date(p50).toISOString(),
  p90: new Date(p90).toISOString(),
});

/** Parts of the same size into which the brand's times are taken: more change the chance by less than a hundredth. */
const TIMES = 40;

/**
 * Probability that the brand answers before the window closes.
 * @param reactivityMinutes the brand's median from alert to approved post
 * @param reactivitySpread standard deviation of its logarithm
 */
export function chanceInTime(
  { moments }: Closing,
  at: number,
  reactivityMinutes: number,
  reactivitySpread: number,
): number {
  let chance = 0;
  for (const z of NORMAL_TIMES) {
    const answer = at + reactivityMinutes * Math.exp(reactivitySpread * z) * MINUTE;
    chance += 1 - shareAt(moments, answer);
  }
  return chance / TIMES;
}

/** Normal deviates in the middle of parts of the same probability. */
const NORMAL_TIMES = Array.from({ length: TIMES }, (_, i) => normalDeviate((i + 0.5) / TIMES));

/** The normal deviate below which a share of a half or less lies, and its mirror (Hastings; error under 4.5e-4). */
function normalDeviate(share: number): number {
  if (share > 0.5) return -normalDeviate(1 - share);
  const t = Math.sqrt(-2 * Math.log(share));
  return -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
}
