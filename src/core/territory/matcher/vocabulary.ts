import type { Field, KeywordField } from '../query.ts';

/** A term's entry: numbers side by side in one line of cache, so that one look at memory finds all of them. */
export const STRIDE = 16;
/** How many letters it has, and where the first is in `letters` (where they are more than INLINE). */
export const LENGTH = 0;
export const LETTERS = 1;
/** The first letters themselves, two to a number. */
export const TEXT = 2;
export const INLINE = 12;
export const FLAGS = 8;
/** The form of the term that counts in the title alone, in the text alone, and as a tag; 0 for none. */
export const IN_TITLE = 9;
export const IN_BODY = 10;
export const IN_TAG = 11;
/** Its records (see `postings.ts`): where they begin and end, and the last of those added since. */
export const RECORDS = 12;
export const RECORDS_END = 13;
export const LATER = 14;

/** Flag: its places are asked for. */
export const PLACED = 1;
/** Flag: it has a form for the title, the text or tags alone. */
export const ZONED = 2;

/** The running hash (FNV-1a, 32 bits), and the multiplier that spreads it over a table (Knuth). */
export const FNV_PRIME = 0x01000193;
export const FNV_START = 0x811c9dc5 | 0;
export const SPREAD = 0x9e3779b1 | 0;

/** Longer stems are found by their beginning, and then verified. Letters, below 32. */
export const LONGEST_STEM = 24;
/** So many letters of a word are compared with those of all stems before any stem is looked up. */
export const GATE = 3;

/** Bits of a filter: 16 KB, which stay in the nearest cache. */
const FILTER_BITS = 17;
/** Right shift of a spread hash to its word of a filter; the low five bits of the hash choose the bit. */
export const FILTER_SHIFT = 32 - FILTER_BITS + 5;
const makeFilter = (): Int32Array => new Int32Array(1 << (FILTER_BITS - 5));
const addTo = (filter: Int32Array, hash: number): void => {
  filter[Math.imul(hash, SPREAD) >>> FILTER_SHIFT]! |= 1 << hash;
};

/** Open addressing: pairs of hash and term, 0 for none; at most half full. */
interface Table {
  pairs: Int32Array;
  /** Right shift of the spread hash to a slot. */
  shift: number;
  used: number;
}

const makeTable = (bits: number): Table => ({ pairs: new Int32Array(2 << bits), shift: 32 - bits, used: 0 });

/** Words that begin with a stem and are told by looking at them whole. */
interface Wildcard {
  readonly term: number;
  /** Folded letters, `?` for one code point, and maybe a `*` at the end. */
  readonly pattern: string;
}

/**
 * The terms that queries speak of, each a number from 1: words, beginnings of words, exact values, and words in one
 * zone only. Terms are never taken out; building the matcher anew does that.
 */
export class Vocabulary {
  readonly words: Table = makeTable(10);
  /** One bit for each word's hash: most words of most signals are in no query, and need no look into the table. */
  readonly filter = makeFilter();
  /** The same for whole stems. */
  readonly stemFilter = makeFilter();
  readonly stems: Table = makeTable(8);
  /** Bit n: some stem has n letters, and is asked for at that point of a word. */
  stemLengths = 0;
  /** One bit for each hash of the first letters of a stem: most words need no more than a look at it. */
  readonly gate = makeFilter();
  /** Some stem is shorter than the gate. */
  gateOpen = false;
  /** Letters of words and stems too long for their entry, folded, one behind the other. */
  letters: Uint16Array = new Uint16Array(1 << 12);
  entries: Int32Array<ArrayBuffer> = new Int32Array(STRIDE << 10);
  /** The entries as letters. */
  inline: Uint16Array = new Uint16Array(this.entries.buffer);
  size = 1;
  /** Wildcards by the term of their beginning. */
  readonly wildcards = new Map<number, Wildcard[]>();
  readonly keywords = new Map<KeywordField, Map<string, number>>();
  /** The field of each term that is an exact value. */
  readonly fieldOf = new Map<number, KeywordField>();
  readonly #wildcardTerms = new Map<string, number>();
  #lettersUsed = 0;

  /** The term of a folded word, new where it is not known. */
  word(word: string): number {
    addTo(this.filter, hashOf(word));
    return this.#intern(this.words, word);
  }

  /** The term of a folded word, 0 where no query has it. */
  find(word: string): number {
    const { pairs, shift } = this.words;
    const hash = hashOf(word);
    const mask = (pairs.length >> 1) - 1;
    for (let slot = Math.imul(hash, SPREAD) >>> shift; pairs[2 * slot + 1] !== 0; slot = (slot + 1) & mask) {
      if (pairs[2 * slot] === hash && this.#reads(pairs[2 * slot + 1]!, word)) return pairs[2 * slot + 1]!;
    }
    return 0;
  }

  /** Words that begin so. */
  prefix(stem: string): number {
    if (stem.length > LONGEST_STEM) return this.wildcard(`${stem}*`);
    this.stemLengths |= 1 << stem.length;
    addTo(this.gate, hashOf(stem.slice(0, GATE)));
    addTo(this.stemFilter, hashOf(stem));
    this.gateOpen ||= stem.length < GATE;
    return this.#intern(this.stems, stem);
  }

  /** Words that are as the pattern has them: found by their beginning. */
  wildcard(pattern: string): number {
    const known = this.#wildcardTerms.get(pattern);
    if (known !== undefined) return known;
    const beginning = this.prefix(pattern.slice(0, Math.min(pattern.search(/[?*]/), LONGEST_STEM)));
    const term = this.#make();
    const siblings = this.wildcards.get(beginning);
    if (siblings) siblings.push({ term, pattern });
    else this.wildcards.set(beginning, [{ term, pattern }]);
    this.#wildcardTerms.set(pattern, term);
    return term;
  }

  keyword(field: KeywordField, value: string): number {
    let values = this.keywords.get(field);
    if (!values) this.keywords.set(field, (values = new Map<string, number>()));
    let term = values.get(value);
    if (term === undefined) {
      values.set(value, (term = this.#make()));
      this.fieldOf.set(term, field);
    }
    return term;
  }

  /** The form of a term that counts in one zone only. */
  within(field: Field, term: number): number {
    return field === 'any' ? term : this.#form(term, field === 'title' ? IN_TITLE : IN_BODY);
  }

  /** A #tag of one word: the form of the word that counts as a tag alone. */
  tag(word: string): number {
    return this.#form(this.word(word), IN_TAG);
  }

  #form(term: number, zone: number): number {
    const form = STRIDE * term + zone;
    if (this.entries[form] === 0) {
      const made = this.#make();
      // Making a term may have moved the entries.
      this.entries[form] = made;
      this.entries[STRIDE * term + FLAGS]! |= ZONED;
    }
    return this.entries[form]!;
  }

  /** Asks for the places of a term from now on. */
  place(term: number): void {
    this.entries[STRIDE * term + FLAGS]! |= PLACED;
  }

  #make(): number {
    const term = this.size++;
    if (STRIDE * this.size > this.entries.length) {
      this.entries = grown(this.entries, this.entries.length * 2);
      this.inline = new Uint16Array(this.entries.buffer);
    }
    return term;
  }

  #intern(table: Table, text: string): number {
    const hash = hashOf(text);
    const mask = (table.pairs.length >> 1) - 1;
    let slot = Math.imul(hash, SPREAD) >>> table.shift;
    for (let term = table.pairs[2 * slot + 1]!; term !== 0; term = table.pairs[2 * slot + 1]!) {
      if (table.pairs[2 * slot] === hash && this.#reads(term, text)) return term;
      slot = (slot + 1) & mask;
    }
    const term = this.#make();
    table.pairs[2 * slot] = hash;
    table.pairs[2 * slot + 1] = term;
    this.#store(term, text);
    if (++table.used * 2 > mask) widen(table);
    return term;
  }

  #reads(term: number, text: string): boolean {
    if (this.entries[STRIDE * term + LENGTH] !== text.length) return false;
    const letters = text.length <= INLINE ? this.inline : this.letters;
    const first = text.length <= INLINE ? 2 * (STRIDE * term + TEXT) : this.entries[STRIDE * term + LETTERS]!;
    for (let i = 0; i < text.length; i++) if (letters[first + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  #store(term: number, text: string): void {
    this.entries[STRIDE * term + LENGTH] = text.length;
    const isInline = text.length <= INLINE;
    if (!isInline) this.#reserve(text.length);
    const letters = isInline ? this.inline : this.letters;
    const first = isInline ? 2 * (STRIDE * term + TEXT) : this.#lettersUsed;
    for (let i = 0; i < text.length; i++) letters[first + i] = text.charCodeAt(i);
    if (isInline) return;
    this.entries[STRIDE * term + LETTERS] = first;
    this.#lettersUsed += text.length;
  }

  #reserve(letters: number): void {
    if (this.#lettersUsed + letters <= this.letters.length) return;
    const wider = new Uint16Array(this.letters.length * 2 + letters);
    wider.set(this.letters);
    this.letters = wider;
  }
}

export function hashOf(text: string): number {
  let hash = FNV_START;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  return hash;
}

export function grown(array: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(size);
  wider.set(array);
  return wider;
}

function widen(table: Table): void {
  const { pairs } = table;
  table.pairs = new Int32Array(pairs.length * 2);
  table.shift--;
  const mask = (table.pairs.length >> 1) - 1;
  for (let i = 0; i < pairs.length; i += 2) {
    if (pairs[i + 1] === 0) continue;
    let slot = Math.imul(pairs[i]!, SPREAD) >>> table.shift;
    while (table.pairs[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
    table.pairs[2 * slot] = pairs[i]!;
    table.pairs[2 * slot + 1] = pairs[i + 1]!;
  }
}
