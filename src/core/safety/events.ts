import type { EventType, SafetyLexicon } from '../../contract/safety.ts';
import type { Signal } from '../../contract/signal.ts';
import { findPhrases, phraseTable, type Found, type PhraseTable } from '../text/phrases.ts';
import { tokenize } from '../text/tokens.ts';

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
  /** The strongest word of each type and severity. */
  readonly grave: readonly GraveWord[];
  readonly firstPerson: boolean;
  readonly unconfirmed: boolean;
  readonly reassuring: boolean;
  readonly grief: boolean;
  /** Something about a product or a service goes wrong. */
  readonly trouble: boolean;
  /** What it is about where that makes grave words harmless, or says that they are not; null where neither is told. */
  readonly setting: TextSetting | null;
  /** False where the text's language has no lexicon. */
  readonly readable: boolean;
  /** The folded words of title, text and tags. */
  readonly tokens: readonly string[];
}

/** fiction: a film, a series, a video game. play: sport, food, music, dress, laughter. real: police, hospital, families. */
export type TextSetting = 'fiction' | 'play' | 'real';

export type EventReader = (signal: Pick<Signal, 'title' | 'text' | 'tags' | 'lang' | 'kind'>) => Reading;

/** Words between a grave word and a neighbour that explains it. */
const NEIGHBOURHOOD = 3;
/** Faces with which people laugh tears, or laugh themselves to death. */
const LAUGHS = /[😂🤣😹💀☠]/u;
/** Types of events of which a text may say that nobody was hurt, or that it was not so. */
const HURTS: ReadonlySet<EventType> = new Set(['accident', 'disaster', 'attack', 'accusation']);
/** Letters at least of a grave word that is told inside a hashtag (#sometownfloods). */
const WORD_IN_TAG = 5;
/** Letters at most of a word in a hashtag, for the time it takes to look. */
const LONGEST_IN_TAG = 14;

/** Weight of a sure word that stands alone in a post, before the rest of the post is known. */
const ALMOST = 0.75;

const MARKS = [
  'firstPerson',
  'unconfirmed',
  'reassuring',
  'hope',
  'grief',
  'trouble',
  'fiction',
  'play',
  'real',
] as const;
type Mark = (typeof MARKS)[number];

interface Entry {
  readonly type: EventType;
  readonly severity: 1 | 2 | 3;
  readonly sure: boolean;
  readonly alone: boolean;
  readonly innocent: PhraseTable<true>;
  readonly grave: PhraseTable<true>;
}

/** One table for all that is looked for, so that a text is gone through once. */
type Compiled = PhraseTable<Entry | Mark>;

/** Compiles the lexicons; a text in an unknown language is read with all whole ones. */
export function createEventReader(lexicons: readonly SafetyLexicon[]): EventReader {
  const compiled = new Map(lexicons.map((lexicon) => [lexicon.language, compile(lexicon)]));
  const partial = new Set(lexicons.filter((lexicon) => lexicon.partial).map(({ language }) => language));
  const whole = [...compiled].filter(([language]) => !partial.has(language)).map(([, table]) => table);

  return function readEvents(signal) {
    const known = compiled.get(signal.lang);
    const tables = known ? [known] : signal.lang === 'und' ? whole : [];
    const tokens = [...tokenize(signal.title), ...tokenize(signal.text), ...signal.tags];
    const marks = new Set<Mark>();
    const grave: GraveWord[] = [];
    if (LAUGHS.test(signal.text)) marks.add('play');
    for (const table of tables) {
      for (const found of findPhrases(table, tokens)) {
        if (typeof found.value === 'string') marks.add(found.value);
        else noteEntry(grave, tokens, found as Found<Entry>, signal.kind === 'news');
      }
      for (const tag of signal.tags) grave.push(...inTag(table, tag));
    }
    if (marks.has('hope')) marks.delete('reassuring');
    const setting = settingOf(marks);
    return {
      grave: strongest(inEarnest(calmed(meant(grave, setting), marks), setting, signal.kind)),
      firstPerson: marks.has('firstPerson'),
      unconfirmed: marks.has('unconfirmed'),
      reassuring: marks.has('reassuring'),
      grief: marks.has('grief'),
      trouble: marks.has('trouble'),
      setting,
      readable: tables.length > 0 && !partial.has(signal.lang),
      tokens,
    };
  };
}

/** A word does not confirm itself. */
const isApart = (near: Pick<Found<unknown>, 'from' | 'to'>, found: Found<unknown>): boolean =>
  near.from > found.to || near.to < found.from;

function noteEntry(into: GraveWord[], tokens: readonly string[], found: Found<Entry>, isNews: boolean): void {
  const { type, severity, sure, alone, innocent, grave } = found.value;
  if (neighbours(innocent, tokens, found).length > 0) return;
  const isSure = sure && (found.to > found.from || isNews);
  const isConfirmed = (!isSure || !alone) && neighbours(grave, tokens, found).some((near) => isApart(near, found));
  if (!alone && !isConfirmed) return;
  const word = tokens.slice(found.from, found.to + 1).join(' ');
  const weight = isConfirmed || isSure ? 1 : sure ? ALMOST : 0.5;
  into.push({ type, severity, word, weight });
}

/**
 * One sure word alone in a post may be a manner of speaking ("straight up murder"): it is meant where another grave word
 * stands in the post, or where it speaks of what is real.
 */
function meant(words: readonly GraveWord[], setting: TextSetting | null): readonly GraveWord[] {
  const isMeant = setting === 'real' || words.filter(({ severity }) => severity === 3).length > 1;
  return words.map((word) =>
    word.weight === ALMOST ? { ...word, weight: isMeant || word.severity < 3 ? 1 : 0.5 } : word,
  );
}

const settingOf = (marks: ReadonlySet<Mark>): TextSetting | null =>
  (['real', 'fiction', 'play'] as const).find((setting) => marks.has(setting)) ?? null;

/** "No visitors were injured": where a text says that all are well, what may have hurt them is a hint. */
function calmed(words: readonly GraveWord[], marks: ReadonlySet<Mark>): readonly GraveWord[] {
  if (!marks.has('reassuring')) return words;
  return words.map((word) => (HURTS.has(word.type) ? { ...word, weight: 0.5 } : word));
}

/** What is left of grave words in a setting: of fiction nothing; in play no hints, and what a post is sure of is a hint. */
export function inEarnest(
  words: readonly GraveWord[],
  setting: TextSetting | null,
  kind: Signal['kind'],
): readonly GraveWord[] {
  if (setting === 'fiction') return words.filter(({ severity }) => severity < 3);
  if (setting !== 'play') return words;
  const sure = words.filter(({ weight }) => weight === 1);
  // "Three dead as the stand collapses before the final": who says two grave things does not play.
  const types = new Set(sure.filter(({ severity }) => severity === 3).map(({ type }) => type));
  const isMeant = kind === 'news' || types.size > 1;
  return isMeant ? sure : sure.map((word) => (word.severity === 3 ? { ...word, weight: 0.5 } : word));
}

/** A grave word at the beginning or end of a hashtag is a hint: #yycflood, #explosionsometown. */
function inTag(table: Compiled, tag: string): GraveWord[] {
  const longest = Math.min(LONGEST_IN_TAG, tag.length - 2);
  for (let letters = longest; letters >= WORD_IN_TAG; letters--) {
    for (const word of [tag.slice(-letters), tag.slice(0, letters)]) {
      for (const { words, value } of table.words.get(word) ?? []) {
        if (words.length > 1 || typeof value === 'string' || value.severity < 3) continue;
        if (!value.sure && value.type !== 'disaster') continue;
        return [{ type: value.type, severity: value.severity, word: tag, weight: 0.5 }];
      }
    }
  }
  return [];
}

/** Phrases over the found words or within NEIGHBOURHOOD of them, at their places in the text. */
function neighbours(table: PhraseTable<true>, tokens: readonly string[], found: Found<unknown>) {
  if (table.words.size === 0 && table.stems.size === 0) return [];
  const start = Math.max(found.from - 8, 0);
  return findPhrases(table, tokens.slice(start, found.to + 9))
    .map(({ from, to }) => ({ from: start + from, to: start + to }))
    .filter(({ from, to }) => from <= found.to + NEIGHBOURHOOD + 1 && to >= found.from - NEIGHBOURHOOD - 1);
}

function strongest(words: readonly GraveWord[]): readonly GraveWord[] {
  if (words.length < 2) return words;
  const best = new Map<string, GraveWord>();
  for (const word of words) {
    const key = `${word.type} ${word.severity}`;
    const held = best.get(key);
    if (!held || word.weight > held.weight) best.set(key, word);
  }
  return [...best.values()];
}

function compile(lexicon: SafetyLexicon): Compiled {
  const table = (phrases: readonly string[]): PhraseTable<true> =>
    phraseTable(phrases.map((phrase) => [phrase, true] as const));
  const entries = lexicon.types.flatMap(({ type, severity, entries: list }) =>
    list.flatMap(({ words, innocent, grave, sure, alone }) => {
      const entry: Entry = { type, severity, sure, alone, innocent: table(innocent), grave: table(grave) };
      return words.map((word) => [word, entry] as const);
    }),
  );
  const marks = MARKS.flatMap((mark) => lexicon[mark].map((phrase) => [phrase, mark] as const));
  return phraseTable<Entry | Mark>([...entries, ...marks]);
}
