import { isUtf8 } from 'node:buffer';

/** The text of a file, or the place of the first byte that is not UTF-8. A byte order mark is dropped. */
export function decodeUtf8(bytes: Uint8Array): { text: string } | { line: number; column: number } {
  if (isUtf8(bytes)) return { text: new TextDecoder().decode(bytes) };
  const good = goodPrefix(bytes);
  // As a stream: a character begun but not finished is left out, for it is the one at fault.
  const before = new TextDecoder().decode(bytes.subarray(0, good), { stream: true }).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/** Length of the longest beginning that is UTF-8, found by halving. */
function goodPrefix(bytes: Uint8Array): number {
  const decoder = () => new TextDecoder('utf-8', { fatal: true });
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    try {
      decoder().decode(bytes.subarray(0, middle), { stream: true });
      low = middle;
    } catch {
      high = middle - 1;
    }
  }
  return low;
}
