import { sha256 } from '@noble/hashes/sha2.js';

const encoder = new TextEncoder();

/**
 * An id derived from parts: the first 128 bits of SHA-256, 22 characters. The same parts always give the same id, and
 * nobody can craft parts that give somebody else's.
 */
export function derivedId(...parts: readonly string[]): string {
  const named = parts.map((part) => `${part.length}:${part}`).join('');
  return sha256(encoder.encode(named)).subarray(0, 16).toBase64({ alphabet: 'base64url', omitPadding: true });
}

/** FNV-1a, 32 bits, over UTF-16 units: for tables and similarity, never for ids. */
export const hash32 = (text: string, seed = 0x811c9dc5): number => mixed(hashOn(seed, text)) >>> 0;

/** FNV-1a of a text that goes on with `text`; what has been hashed before is the state. */
export function hashOn(state: number, text: string): number {
  for (let i = 0; i < text.length; i++) state = hashed(state, text.charCodeAt(i));
  return state;
}

/** The state of FNV-1a after one more UTF-16 unit. */
export const hashed = (state: number, unit: number): number => Math.imul(state ^ unit, 0x01000193);

/** Final mixing (murmur3), 32 bits with a sign: FNV's low bits alone are too regular for similarity hashes. */
export function mixed(state: number): number {
  let hash = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
