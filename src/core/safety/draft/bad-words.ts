import type { OffenceModel } from '../../../contract/offence-model.ts';
import type { SafetyLexicon } from '../../../contract/safety.ts';
import { createSigns } from '../offence-lexicon.ts';
import { OFFENCE_LANGUAGES } from '../offence-words.ts';
import { tokenize } from '../../text/tokens.ts';

/** How bad a word is to be found where nobody meant it. */
export type Badness = 'slur' | 'offensive' | 'grave';

export interface BadWords {
  /** Of a folded word; null where it may be read anywhere. */
  badnessOf(word: string): Badness | null;
  /** Bad in whatever it is found: no insult that is a plain word of other languages. */
  isPlainlyBad(word: string): boolean;
}

/** Read by everybody, in any language. */
const PLAINLY_BAD = new Set(
  (
    'anal anus penis penises vagina genitalia genitals rape rapes raped rapist rapists nazi nazis hitler kkk slut sluts whore ' +
    'whores fuck fucks fucked fucker fucking shit shits cunt cunts bitch bitches porn porno sex wank wanker bastard ' +
    'bastards boobs dildo orgy incest pute putes salope salopes ' +
    'connard connards encule encules negre negres enfoire viol violeur violeurs pedophile bougnoule'
  ).split(' '),
);

const BADNESS: Record<string, Badness> = { s: 'slur', i: 'offensive', v: 'offensive', p: 'offensive' };
/** Shorter grave words come about by chance. */
const SHORTEST_GRAVE = 4;

/** Words of the offence model, those of grave events that need no neighbour, and some that everybody reads. */
export function createBadWords(model: OffenceModel | null, lexicons: readonly SafetyLexicon[]): BadWords {
  const signs = model ? OFFENCE_LANGUAGES.map((language) => createSigns(language, model.words[language])) : [];
  const grave = new Set([...GRAVE, ...lexicons.flatMap(graveWords)]);

  function badnessOf(word: string): Badness | null {
    const signed = signs.map((sign) => BADNESS[sign(word)]);
    if (signed.includes('slur')) return 'slur';
    if (PLAINLY_BAD.has(word) || signed.includes('offensive')) return 'offensive';
    return grave.has(word) ? 'grave' : null;
  }

  return {
    badnessOf,
    isPlainlyBad: (word) => PLAINLY_BAD.has(word) || (word.length > 4 && badnessOf(word) === 'slur'),
  };
}

/** Grave by themselves where somebody spells them, whatever they are among other words. */
const GRAVE =
  'dead death kill kills killed bomb bombs terror murder victim victims mort morts tuer tue bombe attentat meurtre'.split(
    ' ',
  );

const graveWords = ({ types }: SafetyLexicon): string[] =>
  types
    .filter(({ severity }) => severity === 3)
    .flatMap(({ entries }) => entries.filter(({ sure }) => sure).flatMap(({ words }) => words))
    .filter((word) => !word.includes('*') && !word.includes(' ') && word.length >= SHORTEST_GRAVE)
    .flatMap((word) => tokenize(word));
