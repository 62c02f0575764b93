import type { Field, KeywordField } from '../query.ts';

/** A term's entry: eight numbers side by side, so that one look at memory finds all of them. */
export const STRIDE = 8;
/** First of its letters, and how many. */
export const LETTERS = 0;
export const LENGTH = 1;
export const FLAGS = 2;
/** The form of the term that counts in the title alone, and in the text alone; 0 for none. */
export const IN_TITLE = 3;
export const IN_BODY = 4;
/** Its records (see `postings.ts`): where they begin and end, and the last of those added since. */
export const RECORDS = 5;
export const RECORDS_END = 6;
export const LATER = 7;

/** Flag: its places are asked for. */
export const PLACED = 1;
/** Flag: it has a form for the title or the text alone. */
export const ZONED = 2;

/** The running hash (FNV-1a, 32 bits), and the multiplier that spreads it over a table (Knuth). */
export const FNV_PRIME = 0x01000193;
export const FNV_START = 0x811c9dc5 | 0;
export const SPREAD = 0x9e3779b1 | 0;

/** Longer stems are found by their beginning, and then verified. Letters, below 32. */
export const LONGEST_STEM = 24;
/** Words of fewer letters than any stem has are not looked up by stems. Bits of the filter in front of the stems. */
const FILTER_BITS = 17;

/** Open addressing: pairs of hash and term, 0 for none; at most a quarter full. */
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
  holds(word: string): boolean;
}

/**
 * The terms that queries speak of, each a number from 1: words, beginnings of words, exact values, and words in one
 * zone only. Terms are never taken out; building the matcher anew does that.
 */
export class Vocabulary {
  readonly words: Table = makeTable(10);
  readonly stems: Table = makeTable(8);
  /** Bit n: some stem has n letters, and is asked for at that point of a word. */
  stemLengths = 0;
  /** One bit for each hash of a stem, so that most words need no look into the table. */
  readonly stemFilter = new Int32Array(1 << (FILTER_BITS - 5));
  /** Letters of all words and stems, folded, one behind the other. */
  letters: Uint16Array = new Uint16Array(1 << 12);
  entries: Int32Array = new Int32Array(STRIDE << 10);
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
    if (stem.length > LONGEST_STEM) {
      return this.wildcard(`${stem}*`, stem.slice(0, LONGEST_STEM), (word) => word.startsWith(stem));
    }
    const hash = hashOf(stem);
    this.stemLengths |= 1 << stem.length;
    this.stemFilter[filterWord(hash)]! |= 1 << (hash & 31);
    return this.#intern(this.stems, stem);
  }

  /** Words that begin with `stem` and of which `holds` is true; `written` names them. */
  wildcard(written: string, stem: string, holds: (word: string) => boolean): number {
    const known = this.#wildcardTerms.get(written);
    if (known !== undefined) return known;
    const beginning = this.prefix(stem);
    const term = this.#make();
    const siblings = this.wildcards.get(beginning);
    if (siblings) siblings.push({ term, holds });
    else this.wildcards.set(beginning, [{ term, holds }]);
    this.#wildcardTerms.set(written, term);
    return term;
  }

  keyword(field: KeywordField, value: string): number {
    let values = this.keywords.get(field);
    if (!values) this.keywords.set(field, (values = new Map()));
    let term = values.get(value);
    if (term === undefined) {
      values.set(value, (term = this.#make()));
      this.fieldOf.set(term, field);
    }
    return term;
  }

  /** The form of a term that counts in one zone only. */
  within(field: Field, term: number): number {
    if (field === 'any') return term;
    const form = STRIDE * term + (field === 'title' ? IN_TITLE : IN_BODY);
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
    if (STRIDE * this.size > this.entries.length) this.entries = grown(this.entries, this.entries.length * 2);
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
    if (++table.used * 4 > mask) widen(table);
    return term;
  }

  #reads(term: number, text: string): boolean {
    if (this.entries[STRIDE * term + LENGTH] !== text.length) return false;
    const first = this.entries[STRIDE * term + LETTERS]!;
    for (let i = 0; i < text.length; i++) if (this.letters[first + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  #store(term: number, text: string): void {
    if (this.#lettersUsed + text.length > this.letters.length) {
      const letters = new Uint16Array(this.letters.length * 2 + text.length);
      letters.set(this.letters);
      this.letters = letters;
    }
    this.entries[STRIDE * term + LETTERS] = this.#lettersUsed;
    this.entries[STRIDE * term + LENGTH] = text.length;
    for (let i = 0; i < text.length; i++) this.letters[this.#lettersUsed++] = text.charCodeAt(i);
  }
}

/** Which word of `stemFilter` holds the bit of a hash. The low five bits choose the bit. */
export const filterWord = (hash: number): number => Math.imul(hash, SPREAD) >>> (32 - FILTER_BITS + 5);

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
