import type { Sentence } from '../query.ts';

/** What became of a part of a query in another language. */
export interface PasteNote {
  /** Its place in the translated text, UTF-16 units. */
  readonly from: number;
  readonly to: number;
  /** `same`: finds the same; `near`: finds nearly the same; `unknown`: left as it was, and has to be decided on. */
  readonly kind: 'same' | 'near' | 'unknown';
  readonly message: Sentence;
}

/** A part that reads differently here; without a note it reads the same. */
export interface Rewritten {
  readonly text: string;
  readonly note?: Omit<PasteNote, 'from' | 'to'>;
}

export const readsAs = (from: string, to: string): Sentence => ({
  en: `${from} is written ${to} here.`,
  fr: `${from} s'écrit ici ${to}.`,
});
export const inPairs = (from: string, to: string): Sentence => ({
  en: `${from} became ${to}: each word near the next.`,
  fr: `${from} est devenu ${to} : chaque mot près du suivant.`,
});
export const notKnown = (clause: string): Sentence => ({
  en: `${clause} has no counterpart here: it is left as it was. Take it out, or say it in other words.`,
  fr: `${clause} n'a pas d'équivalent ici : laissé tel quel. Retirez-le ou dites-le autrement.`,
});
