import { stat } from 'node:fs/promises';
import { z } from 'zod';
import type { Clock, PushSignals } from '../context.ts';
import type { RawSignal } from '../contract/signal.ts';
import type { SourceConfig } from '../contract/source.ts';
import { createHealth } from './health.ts';
import type { Health } from './health.ts';
import { createKnownItems } from './known-items.ts';
import type { KnownItems } from './known-items.ts';
import { eventTime, readSignal } from './read-signal.ts';
import { readLines } from './recording/lines.ts';
import { createPace } from './recording/pace.ts';
import type { Source, SourceCursors } from './source.ts';
import type { Time } from './time.ts';

/** One line of a recording. `receivedAt`: milliseconds since 1970, taken from the event. */
export type RecordedLine =
  | { readonly line: number; readonly raw: RawSignal; readonly receivedAt: number }
  | { readonly line: number; readonly reason: string };

export interface ReadSignalsOptions {
  readonly clock: Clock;
  /** Most signals; all where absent. */
  readonly limit?: number;
  /** Signals handed over at once. */
  readonly batch?: number;
  readonly knownItems?: KnownItems;
}

/**
 * Reads a recording (NDJSON, or a gzip of it) as a stream, in batches. A line that cannot be read comes as the sentence
 * that says why; the rest is read all the same.
 */
export async function* readSignals(file: string, options: ReadSignalsOptions): AsyncGenerator<RecordedLine[]> {
  const { limit = Infinity, batch = 500, knownItems = createKnownItems() } = options;
  const receive = createReceipt(options.clock);
  let lines: RecordedLine[] = [];
  let signals = 0;
  for await (const read of readLines(file)) {
    if (signals >= limit) break;
    const recorded = 'reason' in read ? read : { line: read.line, ...readSignal(parse(read.text), knownItems) };
    const isSignal = 'raw' in recorded;
    lines.push(isSignal ? { ...recorded, receivedAt: receive(recorded.raw) } : recorded);
    signals += isSignal ? 1 : 0;
    if (lines.length >= batch) {
      yield lines;
      lines = [];
    }
  }
  if (lines.length > 0) yield lines;
}

/** Stands for text that is no JSON; it can be told from any value that JSON can say. */
const NOT_JSON = Symbol('not JSON');

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return NOT_JSON;
  }
}

/**
 * When a recorded signal counts as received: at its own time. A time that has not come yet cannot be a receipt: one
 * wrong clock must not push time forward, so such a line was received when the line before it was.
 */
function createReceipt(clock: Clock): (raw: RawSignal) => number {
  let previous: number | null = null;
  return function receive(raw) {
    const now = clock();
    const at = eventTime(raw);
    const received = at <= now ? at : (previous ?? now);
    previous = received;
    return received;
  };
}

type ReplayConfig = Extract<SourceConfig, { type: 'replay' }>;
type Recorded = Extract<RecordedLine, { raw: unknown }>;

/** Last line that is durable, and the size of the file it was counted in. */
const Cursor = z.object({ size: z.number(), line: z.number() }).catch({ size: -1, line: 0 });

/** Most signals pushed at once. */
const BATCH = 500;

/** Plays a recording at its own rhythm, faster, or as fast as the log takes it. Event times stay as recorded. */
export function createReplaySource(config: ReplayConfig, time: Time, cursors: SourceCursors): Source {
  const identity = {
    id: config.id,
    label: config.label,
    type: config.type,
    demonstration: false,
    address: config.file,
  };
  const health = createHealth(identity, time.now);
  const pace = createPace(time, config.speed);

  async function start(push: PushSignals, signal: AbortSignal) {
    health.attempted();
    try {
      await play(push, signal);
      if (!signal.aborted) health.became('ended');
    } catch (error) {
      if (!signal.aborted) health.failed((error as Error).message);
    }
  }

  async function play(push: PushSignals, signal: AbortSignal) {
    const size = (await stat(config.file).catch(() => null))?.size ?? 0;
    const saved = Cursor.parse(await cursors.load(config.id));
    const from = saved.size === size ? saved.line : 0;
    const flush = async (batch: readonly Recorded[]) => {
      if (batch.length === 0) return;
      await push(batch);
      health.received(batch);
      await cursors.save(config.id, { size, line: batch.at(-1)!.line });
    };
    let batch: Recorded[] = [];
    let begun = false;
    for await (const line of signalsAfter(config.file, from, time, health)) {
      if (!begun) pace.begin(line.receivedAt);
      begun = true;
      if (batch.length >= BATCH || !pace.due(line.receivedAt)) {
        await flush(batch);
        batch = [];
        await pace.until(line.receivedAt, signal);
      }
      if (signal.aborted) return;
      batch.push(line);
    }
    await flush(batch);
  }

  return { id: config.id, start, status: () => health.status(pace.speed()), setSpeed: pace.setSpeed };
}

/** Lines before `from` are read, too: later ones may only carry metrics of theirs. */
async function* signalsAfter(file: string, from: number, time: Time, health: Health): AsyncGenerator<Recorded> {
  let refused = 0;
  let first = '';
  for await (const lines of readSignals(file, { clock: time.now })) {
    health.answered();
    for (const line of lines) {
      if ('reason' in line) first = refused++ === 0 ? `line ${line.line}: ${line.reason}` : first;
      else if (line.line > from) yield line;
    }
    if (refused > 0) health.noted(`${refused} line${refused === 1 ? '' : 's'} could not be read; ${first}`);
  }
}
