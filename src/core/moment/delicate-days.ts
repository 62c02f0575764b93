import type { Care, Moment } from '../../contract/moment.ts';
import { findPhrases, phraseTable, type PhraseTable } from '../text/phrases.ts';
import { dayAt } from './days.ts';
import { careOf, countsIn } from './occurrences.ts';
import { solemnOn } from './solemn-on.ts';

const QUARTER_HOUR_MS = 15 * 60_000;
/** Quarters of an hour, in the zones of the brands, that are remembered. */
const REMEMBERED = 256;

/** A memorial or religious date on the day on which a story is told. */
export interface DelicateNow {
  /** Its moment's id. */
  readonly id: string;
  readonly name: Moment['name'];
  readonly care: Exclude<Care, 'none'>;
  /** It surely falls on this day and counts where the brand says that it speaks. */
  readonly isOurs: boolean;
}

/** The delicate days of one calendar, with the words by which people speak of them. */
export interface DelicateDays {
  /** Those on the day of `at` in a time zone, wherever they count: people speak of them everywhere. */
  on(at: number, brand: { readonly timeZone: string; readonly countries: readonly string[] }): readonly DelicateNow[];
  /** Which of them a text speaks of; its words folded, in order. */
  spokenIn(tokens: readonly string[], days: readonly DelicateNow[]): readonly DelicateNow[];
}

export const NO_DELICATE_DAYS: DelicateDays = { on: () => [], spokenIn: () => [] };

export function createDelicateDays(moments: readonly Moment[]): DelicateDays {
  const delicate = moments.filter((moment) => careOf(moment) !== 'none');
  const words: PhraseTable<string> = phraseTable(
    delicate.flatMap(({ id, words: { en, fr } }) => [...en, ...fr].map((phrase) => [phrase, id] as const)),
  );
  const known = new Map<string, readonly DelicateNow[]>();

  function lookUp(at: number, timeZone: string, countries: readonly string[]): DelicateNow[] {
    return solemnOn(delicate, dayAt(at, timeZone).toString()).map(({ date, care, certain }) => {
      const isOurs = certain && countries.length > 0 && countsIn(date, countries);
      return { id: date.moment, name: date.name, care, isOurs };
    });
  }

  return {
    on(at, { timeZone, countries }) {
      const key = `${Math.floor(at / QUARTER_HOUR_MS)} ${timeZone} ${countries.join()}`;
      const found = known.get(key) ?? lookUp(at, timeZone, countries);
      if (known.size >= REMEMBERED) known.clear();
      known.set(key, found);
      return found;
    },
    spokenIn(tokens, days) {
      if (days.length === 0) return [];
      const found = new Set(findPhrases(words, tokens).map(({ value }) => value));
      return days.filter(({ id }) => found.has(id));
    },
  };
}
