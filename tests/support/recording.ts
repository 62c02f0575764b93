import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { RawSignal } from '../../src/contract/signal.ts';
import { readEvening } from '../../src/sources/recording/evening.ts';

const EVENING = resolve(import.meta.dirname, '../../config/demo/evening.ndjson');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** An evening that is over. */
const BEGIN = Date.parse('2026-03-06T19:00:00Z');

export interface DatedSignal {
  readonly raw: RawSignal;
  /** ms since 1970. */
  readonly at: number;
}

/** The fictional evening with times, as many days running as asked for; each day's items and people are its own. */
export async function datedEvening(days = 1): Promise<DatedSignal[]> {
  const { lines } = await readEvening(EVENING);
  return Array.from({ length: days }, (_, day) =>
    lines.map(({ minute, raw, first }) => {
      const at = BEGIN + day * DAY + Math.round(minute * MINUTE);
      const [externalId, author] = day === 0 ? [raw.externalId, raw.author] : renamed(raw, day);
      const instant = new Date(at).toISOString();
      return { at, raw: { ...raw, externalId, author, [first ? 'publishedAt' : 'observedAt']: instant } };
    }),
  ).flat();
}

const renamed = ({ externalId, author }: RawSignal, day: number): [string, RawSignal['author']] => [
  `${externalId}-${day}`,
  author && { ...author, id: `${author.id}-${day}` },
];

/** A recording as `rebond replay` reads it. */
export async function writeRecording(folder: string, signals: readonly DatedSignal[]): Promise<string> {
  const file = join(folder, 'recording.ndjson');
  await writeFile(file, signals.map(({ raw }) => `${JSON.stringify(raw)}\n`).join(''));
  return file;
}
