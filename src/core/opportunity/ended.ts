import type { EndedLife } from '../../contract/life.ts';
import type { WindowModel } from '../../contract/window-model.ts';
import { lifeKind, stepsUntil, type Living } from '../story/phase.ts';

const MINUTE = 60_000;
/** Fewer voices say too little of how attention comes and goes. */
const FEWEST_VOICES = 8;

/** The life of a story that is over, around its peak; null where it had too few voices to tell. */
export function endedLife(
  story: Living & { readonly id: string; readonly lastAt: number },
  brand: string,
  at: number,
  model: WindowModel,
): EndedLife | null {
  const kind = lifeKind(story);
  const { stepMinutes, mostSteps } = model.kinds[kind];
  const minutes = kind === 'item' ? story.phase.likes : story.minutes;
  let voices = 0;
  let last = 0;
  for (const [minute, n] of minutes) {
    voices += n;
    last = Math.max(last, minute);
  }
  if (voices < FEWEST_VOICES) return null;
  const quiet = new Array<number>(mostSteps).fill(0);
  const counts = [...stepsUntil(minutes, last * MINUTE, stepMinutes, Infinity), ...quiet];
  const peakAt = counts.indexOf(Math.max(...counts));
  const from = Math.max(0, peakAt - Math.floor(mostSteps / 2));
  const endedAt = new Date(at).toISOString();
  return { brand, story: story.id, kind, endedAt, stepMinutes, counts: counts.slice(from, from + mostSteps) };
}
