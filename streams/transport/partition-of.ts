const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
const encoder = new TextEncoder();

/** FNV-1a over the UTF-8 bytes, 32 bits. Part of the stored order: never change it. */
export function fnv1a(text: string): number {
  let hash = OFFSET_BASIS;
  for (const byte of encoder.encode(text)) hash = Math.imul(hash ^ byte, PRIME);
  return hash >>> 0;
}

/** The partition in which all records of a key lie. */
export function partitionOf(key: string, partitions: number): number {
  return fnv1a(key) % partitions;
}
