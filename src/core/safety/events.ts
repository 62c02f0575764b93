import type { EventType, SafetyLexicon } from '../../contract/safety.ts';
import type { Signal } from '../../contract/signal.ts';
import { tokenize } from '../text/tokens.ts';
import { findPhrases, phraseTable, type Found, type PhraseTable } from './phrases.ts';

/** A grave word stands in the text and nothing near it makes it harmless. */
export interface GraveWord {
  readonly type: EventType;
  readonly severity: 1 | 2 | 3;
  /** The words as they stand in the text, folded. */
  readonly word: string;
  /** 1 where the word is sure or confirmed by a neighbour, ½ otherwise. */
  readonly weight: number;
}

/** What a text says about grave events. */
export interface Reading {
  /** The strongest word of each type. */
  readonly grave: readonly GraveWord[];
  readonly firstPerson: boolean;
  readonly unconfirmed: boolean;
  readonly reassuring: boolean;
  readonly grief: boolean;
  /** False where the text's language has no lexicon. */
  readonly readable: boolean;
}

export type EventReader = (signal: Signal) => Reading;

/** Words between a grave word and a neighbour that explains it. */
const NEIGHBOURHOOD = 3;

interface Entry {
  readonly type: EventType;
  readonly severity: 1 | 2 | 3;
  readonly sure: boolean;
  readonly innocent: PhraseTable<true>;
  readonly grave: PhraseTable<true>;
}

interface Compiled {
  readonly entries: PhraseTable<Entry>;
  readonly firstPerson: PhraseTable<true>;
  readonly unconfirmed: PhraseTable<true>;
  readonly reassuring: PhraseTable<true>;
  readonly grief: PhraseTable<true>;
}

const UNREADABLE: Reading = {
  grave: [],
  firstPerson: false,
  unconfirmed: false,
  reassuring: false,
  grief: false,
  readable: false,
};

/** Compiles the lexicons; a text in an unknown language is read with all of them. */
export function createEventReader(lexicons: readonly SafetyLexicon[]): EventReader {
  const compiled = new Map(lexicons.map((lexicon) => [lexicon.language, compile(lexicon)]));

  return function readEvents(signal) {
    const known = compiled.get(signal.lang);
    const lexicon = known ? [known] : signal.lang === 'und' ? [...compiled.values()] : [];
    if (lexicon.length === 0) return UNREADABLE;
    const tokens = [...tokenize(signal.title), ...tokenize(signal.text), ...signal.tags];
    const says = (name: 'firstPerson' | 'unconfirmed' | 'reassuring' | 'grief'): boolean =>
      lexicon.some((one) => findPhrases(one[name], tokens).length > 0);
    return {
      grave: strongest(lexicon.flatMap((one) => graveWords(one, tokens))),
      firstPerson: says('firstPerson'),
      unconfirmed: says('unconfirmed'),
      reassuring: says('reassuring'),
      grief: says('grief'),
      readable: true,
    };
  };
}

function graveWords(lexicon: Compiled, tokens: readonly string[]): GraveWord[] {
  return findPhrases(lexicon.entries, tokens).flatMap((found) => {
    const { type, severity, sure, innocent, grave } = found.value;
    if (hasNeighbour(innocent, tokens, found)) return [];
    const word = tokens.slice(found.from, found.to + 1).join(' ');
    return [{ type, severity, word, weight: sure || hasNeighbour(grave, tokens, found) ? 1 : 0.5 }];
  });
}

/** Whether one of the phrases lies over the found words or within NEIGHBOURHOOD of them. */
function hasNeighbour(table: PhraseTable<true>, tokens: readonly string[], found: Found<unknown>): boolean {
  const start = Math.max(found.from - 8, 0);
  const around = tokens.slice(start, found.to + 9);
  return findPhrases(table, around).some(
    ({ from, to }) => start + from <= found.to + NEIGHBOURHOOD + 1 && start + to >= found.from - NEIGHBOURHOOD - 1,
  );
}

function strongest(words: readonly GraveWord[]): GraveWord[] {
  const best = new Map<EventType, GraveWord>();
  for (const word of words) {
    const held = best.get(word.type);
    if (!held || word.severity * word.weight > held.severity * held.weight) best.set(word.type, word);
  }
  return [...best.values()];
}

function compile(lexicon: SafetyLexicon): Compiled {
  const marks = (phrases: readonly string[]): PhraseTable<true> =>
    phraseTable(phrases.map((phrase) => [phrase, true] as const));
  const entries = lexicon.types.flatMap(({ type, severity, entries: list }) =>
    list.flatMap(({ words, innocent, grave, sure }) => {
      const entry: Entry = { type, severity, sure, innocent: marks(innocent), grave: marks(grave) };
      return words.map((word) => [word, entry] as const);
    }),
  );
  return {
    entries: phraseTable(entries),
    firstPerson: marks(lexicon.firstPerson),
    unconfirmed: marks(lexicon.unconfirmed),
    reassuring: marks(lexicon.reassuring),
    grief: marks(lexicon.grief),
  };
}
