import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';
import { BackupError, End, END_OF_TABLE, Header, TableHead } from './format.ts';

/** Who is told what a back-up holds, in its order. */
interface BackupVisitor {
  header?(header: Header): Promise<void>;
  table?(head: TableHead): Promise<void>;
  /** Some rows of the table, each with its line's end. */
  rows?(rows: Buffer): Promise<void>;
  endOfTable?(): Promise<void>;
}

export interface WholeBackup {
  readonly header: Header;
  readonly end: End;
}

const MARK = Buffer.from(END_OF_TABLE);
const LINE_END = 0x0a;

/** Reads a back-up to its end. Throws a BackupError where it is none, is cut off, damaged, or counts otherwise. */
export async function readBackup(file: string, visitor: BackupVisitor = {}): Promise<WholeBackup> {
  const reading = createReading(visitor);
  try {
    await pipeline(createReadStream(file), createGunzip(), async (chunks: AsyncIterable<Buffer>) => {
      for await (const lines of splitLines(chunks)) await reading.take(lines);
    });
  } catch (error) {
    throw explained(file, error as NodeJS.ErrnoException);
  }
  const whole = reading.whole();
  if (!whole) throw new BackupError(`${file} stops before its end: it is not a whole back-up.`);
  return whole;
}

function explained(file: string, error: NodeJS.ErrnoException): Error {
  if (error.code === 'ENOENT') return new BackupError(`There is no file ${file}.`);
  if (error.code === 'Z_BUF_ERROR') return new BackupError(`${file} stops before its end: it is not a whole back-up.`);
  if (error.code?.startsWith('Z_')) return new BackupError(`${file} is damaged, or no back-up: ${error.message}.`);
  return error instanceof BackupError ? new BackupError(`${file}: ${error.message}`) : error;
}

function createReading(visitor: BackupVisitor) {
  const rows: End['rows'] = {};
  let header: Header | undefined;
  let table: string | undefined;
  let end: End | undefined;

  async function headLine(line: Buffer): Promise<void> {
    if (end) throw new BackupError('something follows its end.');
    if (!header) {
      header = parse(line, Header, 'it does not begin as a back-up of this version does.');
      return visitor.header?.(header);
    }
    if (line.subarray(0, 7).toString() === '{"end":') {
      end = parse(line, End, 'its last line cannot be read.');
      return compare(end.rows, rows);
    }
    const head = parse(line, TableHead, 'a table in it cannot be read.');
    table = head.table;
    rows[table] = 0;
    return visitor.table?.(head);
  }

  return {
    async take(lines: readonly Buffer[]): Promise<void> {
      let own: Buffer[] = [];
      const hand = async (): Promise<void> => {
        if (own.length > 0) await visitor.rows?.(Buffer.concat(own));
        own = [];
      };
      for (const line of lines) {
        if (table === undefined) await headLine(line);
        else if (line.equals(MARK)) {
          await hand();
          table = undefined;
          await visitor.endOfTable?.();
        } else {
          rows[table]! += 1;
          own.push(line);
        }
      }
      await hand();
    },
    whole: (): WholeBackup | null => (header && end ? { header, end } : null),
  };
}

function parse<T>(line: Buffer, schema: z.ZodType<T>, otherwise: string): T {
  try {
    return schema.parse(JSON.parse(line.toString()));
  } catch {
    throw new BackupError(otherwise);
  }
}

function compare(told: End['rows'], found: End['rows']): void {
  for (const table of new Set([...Object.keys(told), ...Object.keys(found)])) {
    if (told[table] === found[table]) continue;
    throw new BackupError(`it has ${found[table] ?? 0} rows of ${table} and says ${told[table] ?? 0}.`);
  }
}

/** Whole lines with their ends, as many as each chunk completes. */
async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly Buffer[]> {
  let begun: Buffer[] = [];
  for await (const chunk of chunks) {
    const lines: Buffer[] = [];
    let from = 0;
    for (let at = chunk.indexOf(LINE_END); at >= 0; at = chunk.indexOf(LINE_END, from)) {
      lines.push(Buffer.concat([...begun, chunk.subarray(from, at + 1)]));
      begun = [];
      from = at + 1;
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
    if (lines.length > 0) yield lines;
  }
  if (begun.length > 0) yield [Buffer.concat(begun)];
}
