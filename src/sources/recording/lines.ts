import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { Gunzip } from 'node:zlib';

/** A line of a file, numbered from 1, or why it could not be read. The line that cannot be read may be the end of the file. */
export type Line =
  { readonly line: number; readonly text: string } | { readonly line: number; readonly reason: string };

/** Longest line, in bytes; what is longer is refused without being kept. */
const LONGEST_LINE = 1_000_000;

/** 16 KB of gzip unfold to 17 MB at worst. */
const COMPRESSED_CHUNK = 16_384;

/**
 * The lines of a text file or a gzip of one, whatever its name, in bounded memory. Blank lines are passed over. A gzip
 * that breaks off gives the lines before the break and ends with the reason. Throws where the file cannot be opened.
 */
export async function* readLines(file: string): AsyncGenerator<Line> {
  const splitter = createSplitter();
  const broken: { reason: string }[] = [];
  for await (const bytes of uncompressed(file, broken)) yield* splitter.push(bytes);
  yield* splitter.end();
  for (const { reason } of broken) yield { line: splitter.next(), reason };
  if (splitter.next() === 1 && broken.length === 0) yield { line: 1, reason: 'the file is empty' };
}

const TOO_LONG = { reason: `the line is longer than ${LONGEST_LINE.toLocaleString('en')} bytes` };

function readText(bytes: Buffer): { text: string } | { reason: string } {
  if (!isUtf8(bytes)) return { reason: 'the line is not UTF-8' };
  const text = bytes.toString('utf8');
  return { text: (text.startsWith('\uFEFF') ? text.slice(1) : text).trim() };
}

function createSplitter() {
  let line = 0;
  let parts: Buffer[] = [];
  let length = 0;

  function* close(): Generator<Line> {
    line += 1;
    const judged = length > LONGEST_LINE ? TOO_LONG : readText(Buffer.concat(parts));
    parts = [];
    length = 0;
    if ('reason' in judged || judged.text !== '') yield { line, ...judged };
  }

  function keep(bytes: Buffer) {
    length += bytes.length;
    if (length > LONGEST_LINE) parts = [];
    else if (bytes.length > 0) parts.push(bytes);
  }

  function* push(bytes: Buffer): Generator<Line> {
    let from = 0;
    for (let to = bytes.indexOf(10); to >= 0; to = bytes.indexOf(10, from)) {
      keep(bytes.subarray(from, to));
      yield* close();
      from = to + 1;
    }
    keep(bytes.subarray(from));
  }

  function* end(): Generator<Line> {
    if (length > 0) yield* close();
  }

  return { push, end, next: () => line + 1 };
}

async function* uncompressed(file: string, broken: { reason: string }[]): AsyncGenerator<Buffer> {
  const stream = createReadStream(file, { highWaterMark: COMPRESSED_CHUNK });
  let unfold: ReturnType<typeof createUnfolder> | null = null;
  let first = true;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (first && chunk[0] === 0x1f && chunk[1] === 0x8b) unfold = createUnfolder();
      first = false;
      yield* unfold ? await unfold.write(chunk) : [chunk];
      if (unfold?.failed()) break;
    }
    if (unfold) yield* await unfold.end();
    if (unfold?.failed()) broken.push({ reason: sayBroken(unfold.failed()!) });
  } catch (error) {
    throw sayOpen(file, error as NodeJS.ErrnoException);
  } finally {
    unfold?.close();
  }
}

/**
 * Gunzip driven a chunk at a time, so that everything before a break is handed out: as a stream it would throw away
 * what it holds when it fails.
 */
function createUnfolder() {
  const gunzip: Gunzip = createGunzip();
  let out: Buffer[] = [];
  let error: NodeJS.ErrnoException | null = null;
  gunzip.on('data', (bytes: Buffer) => out.push(bytes));
  const ended = new Promise<void>((resolve) => {
    gunzip.once('end', resolve);
    gunzip.once('error', (reason: NodeJS.ErrnoException) => {
      error = reason;
      resolve();
    });
  });

  function taken(): Buffer[] {
    const bytes = out;
    out = [];
    return bytes;
  }

  async function write(chunk: Buffer): Promise<Buffer[]> {
    const written = new Promise<void>((resolve) => gunzip.write(chunk, () => resolve()));
    await Promise.race([written, ended]);
    return taken();
  }

  async function end(): Promise<Buffer[]> {
    if (error === null) gunzip.end();
    await ended;
    return taken();
  }

  return { write, end, failed: () => error, close: () => gunzip.destroy() };
}

function sayBroken(error: NodeJS.ErrnoException): string {
  return error.code === 'Z_BUF_ERROR'
    ? 'the compressed file ends too early (cut off): what came before was read'
    : 'the compressed file is damaged from here on: what came before was read';
}

function sayOpen(file: string, error: NodeJS.ErrnoException): Error {
  const words: Record<string, string> = {
    ENOENT: 'there is no such file',
    EISDIR: 'it is a folder',
    EACCES: 'reading it is not allowed',
  };
  const reason = words[error.code ?? ''];
  return reason === undefined ? error : new Error(`Cannot read ${file}: ${reason}.`);
}
