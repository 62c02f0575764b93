import { fold } from '../../text/fold.ts';
import type { Frequency } from './frequency.ts';
import { FOLDED, HALF, MARK, PLAIN, SEPARATOR, separatesAt, SEVERAL } from './letters.ts';
import {
  FILTER_SHIFT,
  FLAGS,
  FNV_PRIME,
  FNV_START,
  GATE,
  grown,
  IN_BODY,
  IN_TAG,
  IN_TITLE,
  LENGTH,
  INLINE,
  LETTERS,
  PLACED,
  SPREAD,
  STRIDE,
  TEXT,
  ZONED,
  type Vocabulary,
} from './vocabulary.ts';

/** Places between title, text and tags: more than NEAR reaches. Its first and last are empty: no phrase goes through. */
const ZONE_GAP = 64;

/** Every so many signals, terms are counted; from so many counted signals on, the counts are believed. */
const COUNTED_EVERY = 8;
const FEWEST_COUNTED = 2_000;

/** What one signal has of the vocabulary. */
export class Sighting {
  /** 1 for each term that is there. */
  present: Uint8Array = new Uint8Array(0);
  /** The terms that are there, in order of appearance. */
  terms: Int32Array = new Int32Array(1 << 10);
  count = 0;
  /** Word at each place; 0 where it is in no query. */
  words: Int32Array = new Int32Array(1 << 12);
  /** First place of the text, first place behind it, and behind everything. */
  textFrom = 0;
  textEnd = 0;
  end = 0;
  /** Of a term that is there and whose places are asked for: its last occurrence; -1 for none. */
  last: Int32Array = new Int32Array(0);
  /** Of an occurrence: its place, and the occurrence before it. */
  places: Int32Array = new Int32Array(1 << 12);
  before: Int32Array = new Int32Array(1 << 12);
  #occurrences = 0;
  #signals = 0;
  /** Signals, of those counted, that had the term. */
  #counts: Int32Array = new Int32Array(0);
  readonly #vocabulary: Vocabulary;

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  /** Reads a signal's words, in place of those of the signal before. */
  read(title: string, text: string, tags: readonly string[]): void {
    this.#begin();
    if (title !== '') this.#scan(title, IN_TITLE);
    this.#gap();
    this.textFrom = this.end;
    if (text !== '') this.#scan(text, IN_BODY);
    this.textEnd = this.end;
    for (const tag of tags) {
      this.#gap();
      this.#readTag(tag);
    }
  }

  /** A tag's words are words of the signal, and a tag of one word is that word's form as a tag. */
  #readTag(tag: string): void {
    const { entries } = this.#vocabulary;
    const place = this.end;
    this.#scan(tag, 0);
    const entry = STRIDE * (this.end === place + 1 ? this.words[place]! : 0);
    if (entries[entry + IN_TAG] !== 0 && entries[entry + LENGTH] === tag.length)
      this.sight(entries[entry + IN_TAG]!, place);
  }

  /** Marks a term as being there, at a place. */
  sight(term: number, place: number): void {
    const placed = this.#vocabulary.entries[STRIDE * term + FLAGS]! & PLACED;
    if (this.present[term] === 0) {
      this.present[term] = 1;
      if (this.count === this.terms.length) this.terms = grown(this.terms, this.count * 2);
      this.terms[this.count++] = term;
      if (placed !== 0) this.last[term] = -1;
    }
    if (placed !== 0) this.#occur(term, place);
  }

  get hasLearnt(): boolean {
    return this.#signals >= FEWEST_COUNTED * COUNTED_EVERY;
  }

  /** How common words have been in the signals read; `otherwise` for those not looked for, and while few were read. */
  frequency(otherwise: Frequency): Frequency {
    if (!this.hasLearnt) return otherwise;
    const counted = Math.floor(this.#signals / COUNTED_EVERY);
    const counts = this.#counts;
    const vocabulary = this.#vocabulary;
    return (word) => {
      const term = vocabulary.find(word);
      return term === 0 ? otherwise(word) : ((counts[term] ?? 0) + 0.5) / counted;
    };
  }

  /** Counts the terms of the signal read last. */
  #count(): void {
    if (this.#counts.length < this.present.length) this.#counts = grown(this.#counts, this.present.length);
    for (let i = 0; i < this.count; i++) this.#counts[this.terms[i]!]!++;
  }

  #begin(): void {
    if (this.#signals++ % COUNTED_EVERY === 0) this.#count();
    for (let i = 0; i < this.count; i++) this.present[this.terms[i]!] = 0;
    const room = this.#vocabulary.entries.length / STRIDE;
    if (this.present.length < room) {
      this.present = new Uint8Array(room);
      this.last = new Int32Array(room);
    }
    this.count = 0;
    this.#occurrences = 0;
    this.end = 0;
  }

  #gap(): void {
    this.#reserve(this.end + ZONE_GAP);
    this.words[this.end] = 0;
    this.end += ZONE_GAP;
    this.words[this.end - 1] = 0;
  }

  #reserve(places: number): void {
    if (places >= this.words.length) this.words = grown(this.words, places * 2);
  }

  /** Places come in ascending order, but where a text is read again: what has been seen then is passed over. */
  #occur(term: number, place: number): void {
    const known = this.last[term]!;
    if (known >= 0 && this.places[known]! >= place) return;
    const at = this.#occurrences++;
    if (at === this.places.length) {
      this.places = grown(this.places, at * 2);
      this.before = grown(this.before, at * 2);
    }
    this.places[at] = place;
    this.before[at] = known;
    this.last[term] = at;
  }

  /** @param zone which form of a term counts here, too: IN_TITLE, IN_BODY or 0 */
  #scan(text: string, zone: number): void {
    const end = this.#scanWith(FOLDED, text, zone);
    // What was seen before the letter that folds to several is seen again at the same places.
    this.end = end >= 0 ? end : this.#scanWith(PLAIN, fold(text), zone);
  }

  /**
   * One pass over a text: each unit is folded by table and hashed as it comes, each word looked up at its end.
   * @returns the place behind the last word, or -1 where a letter folds to several
   */
  #scanWith(letterOf: Uint16Array, text: string, zone: number): number {
    const { pairs, shift } = this.#vocabulary.words;
    const { entries, filter, gate, gateOpen } = this.#vocabulary;
    const mask = (pairs.length >> 1) - 1;
    const units = text.length;
    let place = this.end;
    // A word and what separates it take two units at least.
    this.#reserve(place + (units >> 1) + 2);
    const words = this.words;
    for (let at = 0; at < units; at++) {
      let letter = letterOf[text.charCodeAt(at)]!;
      if (letter === SEPARATOR || letter === MARK) continue;
      if (letter <= SEVERAL) {
        if (letter === HALF && separatesAt(text, at)) continue;
        if (letterOf === FOLDED) return -1;
        letter = text.charCodeAt(at);
      }
      const start = at;
      let hash = FNV_START;
      let gateHash = 0;
      let length = 0;
      for (;;) {
        hash = Math.imul(hash ^ letter, FNV_PRIME);
        if (++length === GATE) gateHash = hash;
        if (++at >= units) break;
        letter = letterOf[text.charCodeAt(at)]!;
        if (letter > SEVERAL) continue;
        while (letter === MARK && ++at < units) letter = letterOf[text.charCodeAt(at)]!;
        if (letter === SEPARATOR || at >= units) break;
        if (letter > SEVERAL) continue;
        if (letter === HALF && separatesAt(text, at)) break;
        if (letterOf === FOLDED) return -1;
        letter = text.charCodeAt(at);
      }
      const spread = Math.imul(hash, SPREAD);
      let word = 0;
      if ((filter[spread >>> FILTER_SHIFT]! & (1 << hash)) !== 0) {
        for (let slot = spread >>> shift; (word = pairs[2 * slot + 1]!) !== 0; slot = (slot + 1) & mask) {
          if (pairs[2 * slot] !== hash || entries[STRIDE * word + LENGTH] !== length) continue;
          if (this.#reads(word, letterOf, text, start)) break;
        }
      }
      words[place] = word;
      if (word !== 0) this.#sightIn(zone, word, place);
      const mayBegin = length >= GATE && (gate[Math.imul(gateHash, SPREAD) >>> FILTER_SHIFT]! & (1 << gateHash)) !== 0;
      if (mayBegin || gateOpen) this.#sightStems(zone, length, place, letterOf, text, start, at);
      place++;
    }
    return place;
  }

  /** Whether the letters from `start` on, accents on their own left out, are those of the term. */
  #reads(term: number, letterOf: Uint16Array, text: string, start: number): boolean {
    const { entries, inline } = this.#vocabulary;
    const wanted = entries[STRIDE * term + LENGTH]!;
    const letters = wanted <= INLINE ? inline : this.#vocabulary.letters;
    const first = wanted <= INLINE ? 2 * (STRIDE * term + TEXT) : entries[STRIDE * term + LETTERS]!;
    let at = start;
    for (let i = 0; i < wanted; at++) {
      const unit = text.charCodeAt(at);
      const letter = letterOf[unit]!;
      if (letter === MARK) continue;
      if ((letter === HALF ? unit : letter) !== letters[first + i]) return false;
      i++;
    }
    return true;
  }

  /** Marks a term, and its form for the zone. */
  #sightIn(zone: number, term: number, place: number): void {
    this.sight(term, place);
    const { entries } = this.#vocabulary;
    if (zone === 0 || (entries[STRIDE * term + FLAGS]! & ZONED) === 0) return;
    const form = entries[STRIDE * term + zone]!;
    if (form !== 0) this.sight(form, place);
  }

  #sightStems(
    zone: number,
    wordLength: number,
    place: number,
    letterOf: Uint16Array,
    text: string,
    start: number,
    end: number,
  ): void {
    const { stemLengths, stemFilter } = this.#vocabulary;
    let hash = FNV_START;
    let from = start;
    for (let length = 1; length <= wordLength && stemLengths >>> length !== 0; length++) {
      let letter = letterOf[text.charCodeAt(from)]!;
      while (letter === MARK) letter = letterOf[text.charCodeAt(++from)]!;
      hash = Math.imul(hash ^ (letter === HALF ? text.charCodeAt(from) : letter), FNV_PRIME);
      from++;
      if (((stemLengths >>> length) & 1) === 0) continue;
      if ((stemFilter[Math.imul(hash, SPREAD) >>> FILTER_SHIFT]! & (1 << hash)) === 0) continue;
      const stem = this.#findStem(hash, length, letterOf, text, start);
      if (stem === 0) continue;
      this.#sightIn(zone, stem, place);
      if (this.#vocabulary.wildcards.size === 0) continue;
      for (const { term, pattern } of this.#vocabulary.wildcards.get(stem) ?? []) {
        if (isLike(pattern, letterOf, text, start, end)) this.#sightIn(zone, term, place);
      }
    }
  }

  #findStem(hash: number, letters: number, letterOf: Uint16Array, text: string, start: number): number {
    const { entries } = this.#vocabulary;
    const { pairs, shift } = this.#vocabulary.stems;
    const mask = (pairs.length >> 1) - 1;
    for (let slot = Math.imul(hash, SPREAD) >>> shift; ; slot = (slot + 1) & mask) {
      const stem = pairs[2 * slot + 1]!;
      if (stem === 0) return 0;
      if (pairs[2 * slot] !== hash || entries[STRIDE * stem + LENGTH] !== letters) continue;
      if (this.#reads(stem, letterOf, text, start)) return stem;
    }
  }
}

const STAR = '*'.charCodeAt(0);
const ONE_LETTER = '?'.charCodeAt(0);

/** Whether the letters from `start` to `end` are as the pattern has them; accents on their own are none. */
function isLike(pattern: string, letterOf: Uint16Array, text: string, start: number, end: number): boolean {
  let at = start;
  for (let i = 0; i < pattern.length; i++) {
    const wanted = pattern.charCodeAt(i);
    if (wanted === STAR) return true;
    while (at < end && letterOf[text.charCodeAt(at)] === MARK) at++;
    if (at >= end) return false;
    const unit = text.charCodeAt(at++);
    const letter = letterOf[unit]!;
    if (wanted !== ONE_LETTER && wanted !== (letter === HALF ? unit : letter)) return false;
    // A letter of two halves is one letter.
    if (wanted === ONE_LETTER && letter === HALF) at++;
  }
  while (at < end && letterOf[text.charCodeAt(at)] === MARK) at++;
  return at >= end;
}
