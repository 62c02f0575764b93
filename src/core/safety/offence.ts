import type { OffenceModel } from '../../contract/offence-model.ts';
import { hash32 } from '../text/hash.ts';
import { offenceFeatures, SLOTS, type Features } from './offence-features.ts';
import { createSigns, type SignOf } from './offence-lexicon.ts';
import { offenceTokens } from './offence-tokens.ts';
import { OFFENCE_LANGUAGES, type OffenceLanguage } from './offence-words.ts';

/** Chances, 0 to 1. Offence includes hate; from ½ on a text is taken for what it is likely to be. */
export interface Offence {
  readonly offence: number;
  readonly hate: number;
}

export type OffenceReader = (text: string, language: string) => Offence;

/** Words read at a time: one insult in a long text is not thinned out. */
const STRETCH = 64;
/** Words by which stretches overlap. */
const OVERLAP = 8;

interface Weights {
  readonly bias: number;
  readonly step: number;
  readonly slots: Int8Array;
}

/**
 * Reads how offensive a text is. One in neither of the languages it was learnt for is read in both, and the higher chance
 * counts. Time grows with the text's length alone. Throws where the model's weights are not as many as there are slots.
 */
export function createOffenceReader(model: OffenceModel): OffenceReader {
  const [offence, hate] = [unpack(model.offence), unpack(model.hate)];
  const signs = new Map<OffenceLanguage, SignOf>(
    OFFENCE_LANGUAGES.map((language) => [language, createSigns(language, model.words[language])]),
  );

  return function readOffence(text, language) {
    const languages = OFFENCE_LANGUAGES.filter((known) => known === language);
    const tokens = offenceTokens(text);
    const worst = { offence: 0, hate: 0 };
    for (const known of languages.length > 0 ? languages : OFFENCE_LANGUAGES) {
      for (const stretch of stretchesOf(tokens)) {
        const features = offenceFeatures(stretch, signs.get(known)!, seedOf(known));
        worst.offence = Math.max(worst.offence, chance(offence, features));
        worst.hate = Math.max(worst.hate, chance(hate, features));
      }
    }
    // Hate is offence, too.
    return { offence: worst.offence, hate: Math.min(worst.hate, worst.offence) };
  };
}

/** The same word is another one in another language. */
export const seedOf = (language: OffenceLanguage): number => hash32(language);

export function* stretchesOf(tokens: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from === 0 || from + OVERLAP < tokens.length; from += STRETCH - OVERLAP) {
    yield tokens.slice(from, from + STRETCH);
  }
}

function chance({ bias, step, slots }: Weights, features: Features): number {
  let sum = 0;
  for (let i = 0; i < features.slots.length; i++) sum += slots[features.slots[i]!]! * features.values[i]!;
  return 1 / (1 + Math.exp(-(bias + step * sum)));
}

function unpack({ bias, step, slots }: OffenceModel['offence']): Weights {
  const bytes = Uint8Array.fromBase64(slots);
  if (bytes.length !== SLOTS) throw new Error(`the offence model has ${bytes.length} weights, not ${SLOTS}`);
  return { bias, step, slots: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) };
}
