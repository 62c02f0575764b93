import { promisify } from 'node:util';
import { gunzip, zstdDecompress } from 'node:zlib';

/** Most bytes that one compressed batch may become; brokers take batches of 1 MiB unless told otherwise. */
const MAX_BYTES = 256 * 1024 * 1024;

/** The bytes are not what their codec says, or become more than `MAX_BYTES`. */
export class UndecodableError extends Error {
  override name = 'UndecodableError';
}

const unzip = promisify(gunzip);
const unzstd = promisify(zstdDecompress);

export function decompressGzip(input: Buffer): Promise<Buffer> {
  return unzip(input, { maxOutputLength: MAX_BYTES });
}

/** Zstandard, which Node brings along. */
export function decompressZstd(input: Buffer): Promise<Buffer> {
  return unzstd(input, { maxOutputLength: MAX_BYTES });
}

const XERIAL_MAGIC = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0]);
const XERIAL_HEADER = 16;

/** Snappy as producers write it: Java's in xerial chunks, librdkafka's as one bare block. */
export function decompressSnappy(input: Buffer): Buffer {
  if (!input.subarray(0, XERIAL_MAGIC.length).equals(XERIAL_MAGIC)) return guard('snappy', () => snappyBlock(input));
  return guard('snappy', () => {
    const blocks: Buffer[] = [];
    for (let at = XERIAL_HEADER; at < input.length;) {
      const size = input.readUInt32BE(at);
      blocks.push(snappyBlock(input.subarray(at + 4, at + 4 + size)));
      at += 4 + size;
    }
    return Buffer.concat(blocks);
  });
}

function snappyBlock(input: Buffer): Buffer {
  let at = 0;
  const byte = (): number => input.readUInt8(at++);
  const little = (bytes: number): number => {
    const value = input.readUIntLE(at, bytes);
    at += bytes;
    return value;
  };
  let length = 0;
  for (let shift = 0, more = true; more; shift += 7) {
    const next = byte();
    length += (next & 0x7f) * 2 ** shift;
    more = next >= 0x80 && shift < 28;
  }
  const out = createOutput(length);
  while (at < input.length) {
    const tag = byte();
    const kind = tag & 3;
    if (kind === 0) {
      const short = tag >> 2;
      const size = (short < 60 ? short : little(short - 59)) + 1;
      out.literal(input, at, size);
      at += size;
    } else if (kind === 1) {
      out.copy(((tag >> 5) << 8) | byte(), ((tag >> 2) & 7) + 4);
    } else {
      out.copy(little(kind === 2 ? 2 : 4), (tag >> 2) + 1);
    }
  }
  return out.take();
}

const LZ4_MAGIC = 0x184d2204;

/** The LZ4 frame format; checksums are left to the log, which has its own over the whole batch. */
export function decompressLz4(input: Buffer): Buffer {
  return guard('lz4', () => {
    if (input.readUInt32LE(0) !== LZ4_MAGIC) throw new RangeError('no LZ4 frame');
    const flags = input.readUInt8(4);
    const hasBlockChecksum = (flags & 0x10) !== 0;
    // Magic 4, flags 1, block size 1, header checksum 1; content size 8 and dictionary 4 where flagged.
    let at = 7 + (flags & 0x08 ? 8 : 0) + (flags & 0x01 ? 4 : 0);
    const out = createOutput(Math.min(input.length * 4, MAX_BYTES));
    for (;;) {
      const header = input.readUInt32LE(at);
      if (header === 0) return out.take();
      const size = header & 0x7fffffff;
      at += 4;
      if (header >= 0x80000000) out.literal(input, at, size);
      else lz4Block(input, at, at + size, out);
      at += size + (hasBlockChecksum ? 4 : 0);
    }
  });
}

function lz4Block(input: Buffer, from: number, end: number, out: Output): void {
  let at = from;
  const extended = (nibble: number): number => {
    let length = nibble;
    if (nibble === 15) {
      let next: number;
      do {
        next = input.readUInt8(at++);
        length += next;
      } while (next === 255);
    }
    return length;
  };
  while (at < end) {
    const token = input.readUInt8(at++);
    const literals = extended(token >> 4);
    out.literal(input, at, literals);
    at += literals;
    if (at >= end) return; // the last sequence of a block has no match
    const distance = input.readUInt16LE(at);
    at += 2;
    out.copy(distance, extended(token & 15) + 4);
  }
}

interface Output {
  literal(from: Buffer, at: number, size: number): void;
  /** Repeats `size` bytes that begin `distance` bytes back; they may overlap what is being written. */
  copy(distance: number, size: number): void;
  take(): Buffer;
}

function createOutput(expected: number): Output {
  if (expected > MAX_BYTES) throw new RangeError('too much to decompress');
  let buffer = Buffer.allocUnsafe(Math.max(expected, 64));
  let length = 0;
  const makeRoom = (size: number): void => {
    if (length + size <= buffer.length) return;
    if (length + size > MAX_BYTES) throw new RangeError('too much to decompress');
    const larger = Buffer.allocUnsafe(Math.min(Math.max(buffer.length * 2, length + size), MAX_BYTES));
    buffer.copy(larger, 0, 0, length);
    buffer = larger;
  };
  return {
    literal(from, at, size) {
      if (at + size > from.length) throw new RangeError('cut short');
      makeRoom(size);
      from.copy(buffer, length, at, at + size);
      length += size;
    },
    copy(distance, size) {
      if (distance === 0 || distance > length) throw new RangeError('points before the beginning');
      makeRoom(size);
      for (let done = 0; done < size; done += distance) {
        const part = Math.min(distance, size - done);
        buffer.copyWithin(length + done, length + done - distance, length + done - distance + part);
      }
      length += size;
    },
    take: () => buffer.subarray(0, length),
  };
}

function guard(codec: string, decompress: () => Buffer): Buffer {
  try {
    return decompress();
  } catch (error) {
    throw new UndecodableError(`not ${codec}: ${(error as Error).message}`);
  }
}
