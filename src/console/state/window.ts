import type { Opportunity } from '../../contract/opportunity.ts';

const MINUTE = 60_000;

/**
 * ok: more often than not there is time to answer; tight: less often; late: hardly ever;
 * last: the likely end has passed, the latest has not; over: closed for good.
 */
export type Pace = 'ok' | 'tight' | 'late' | 'last' | 'over';

/** The window as a person reads it. All values in minutes from now, never below zero. */
export interface WindowLeft {
  readonly pace: Pace;
  readonly left: number;
  readonly from: number;
  readonly to: number;
  readonly reactivity: number;
}

export function windowLeft(opportunity: Opportunity, now: number): WindowLeft {
  const minutesTo = (instant: string) => Math.max(0, (Date.parse(instant) - now) / MINUTE);
  const { window, reactivityMinutes: reactivity } = opportunity;
  const ends = { left: minutesTo(window.p50), from: minutesTo(window.p10), to: minutesTo(window.p90) };
  return { ...ends, reactivity, pace: paceOf(opportunity, ends.left, ends.to) };
}

function paceOf({ state, reactivityMinutes }: Opportunity, left: number, to: number): Pace {
  if (state === 'closed' || to === 0) return 'over';
  if (left === 0) return 'last';
  if (reactivityMinutes <= left) return 'ok';
  return reactivityMinutes <= to ? 'tight' : 'late';
}
