import { hash32, hashed, mixed } from '../text/hash.ts';

/**
 * Two fingerprints of near-copies differ in at most this many of 64 bits. One word changed in twenty stays below in three
 * cases of four; more would take many a post that quotes a headline and adds three words for a copy.
 */
const COPY_BITS = 9;
/** Texts shorter than this many words are copies only when they are the same word for word. */
const FEWEST_WORDS = 6;

/** Seeds of the two halves of a fingerprint. */
const HIGH = 0x811c9dc5;
const LOW = 0x9747b28c;
const SPACE = 0x20;

/**
 * 64-bit similarity hash (Charikar's simhash) of words and word pairs, as 16 hexadecimal digits: texts that share most
 * of their words differ in few bits. Short texts get a plain hash, where one other word changes everything.
 */
export function fingerprint(words: readonly string[]): string {
  if (words.length < FEWEST_WORDS) {
    const text = words.join(' ');
    return hex(hash32(text, HIGH)) + hex(hash32(text, LOW));
  }
  return similarityHash(words);
}

/**
 * Every word and every pair of neighbours votes with the bits of its hash; a bit is set where more than half vote for it.
 * Both halves take shape in one pass over the letters.
 */
function similarityHash(words: readonly string[]): string {
  const highs = new Int32Array(BALLOT);
  const lows = new Int32Array(BALLOT);
  let pairHigh = 0;
  let pairLow = 0;
  for (let n = 0; n < words.length; n++) {
    const word = words[n]!;
    let high = HIGH;
    let low = LOW;
    for (let i = 0; i < word.length; i++) {
      const unit = word.charCodeAt(i);
      high = hashed(high, unit);
      low = hashed(low, unit);
      pairHigh = hashed(pairHigh, unit);
      pairLow = hashed(pairLow, unit);
    }
    vote(highs, mixed(high));
    vote(lows, mixed(low));
    if (n > 0) {
      vote(highs, mixed(pairHigh));
      vote(lows, mixed(pairLow));
    }
    pairHigh = hashed(high, SPACE);
    pairLow = hashed(low, SPACE);
  }
  const voters = 2 * words.length - 1;
  return hex(majority(highs, voters)) + hex(majority(lows, voters));
}

/**
 * 32 counters side by side: bit b of number k is the k-th binary digit of how many have voted for bit b. A vote is then
 * one addition with carry for all 32 at once.
 */
const BALLOT = 20;

function vote(ballot: Int32Array, bits: number): void {
  for (let digit = 0; bits !== 0; digit++) {
    const held = ballot[digit] as number;
    ballot[digit] = held ^ bits;
    bits &= held;
  }
}

/** The bits for which more than half of the voters are: all 32 counters compared with half, highest digit first. */
function majority(ballot: Int32Array, voters: number): number {
  const half = voters >>> 1;
  let above = 0;
  let equal = -1;
  for (let digit = BALLOT - 1; digit >= 0; digit--) {
    const held = ballot[digit] as number;
    if ((half >>> digit) & 1) equal &= held;
    else {
      above |= equal & held;
      equal &= ~held;
    }
  }
  return above;
}

/** Whether two fingerprints are of the same text or nearly. */
export function nearCopies(a: string, b: string): boolean {
  if (a === b) return true;
  const high = parseInt(a.slice(0, 8), 16) ^ parseInt(b.slice(0, 8), 16);
  const low = parseInt(a.slice(8), 16) ^ parseInt(b.slice(8), 16);
  return ones(high) + ones(low) <= COPY_BITS;
}

function ones(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

const hex = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');
