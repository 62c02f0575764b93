import type { Frequencies } from '../../contract/frequencies.ts';
import type { StoryModel } from '../../contract/story-model.ts';
import { conceptsOf } from './words/concepts.ts';
import { JOIN_MEASURES, MERGE_MEASURES } from './measure.ts';
import { stemOf } from './words/stem.ts';
import type { Background } from './words/vocabulary.ts';
import { createWordReader, type WordReader } from './words/read-words.ts';

/** How many items of a brand's own the shipped frequencies are worth. */
const BACKGROUND_ITEMS = 1_000;
/** Share of items that have a word that is not listed. */
const UNLISTED = 0.0005;

/** A logistic decision. */
export interface Decision {
  /** Probability from which it is done. */
  readonly from: number;
  readonly weights: readonly number[];
}

/** What grouping goes by: learnt numbers, and words as they are known before anything was seen. */
export interface StoryRules {
  readonly join: Decision;
  readonly merge: Decision;
  readonly background: Background;
  readonly readWords: WordReader;
}

/** Throws where the model weighs something that is not measured. */
export function createStoryRules(model: StoryModel, { words }: Pick<Frequencies, 'words'>): StoryRules {
  const concepts = conceptsOf();
  const shares = new Map<string, number>();
  for (const [word, of100000] of Object.entries(words)) {
    const stem = stemOf(word);
    const key = concepts.get(word) ?? concepts.get(stem) ?? stem;
    shares.set(key, (shares.get(key) ?? 0) + of100000 / 100_000);
  }
  return {
    join: decisionOf(model.join, JOIN_MEASURES),
    merge: decisionOf(model.merge, MERGE_MEASURES),
    background: { items: BACKGROUND_ITEMS, shares, unlisted: UNLISTED },
    readWords: createWordReader(concepts),
  };
}

function decisionOf({ from, weights }: StoryModel['join'], measures: readonly string[]): Decision {
  const unknown = Object.keys(weights).find((name) => !measures.includes(name));
  if (unknown) throw new Error(`the story model weighs “${unknown}”, which is not measured`);
  return { from, weights: measures.map((name) => weights[name] ?? 0) };
}

/** Probability, 0 to 1, by a logistic model. */
export function probability({ weights }: Decision, measures: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]! * measures[i]!;
  return 1 / (1 + Math.exp(-sum));
}
