import { type FunnelStep, Step, type Steps } from '../../contract/funnel.ts';
import type { VerdictLevel } from '../../contract/opportunity.ts';
import { type ClockFigure, TARGETS } from '../../contract/results.ts';
import { spreadOver } from './percentile.ts';

const MINUTE = 60_000;

/** Steps in the order in which they are taken. */
export const STEPS: readonly Step[] = Step.options;

/** Minutes from one step to another; null unless both were taken. Clocks of two machines make nothing negative. */
export function minutesBetween(steps: Steps, from: Step, to: Step): number | null {
  const [a, b] = [steps[from], steps[to]];
  if (a === undefined || b === undefined) return null;
  return Math.max(Date.parse(b) - Date.parse(a), 0) / MINUTE;
}

/** The last step before one that was taken: a quiet card that is opened was never alerted. */
export function stepBefore(steps: Steps, step: Step): Step | null {
  return STEPS.slice(0, STEPS.indexOf(step)).findLast((one) => steps[one] !== undefined) ?? null;
}

/** Whether an opportunity came so far: it took the step, or one after it. */
const cameTo = (steps: Steps, step: Step): boolean =>
  STEPS.slice(STEPS.indexOf(step)).some((one) => steps[one] !== undefined);

/**
 * How many came to each step, never more than to the one before, and how long it took since the last step before it that
 * was taken.
 */
export function funnelOf(cases: readonly Steps[]): FunnelStep[] {
  return STEPS.map((step) => {
    const minutes = cases.flatMap((steps) => {
      const before = stepBefore(steps, step);
      const taken = before && minutesBetween(steps, before, step);
      return taken === null ? [] : [taken];
    });
    return { step, count: cases.filter((steps) => cameTo(steps, step)).length, ...spreadOver(minutes) };
  });
}

interface Timed {
  readonly steps: Steps;
  readonly verdict: VerdictLevel;
}

/** Each step against the newsroom clock's target, which depends on what the gate said. */
export function clockOf(cases: readonly Timed[]): ClockFigure[] {
  return TARGETS.map(({ step, since, minutes: target }) => {
    const taken = cases.flatMap(({ steps, verdict }) => {
      const minutes = minutesBetween(steps, since, step);
      return minutes === null ? [] : [{ minutes, most: verdict === 'go' ? target.go : target.review }];
    });
    const within = taken.filter(({ minutes, most }) => minutes <= most).length;
    return { step, since, target, count: taken.length, within, ...spreadOver(taken.map(({ minutes }) => minutes)) };
  });
}
