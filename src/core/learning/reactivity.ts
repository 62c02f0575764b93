import type { Brand } from '../../contract/brand.ts';
import type { Reactivity, Steps } from '../../contract/funnel.ts';
import { minutesBetween } from './funnel.ts';
import { spreadOver } from './percentile.ts';

/** Newest cases that are looked at: how a team worked last year says little of today. */
export const CASES_LOOKED_AT = 50;
/** Fewer say nothing: what is configured counts. */
export const LEAST_CASES = 8;
/** From so many on, how far they lie apart is measured, too. */
const SPREAD_CASES = 20;
/** As brands may be configured, minutes. */
const [LEAST_MINUTES, MOST_MINUTES] = [1, 1_440];
/** Bounds of a measured spread: a run of equal times is not certainty, and one forgotten weekend is not the rule. */
const [LEAST_SPREAD, MOST_SPREAD] = [0.2, 1.5];
/** Standard deviations between the median and the 95th percentile. */
const P95_DEVIATIONS = 1.645;

/**
 * How long a brand needs from the alert to the approved post, by its own cases, the newest approval first. A card that had
 * been approved before it alerted, or never alerted, is counted from when it was detected.
 */
export function measureReactivity(brand: Pick<Brand, 'id' | 'reactivityMinutes'>, cases: readonly Steps[]): Reactivity {
  const minutes = cases.flatMap((steps) => needed(steps) ?? []).slice(0, CASES_LOOKED_AT);
  const spread = spreadOver(minutes);
  const measured = spread.median !== null && minutes.length >= LEAST_CASES;
  const median = Math.min(Math.max(Math.round(spread.median ?? 0), LEAST_MINUTES), MOST_MINUTES);
  return {
    brand: brand.id,
    minutes: measured ? median : brand.reactivityMinutes,
    measured,
    cases: minutes.length,
    ...spread,
  };
}

function needed(steps: Steps): number | null {
  const { alerted, approved } = steps;
  const wasAlerted = alerted !== undefined && approved !== undefined && Date.parse(alerted) <= Date.parse(approved);
  return minutesBetween(steps, wasAlerted ? 'alerted' : 'detected', 'approved');
}

/** What counts for a brand now: what was measured, else what is configured, which may have changed since. */
export function reactivityOf(brand: Pick<Brand, 'id' | 'reactivityMinutes'>, measured: Reactivity | null): Reactivity {
  if (measured?.measured) return measured;
  const nothing = { cases: 0, median: null, p95: null };
  return { ...nothing, ...measured, brand: brand.id, minutes: brand.reactivityMinutes, measured: false };
}

/** The brand as detection reckons with it. What is stored stays as people wrote it. */
export function withReactivity(brand: Brand, measured: Reactivity | null): Brand {
  const { minutes } = reactivityOf(brand, measured);
  return minutes === brand.reactivityMinutes ? brand : { ...brand, reactivityMinutes: minutes };
}

/** Standard deviation of the logarithm of the brand's times; null where too few cases tell. */
export function reactivitySpread(reactivity: Reactivity | null): number | null {
  if (!reactivity?.measured || reactivity.cases < SPREAD_CASES) return null;
  const { median, p95 } = reactivity;
  if (median === null || p95 === null || median <= 0) return null;
  const spread = Math.log(p95 / median) / P95_DEVIATIONS;
  return Math.min(Math.max(spread, LEAST_SPREAD), MOST_SPREAD);
}
