import { UnreadableLine } from '../context.ts';

/** One line of a body, counted from 1. `bytes` is null where it was longer than allowed. */
export interface Line {
  readonly number: number;
  readonly bytes: Buffer | null;
}

const NEWLINE = 0x0a;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Cuts a body into lines as it arrives. Blank lines are counted but not handed over. */
export async function* readLines(chunks: AsyncIterable<Buffer>, mostBytes: number): AsyncGenerator<Line> {
  let number = 1;
  let parts: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer) => {
    length += part.length;
    // The rest of an over-long line is counted, not kept.
    if (length <= mostBytes) parts.push(part);
  };
  const cut = (): Line | null => {
    const bytes = length > mostBytes ? null : trim(Buffer.concat(parts), number === 1);
    const line = { number, bytes };
    number += 1;
    parts = [];
    length = 0;
    return bytes?.length === 0 ? null : line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      take(chunk.subarray(from, to));
      from = to + 1;
      const line = cut();
      if (line) yield line;
    }
    take(chunk.subarray(from));
  }
  const last = cut();
  if (last) yield last;
}

function trim(bytes: Buffer, first: boolean): Buffer {
  const from = first && bytes.subarray(0, 3).equals(BOM) ? 3 : 0;
  let to = bytes.length;
  while (to > from && isBlank(bytes[to - 1])) to -= 1;
  return bytes.subarray(from, to);
}

const isBlank = (byte: number | undefined) => byte === 0x20 || byte === 0x09 || byte === 0x0d;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The JSON value of some bytes with its text, or the sentence that says why there is none. */
export function parseJson(bytes: Buffer): { value: unknown; text: string } | UnreadableLine {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return new UnreadableLine('not valid UTF-8');
  }
  try {
    return { value: JSON.parse(text), text };
  } catch (error) {
    return new UnreadableLine(`not JSON: ${(error as Error).message.slice(0, 200)}`);
  }
}

/** The JSON value of a line, or the sentence that says why it is refused. */
export function parseLine(line: Line, mostBytes: number): unknown {
  if (!line.bytes) return new UnreadableLine(`longer than ${(mostBytes / 1024).toLocaleString('en')} KB`);
  if (line.bytes.includes(0)) return new UnreadableLine('contains a NUL character');
  const parsed = parseJson(line.bytes);
  return parsed instanceof UnreadableLine ? parsed : refuseNul(parsed.value, parsed.text);
}

/** `text` is what the value was read from: only where it names NUL at all is the value walked. */
export function refuseNul(value: unknown, text: string): unknown {
  return text.includes('\\u0000') && holdsNul(value) ? new UnreadableLine('contains a NUL character') : value;
}

function holdsNul(value: unknown): boolean {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const item = open.pop();
    if (typeof item === 'string' && item.includes('\0')) return true;
    // One by one: a spread of a long array overflows the stack.
    if (typeof item === 'object' && item !== null) {
      for (const [key, inner] of Object.entries(item)) open.push(key, inner);
    }
  }
  return false;
}
