import { z } from 'zod';
import type { RawSignal } from '../../contract/signal.ts';
import { createKnownItems } from '../known-items.ts';
import { readLines } from './lines.ts';
import { readSignal } from '../read-signal.ts';

/** One item of the fictional evening, still without times. */
export interface EveningLine {
  /** Minutes since the evening began. */
  readonly minute: number;
  readonly raw: RawSignal;
  /** Whether the item appears for the first time; later lines of it are updates. */
  readonly first: boolean;
}

export interface Evening {
  /** The minute at which a newcomer arrives. */
  readonly startMinute: number;
  /** In order of their minutes. */
  readonly lines: readonly EveningLine[];
  readonly refused: readonly { readonly line: number; readonly reason: string }[];
}

const Header = z.object({ demonstration: z.literal(true), startMinute: z.number().min(0) });
const Minute = z.object({ minute: z.number().min(0) });

/** Stands in for the time that an item gets when it is played. */
const ANY_TIME = '1970-01-01T00:00:00Z';

/** Reads the evening whole: it is small. Throws where the file cannot be opened or does not say that it is one. */
export async function readEvening(file: string): Promise<Evening> {
  const lines: EveningLine[] = [];
  const refused: { line: number; reason: string }[] = [];
  const knownItems = createKnownItems();
  const seen = new Set<string>();
  let header: z.infer<typeof Header> | null = null;
  for await (const read of readLines(file)) {
    const value = 'text' in read ? parse(read.text) : null;
    if (header === null) {
      header = readHeader(file, value);
      continue;
    }
    const minute = Minute.safeParse(value);
    const signal = readSignal({ ...(value as object), publishedAt: ANY_TIME }, knownItems);
    if ('reason' in read) refused.push(read);
    else if (!minute.success) refused.push({ line: read.line, reason: 'minute: expected a number' });
    else if ('reason' in signal) refused.push({ line: read.line, reason: signal.reason });
    else if (!signal.raw.source.startsWith('demo-'))
      refused.push({ line: read.line, reason: 'source: must begin with "demo-"' });
    else lines.push(toLine(minute.data.minute, signal.raw, seen));
  }
  lines.sort((a, b) => a.minute - b.minute);
  return { startMinute: header!.startMinute, lines, refused };
}

function readHeader(file: string, value: unknown): z.infer<typeof Header> {
  const header = Header.safeParse(value);
  if (header.success) return header.data;
  throw new Error(`Cannot play ${file}: its first line must be {"demonstration": true, "startMinute": …}.`);
}

function toLine(minute: number, raw: RawSignal, seen: Set<string>): EveningLine {
  const { publishedAt: _, ...timeless } = raw;
  const key = `${raw.source} ${raw.externalId}`;
  const first = !seen.has(key);
  seen.add(key);
  return { minute, raw: timeless, first };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
