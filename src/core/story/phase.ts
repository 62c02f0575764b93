import type { Phase } from '../../contract/story.ts';
import type { LifeKind, LifeModel, WindowModel } from '../../contract/window-model.ts';
import { readAttention, type Reading } from './attention.ts';
import { STEPS_AFTER, type Stage } from './hindsight.ts';
import { probability, scoreReading } from './scorecard.ts';

const MINUTE = 60_000;

/** Where a story stands in its life. A new phase counts only once it has held for HOLD_MS. Plain data. */
export interface PhaseState {
  phase: Phase;
  candidate: Phase;
  candidateSince: number;
  /** Likes that its items gained, per minute since 1970. */
  readonly likes: Map<number, number>;
  gained: number;
  /** When attention will be over, milliseconds: one moment for each of LEVELS. Empty before the first look. */
  closing: readonly number[];
  /** Voices and likes there were when `closing` was said. */
  heard: number;
}

/** What a story must tell for its place in life to be read. */
export interface Living {
  readonly posts: number;
  readonly news: number;
  /** New voices per minute since 1970. */
  readonly minutes: ReadonlyMap<number, number>;
  readonly phase: PhaseState;
}

/** How long a phase must hold: several ticks, so that a single quiet minute is not the end of a story. */
const HOLD_MS = 60_000;
/** A story younger than this many steps has no smoothed past to tell a rise from. */
const YOUNG_STEPS = 3;
/** A story of so few items lives by its likes, where it gained so many. */
const FEW_ITEMS = 3;
const MANY_LIKES = 20;

export const newPhase = (at: number): PhaseState => ({
  phase: 'emerging',
  candidate: 'emerging',
  candidateSince: at,
  likes: new Map(),
  gained: 0,
  closing: [],
  heard: 0,
});

/** Adds likes that an item gained since it was last seen. Fewer than before say nothing. */
export function noteLikes(state: PhaseState, more: number, at: number): void {
  if (more <= 0) return;
  const minute = Math.floor(at / MINUTE);
  state.likes.set(minute, (state.likes.get(minute) ?? 0) + more);
  state.gained += more;
}

/** Whether a story lives by voices of people, by articles, or by the likes of a single item. */
export function lifeKind({ posts, news, phase }: Living): LifeKind {
  if (posts + news <= FEW_ITEMS && phase.gained >= MANY_LIKES) return 'item';
  return posts >= news ? 'posts' : 'news';
}

/** Reads a story's curve of attention at a moment. */
export function readLife(story: Living, at: number, model: WindowModel): Reading {
  const kind = lifeKind(story);
  const { stepMinutes, mostSteps } = model.kinds[kind];
  return readAttention(stepsUntil(kind === 'item' ? story.phase.likes : story.minutes, at, stepMinutes, mostSteps));
}

/**
 * Counts per step, oldest first, the last one ending with the minute of `at`: the same steps in which the model was
 * learnt, wherever they begin. A story longer than `mostSteps` is read by its end, so that it can rise a second time.
 */
export function stepsUntil(
  minutes: ReadonlyMap<number, number>,
  at: number,
  stepMinutes: number,
  mostSteps: number,
): number[] {
  const last = Math.floor(at / MINUTE);
  let first = last;
  for (const minute of minutes.keys()) if (minute < first) first = minute;
  const steps = Math.min(Math.floor((last - first) / stepMinutes) + 1, mostSteps);
  const counts = new Array<number>(steps).fill(0);
  for (const [minute, n] of minutes) {
    const step = steps - 1 - Math.floor((last - minute) / stepMinutes);
    if (minute <= last && step >= 0) counts[step] = (counts[step] as number) + n;
  }
  return counts;
}

/** Moves the phase on. */
export function movePhase(state: PhaseState, at: number, reading: Reading, life: LifeModel): void {
  const candidate = look(reading, life);
  if (candidate !== state.candidate) {
    state.candidate = candidate;
    state.candidateSince = at;
  }
  if (at - state.candidateSince >= HOLD_MS) state.phase = state.candidate;
}

/** Whether the story has been quiet for longer than anything that was learnt from. */
export const isLongQuiet = ({ below }: Reading): boolean => below > STEPS_AFTER;

function look(reading: Reading, life: LifeModel): Phase {
  const stage = isLongQuiet(reading) ? 'over' : stageOf(reading, life);
  if (stage === 'over') return 'fading';
  if (stage === 'peaking') return 'peaking';
  return reading.age < YOUNG_STEPS ? 'emerging' : 'rising';
}

/** How far the story has come, as far as can be told without hindsight. */
export function stageOf(reading: Reading, { over, risen }: LifeModel): Stage {
  if (probability(scoreReading(over, reading)) >= over.from) return 'over';
  return probability(scoreReading(risen, reading)) >= risen.from ? 'peaking' : 'emerging';
}
