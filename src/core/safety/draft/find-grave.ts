import type { VerdictLevel } from '../../../contract/opportunity.ts';
import type { GraveWord } from '../events.ts';
import { finding, stricter } from './finding.ts';
import type { DraftReader, Reading } from './matter.ts';
import { placesOfWords } from './phrases-in.ts';
import type { Place } from '../../territory/explain/places.ts';

/** What the draft itself says of grave events. */
export const findGrave: DraftReader = (reading) => {
  const byType = Map.groupBy(reading.grave, ({ type }) => type);
  const found = [...byType].map(([type, words]) => {
    const level = words.map((word) => levelOf(word, reading.grief)).reduce(stricter);
    const places = words.flatMap((word) => placesOfGrave(reading, word));
    return finding(reading.draft, `event.${type}`, level, places);
  });
  return reading.readable ? found : [...found, finding(reading.draft, 'unreadable', 'go')];
};

/**
 * A word that nothing near it confirms is a remark, as one such post closes no gate. Condolences speak of death, and may
 * have to be spoken: a person decides.
 */
function levelOf({ severity, weight }: GraveWord, grief: boolean): VerdictLevel {
  if (weight < 1 || severity === 1) return 'go';
  return severity === 3 && !grief ? 'block' : 'review';
}

/** The event reader tells words, not places; a hashtag is one word to it. */
export function placesOfGrave({ draft }: Pick<Reading, 'draft'>, { word }: GraveWord): Place[] {
  return placesOfWords(word.split(' '), draft.words);
}
