import { inEarnest, type Reading, type TextSetting } from './events.ts';

const HOUR = 3_600_000;
/** After so long half of what was said under a term is forgotten. */
const HALF_LIFE_MS = 6 * HOUR;
/** The longest silent are let go. */
const MOST_TERMS = 4_000;
const MOST_VOICES = 8;
const MOST_SIGNALS = 5;
const MOST_WORDS = 6;
/** Terms of a signal that are read out: its tags and names come first. */
const TERMS_A_SIGNAL = 5;

interface Said {
  /** Items, weight of grave words in them, and those in each setting; all fade. */
  items: number;
  grave: number;
  fiction: number;
  play: number;
  real: number;
  readonly voices: string[];
  readonly sure: string[];
  readonly signals: string[];
  readonly words: string[];
  /** When it faded last, milliseconds. */
  at: number;
}

/** What is said under each tag and name in all of a brand's mentions, the longest silent first. Plain data. */
export type ReadOut = Map<string, Said>;

/** What is said under a term, told for a verdict. */
export interface Under {
  /** A tag with its `#`, or a name. */
  readonly term: string;
  /** Who says something grave there, and who of them by a sure word. */
  readonly voices: number;
  readonly sure: number;
  /** Share of what is said there that is grave. */
  readonly share: number;
  readonly words: readonly string[];
  readonly signals: readonly string[];
}

interface Told {
  readonly id: string;
  readonly voice: string;
  readonly reading: Reading;
  readonly terms: readonly string[];
}

/** Notes what one signal says under its terms. */
export function noteUnder(readOut: ReadOut, told: Told, at: number): void {
  const grave = told.reading.grave.filter(({ severity }) => severity === 3);
  const item = {
    ...told,
    setting: told.reading.setting,
    weight: Math.max(...grave.map(({ weight }) => weight), 0),
    words: grave.map(({ word }) => word),
  };
  for (const term of told.terms.slice(0, TERMS_A_SIGNAL)) note(readOut, term, item, at);
  if (readOut.size <= MOST_TERMS) return;
  for (const oldest of readOut.keys()) {
    if (readOut.size <= MOST_TERMS) break;
    readOut.delete(oldest);
  }
}

/** What is said that is grave under a term; null where nothing is. */
export function under(readOut: ReadOut, term: string): Under | null {
  const said = readOut.get(term);
  if (!said || said.grave < 1) return null;
  const { voices, sure, words, signals, grave, items } = said;
  return { term, voices: voices.length, sure: sure.length, share: grave / items, words, signals };
}

/** Items under a tag before its setting is known, and the shares of them from which it is. */
const SETTING = { items: 3, fiction: 0.2, play: 0.35, real: 0.15 } as const;

/** A reading as its hashtags set it: under the tag of a series deaths are those of the series, whatever one post says. */
export function heardUnder(reading: Reading, readOut: ReadOut, tags: readonly string[]): Reading {
  if (reading.setting || reading.grave.length === 0) return reading;
  const settings = new Set(tags.map((tag) => settingUnder(readOut.get(`#${tag}`))));
  const setting = settings.has('fiction') ? 'fiction' : settings.has('play') ? 'play' : null;
  if (setting === 'fiction') return { ...reading, setting, grave: inEarnest(reading.grave, setting, 'post') };
  // Under a match's tag people also tell of the accident outside: a sure word stays sure.
  return setting ? { ...reading, setting, grave: reading.grave.filter(({ weight }) => weight === 1) } : reading;
}

/** What a story is about by its own tags. */
export const settingOfTerms = (readOut: ReadOut, terms: readonly string[]): TextSetting | null => {
  const settings = terms.filter((term) => term.startsWith('#')).map((term) => settingUnder(readOut.get(term)));
  return settings.find((setting) => setting === 'fiction') ?? settings.find((setting) => setting !== null) ?? null;
};

function settingUnder(said: Said | undefined): TextSetting | null {
  if (!said || said.items < SETTING.items || said.real >= SETTING.real * said.items) return null;
  if (said.fiction >= SETTING.fiction * said.items) return 'fiction';
  return said.fiction + said.play >= SETTING.play * said.items ? 'play' : null;
}

interface Item extends Pick<Told, 'id' | 'voice'> {
  readonly weight: number;
  readonly setting: TextSetting | null;
  readonly words: readonly string[];
}

function note(readOut: ReadOut, key: string, item: Item, at: number): void {
  const said = readOut.get(key) ?? {
    items: 0,
    grave: 0,
    fiction: 0,
    play: 0,
    real: 0,
    voices: [],
    sure: [],
    signals: [],
    words: [],
    at,
  };
  readOut.delete(key);
  readOut.set(key, said);
  fade(said, at);
  said.items += 1;
  if (item.setting) said[item.setting] += 1;
  if (item.weight === 0) return;
  if (said.grave < 1 / 4) for (const list of [said.voices, said.sure, said.signals, said.words]) list.length = 0;
  said.grave += item.weight;
  keep(said.voices, item.voice, MOST_VOICES);
  if (item.weight === 1) keep(said.sure, item.voice, MOST_VOICES);
  keep(said.signals, item.id, MOST_SIGNALS);
  for (const word of item.words) keep(said.words, word, MOST_WORDS);
}

function fade(said: Said, at: number): void {
  const part = 2 ** (Math.min(said.at - at, 0) / HALF_LIFE_MS);
  for (const count of ['items', 'grave', 'fiction', 'play', 'real'] as const) said[count] *= part;
  said.at = Math.max(said.at, at);
}

function keep(list: string[], value: string, most: number): void {
  if (list.length < most && !list.includes(value)) list.push(value);
}
