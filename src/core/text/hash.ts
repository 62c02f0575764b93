import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function base64url(bytes: Uint8Array): string {
  let out = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      out += ALPHABET[(held >> bits) & 63];
    }
    held &= 255;
  }
  if (bits > 0) out += ALPHABET[(held << (6 - bits)) & 63];
  return out;
}

/**
 * An id derived from parts: the first 128 bits of SHA-256, 22 characters. The same parts always give the same id, and
 * nobody can craft parts that give somebody else's.
 */
export function derivedId(...parts: readonly string[]): string {
  const named = parts.map((part) => `${part.length}:${part}`).join('');
  return base64url(sha256(utf8ToBytes(named)).subarray(0, 16));
}

/** FNV-1a, 32 bits, over UTF-16 units: for tables and similarity, never for ids. */
export function hash32(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  // Final mixing (murmur3): FNV's low bits alone are too regular for similarity hashes.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
