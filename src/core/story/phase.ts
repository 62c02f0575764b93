import type { Phase } from '../../contract/story.ts';

const MINUTE = 60_000;

/** Where a story stands in its life. A new phase counts only once it has held for HOLD_MS. */
export interface PhaseState {
  phase: Phase;
  candidate: Phase;
  candidateSince: number;
  /** Highest speed seen, voices per step. */
  peak: number;
  peakAt: number;
}

/** How long a phase must hold, milliseconds: a single quiet minute is not the end of a story. */
const HOLD_MS = 60_000;

export const newPhase = (at: number): PhaseState => ({
  phase: 'emerging',
  candidate: 'emerging',
  candidateSince: at,
  peak: 0,
  peakAt: at,
});

/** The step over which speed is measured, minutes: posts come by the minute, articles by the hour. */
export const phaseStep = (story: { posts: number; news: number }): number => (story.posts >= story.news ? 10 : 120);

/**
 * Moves the phase on.
 * @param now voices in the last step
 * @param before voices in the step before it
 */
export function movePhase(state: PhaseState, at: number, age: number, now: number, before: number, step: number): void {
  if (now > peakNow(state, at, step)) {
    state.peak = now;
    state.peakAt = at;
  }
  const candidate = look(state, peakNow(state, at, step), age, now, before, step);
  if (candidate !== state.candidate) {
    state.candidate = candidate;
    state.candidateSince = at;
  }
  if (at - state.candidateSince >= HOLD_MS) state.phase = state.candidate;
}

/** The peak as it still counts: it loses half its height every twelve steps, so that a story can rise a second time. */
const peakNow = (state: PhaseState, at: number, step: number): number =>
  state.peak * 0.5 ** ((at - state.peakAt) / (12 * step * MINUTE));

function look(state: PhaseState, peak: number, age: number, now: number, before: number, step: number): Phase {
  const level = peak === 0 ? 0 : now / peak;
  if (level < 0.5 || (state.phase === 'fading' && now <= before)) return 'fading';
  if (age < (step / 2) * MINUTE) return 'emerging';
  if (now > 1.2 * before && level > 0.9) return 'rising';
  return 'peaking';
}
