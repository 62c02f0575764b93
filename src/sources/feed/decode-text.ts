const MARKS: [readonly number[], string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xfe, 0xff], 'utf-16be'],
  [[0xff, 0xfe], 'utf-16le'],
  // Without a mark: "<?" or "<r" in sixteen bits.
  [[0x00, 0x3c, 0x00], 'utf-16be'],
  [[0x3c, 0x00], 'utf-16le'],
];

/** The encoding asked for is none that can be read. */
class UnknownEncodingError extends Error {
  override name = 'UnknownEncodingError';
}

/** The document as text. The byte order mark wins, then the header, then the document's own word, then UTF-8. */
export function decodeText(body: Uint8Array, contentType: string): string {
  const marked = MARKS.find(([bytes]) => bytes.every((byte, i) => body[i] === byte))?.[1];
  const declared = marked ?? charsetOf(contentType) ?? declaredIn(body);
  if (declared === null) return decodeUndeclared(body);
  try {
    return new TextDecoder(declared).decode(body);
  } catch {
    throw new UnknownEncodingError(`the document is in an unknown encoding (${declared.slice(0, 40)})`);
  }
}

const charsetOf = (contentType: string) => /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1] ?? null;

function declaredIn(body: Uint8Array): string | null {
  const head = Buffer.from(body.subarray(0, 200)).toString('latin1');
  return /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1] ?? null;
}

/** Where nothing is said it should be UTF-8; old servers mean Windows' Latin. */
function decodeUndeclared(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return new TextDecoder('windows-1252').decode(body);
  }
}
