import { finding } from './finding.ts';
import { sentencesOf, proseOf, type DraftWord } from './draft-text.ts';
import type { OffenceReader } from '../offence.ts';
import type { DraftReader } from './matter.ts';
import type { Place } from '../../territory/explain/places.ts';

const OFFENCE = {
  /** Chance from which a person must look, and from which nobody need. */
  review: 0.5,
  block: 0.8,
  /** Words of a sentence looked at one by one. */
  words: 40,
  /** A word that takes so much of the chance with it is one of those that make it. */
  share: 0.25,
  most: 3,
} as const;

/** What insults or degrades, by the company of its words. */
export function createOffenceFinder(readOffence: OffenceReader): DraftReader {
  return function findOffence({ draft }) {
    const { offence, hate } = readOffence(proseOf(draft), draft.lang);
    if (offence < OFFENCE.review) return [];
    const level = offence >= OFFENCE.block ? 'block' : 'review';
    const places = offendingPlaces((words) => chanceOf(words, draft.lang), draft.words);
    return [finding(draft, 'offence', level, places, { kind: hate >= OFFENCE.review ? 'hate' : 'insult' })];
  };

  function chanceOf(words: readonly DraftWord[], lang: string): number {
    return readOffence(words.map(({ seen }) => seen).join(' '), lang).offence;
  }
}

/** The words without which the worst sentence would be better; the sentence itself where none of them stands out. */
function offendingPlaces(chanceOf: (words: readonly DraftWord[]) => number, words: readonly DraftWord[]): Place[] {
  let worst: { chance: number; words: readonly DraftWord[] } = { chance: 0, words: [] };
  for (const sentence of sentencesOf(words)) {
    for (let from = 0; from < sentence.length; from += OFFENCE.words) {
      const part = sentence.slice(from, from + OFFENCE.words);
      const chance = chanceOf(part);
      if (chance > worst.chance) worst = { chance, words: part };
    }
  }
  if (worst.chance < OFFENCE.review) return [];
  const without = worst.words
    .map((word, at) => ({ word, lost: 1 - chanceOf(worst.words.toSpliced(at, 1)) / worst.chance }))
    .filter(({ lost }) => lost >= OFFENCE.share)
    .sort((a, b) => b.lost - a.lost)
    .slice(0, OFFENCE.most);
  if (without.length > 0) return without.map(({ word }) => word);
  return [{ from: worst.words[0]!.from, to: worst.words.at(-1)!.to }];
}
