import { hash32 } from '../text/hash.ts';

/**
 * Two fingerprints of near-copies differ in at most this many of 64 bits. One word changed in twenty stays below in three
 * cases of four; more would take many a post that quotes a headline and adds three words for a copy.
 */
const COPY_BITS = 9;
/** Texts shorter than this many words are copies only when they are the same word for word. */
const FEWEST_WORDS = 6;

/**
 * 64-bit similarity hash (Charikar's simhash) of words and word pairs, as 16 hexadecimal digits: texts that share most
 * of their words differ in few bits. Short texts get a plain hash, where one other word changes everything.
 */
export function fingerprint(words: readonly string[]): string {
  if (words.length < FEWEST_WORDS) {
    const text = words.join(' ');
    return hex(hash32(text)) + hex(hash32(text, 0x9747b28c));
  }
  const votes = new Int32Array(64);
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    vote(votes, word);
    if (i > 0) vote(votes, `${words[i - 1]} ${word}`);
  }
  let high = 0;
  let low = 0;
  for (let bit = 0; bit < 32; bit++) {
    if ((votes[bit] as number) > 0) high |= 1 << bit;
    if ((votes[bit + 32] as number) > 0) low |= 1 << bit;
  }
  return hex(high >>> 0) + hex(low >>> 0);
}

function vote(votes: Int32Array, feature: string): void {
  const high = hash32(feature);
  const low = hash32(feature, 0x9747b28c);
  for (let bit = 0; bit < 32; bit++) {
    votes[bit] = (votes[bit] as number) + (((high >>> bit) & 1) << 1) - 1;
    votes[bit + 32] = (votes[bit + 32] as number) + (((low >>> bit) & 1) << 1) - 1;
  }
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

const hex = (value: number): string => value.toString(16).padStart(8, '0');
