import type { EndedLife } from '../../contract/life.ts';
import { LifeKind, type LearntBands, type LifeModel, type WindowModel } from '../../contract/window-model.ts';
import { readAttention } from '../story/attention.ts';
import { judgeLife } from '../story/hindsight.ts';
import { scoreReading } from '../story/scorecard.ts';
import { derivedId } from '../text/hash.ts';
import { learnBands, REACH, type LifeCase } from './bands.ts';

/** What is shipped weighs as much as so many of the installation's own stories, spread over the bands. */
const SHIPPED_STORIES = 50;

/**
 * Learns the time left anew from the installation's own stories, mixed with what is shipped. The scorecards stay; only
 * what a score stands for is learnt. The same lives give the same bands.
 */
export function relearnBands(shipped: WindowModel, lives: readonly EndedLife[]): LearntBands {
  const kinds = LifeKind.options.flatMap((kind) => {
    const model = shipped.kinds[kind];
    const own = lives.filter((life) => life.kind === kind && life.stepMinutes === model.stepMinutes);
    return own.length === 0 ? [] : [[kind, { stories: own.length, bands: mixedBands(model, own) }] as const];
  });
  return { basis: basisOf(shipped), kinds: Object.fromEntries(kinds) };
}

/** The shipped model with what was learnt in its place; as it is where that belongs to other scorecards. */
export function withLearnt(shipped: WindowModel, learnt: LearntBands | null): WindowModel {
  if (!learnt || learnt.basis !== basisOf(shipped)) return shipped;
  const kinds = LifeKind.options.map((kind) => {
    const bands = learnt.kinds[kind]?.bands;
    return [kind, bands ? { ...shipped.kinds[kind], bands } : shipped.kinds[kind]] as const;
  });
  return { ...shipped, kinds: Object.fromEntries(kinds) as WindowModel['kinds'] };
}

function mixedBands(model: LifeModel, lives: readonly EndedLife[]): LifeModel['bands'] {
  const scores = model.bands.map(({ score }) => score);
  const cases = lives.flatMap((life) => casesOf(life, model));
  const bell = REACH * Math.sqrt(2 * Math.PI);
  const weight = (SHIPPED_STORIES / scores.length) * bell;
  return learnBands(
    scores,
    cases.map((one) => ({ ...one, weight: lives.length / cases.length })),
    model.stepMinutes,
    { bands: model.bands, weight },
  );
}

function casesOf({ counts }: EndedLife, { left, stepMinutes }: LifeModel): Omit<LifeCase, 'weight'>[] {
  const { moments } = judgeLife(counts, stepMinutes);
  return moments.map(({ end, minutesLeft }) => ({
    score: scoreReading(left, readAttention(counts, end)),
    minutes: minutesLeft,
  }));
}

/** Names the scorecards and places of the bands: what was learnt with others means something else. */
function basisOf({ kinds }: WindowModel): string {
  const parts = LifeKind.options.map((kind) => {
    const { stepMinutes, left, bands } = kinds[kind];
    return JSON.stringify([stepMinutes, left, bands.map(({ score }) => score)]);
  });
  return derivedId(...parts);
}
