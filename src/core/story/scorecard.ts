import type { Scorecard } from '../../contract/window-model.ts';
import { READING_NAMES, type Reading } from './attention.ts';

export function scoreReading({ base, points }: Scorecard, reading: Reading): number {
  let score = base;
  for (const name of READING_NAMES) score += pointsAt(points[name] ?? [], reading[name]);
  return score;
}

function pointsAt(steps: readonly (readonly [number, number])[], value: number): number {
  let points = 0;
  for (const [from, given] of steps) {
    if (value < from) break;
    points = given;
  }
  return points;
}

export const probability = (score: number): number => 1 / (1 + Math.exp(-score));
