import type { IncomingMessage } from 'node:http';
import { BusyError, NoRoomError, StoppingError, UnreadableLine } from '../context.ts';
import type { Context } from '../context.ts';
import type { IntakeLine, IntakeResult } from '../contract/intake.ts';
import { collect, mediaType, readBody } from './body.ts';
import { ProblemError, outOfReach } from './errors.ts';
import { parseJson, parseLine, readLines, refuseNul } from './lines.ts';

const LINE_BYTES = 256 * 1024;
const BODY_BYTES = 20 * 1024 * 1024;
const MOST_LINES = 20_000;
/** Lines handed over at once: bounds memory, and lets a slow log hold the sender back. */
const BATCH = 500;

type Door = Pick<Context, 'intake' | 'clock' | 'log'>;

interface Item {
  readonly number: number;
  readonly value: unknown;
}

/**
 * Reads signals from a request, line by line, and lays them in the log. Answers once all accepted ones are durable.
 * `received`: the body, where it was read already. When it throws half-way, what came before is in the log already: sending the whole again does no harm.
 */
export async function receiveSignals(door: Door, request: IncomingMessage, received?: Buffer): Promise<IntakeResult> {
  const result: IntakeResult = { accepted: 0, rejected: 0, lines: [] };
  let batch: Item[] = [];
  for await (const item of readItems(door, request, received)) {
    if (result.lines.length + batch.length >= MOST_LINES) throw tooManyLines(result.accepted);
    batch.push(item);
    if (batch.length < BATCH) continue;
    await accept(door, batch, result);
    batch = [];
  }
  if (batch.length > 0) await accept(door, batch, result);
  if (result.lines.length === 0) throw new ProblemError('bad-request', 'The body is empty: send at least one signal.');
  return result;
}

function readItems(door: Door, request: IncomingMessage, received?: Buffer): AsyncIterable<Item> {
  const chunks = readBody(request, { mostBytes: BODY_BYTES, gzip: true, clock: door.clock, received });
  switch (mediaType(request)) {
    case 'application/x-ndjson':
    case 'application/ndjson':
    case 'application/jsonl':
      return ndjsonItems(chunks);
    case 'application/json':
      return jsonItems(chunks);
    default:
      throw new ProblemError('wrong-type', 'Send application/x-ndjson, one signal a line, or application/json.');
  }
}

async function* ndjsonItems(chunks: AsyncIterable<Buffer>): AsyncGenerator<Item> {
  for await (const line of readLines(chunks, LINE_BYTES)) {
    yield { number: line.number, value: parseLine(line, LINE_BYTES) };
  }
}

/** One object, or an array whose items count as lines. Here a mistake in the syntax spoils the whole. */
async function* jsonItems(chunks: AsyncIterable<Buffer>): AsyncGenerator<Item> {
  const bytes = await collect(chunks);
  if (bytes.length === 0) return;
  const whole = parseJson(bytes);
  if (whole instanceof UnreadableLine) throw new ProblemError('bad-request', `The body is ${whole.reason}.`);
  const { value } = whole;
  const items: unknown[] = Array.isArray(value) ? value : [value];
  for (const [index, item] of items.entries()) yield { number: index + 1, value: checkItem(item, bytes.length) };
}

function checkItem(item: unknown, bodyBytes: number): unknown {
  let text: string;
  try {
    text = JSON.stringify(item);
  } catch {
    return new UnreadableLine('nested too deeply');
  }
  if (bodyBytes > LINE_BYTES && Buffer.byteLength(text) > LINE_BYTES) {
    return new UnreadableLine(`longer than ${String(LINE_BYTES / 1024)} KB`);
  }
  return refuseNul(item, text);
}

async function accept(door: Door, batch: readonly Item[], result: IntakeResult): Promise<void> {
  const taken = await acceptDurably(door, batch);
  result.accepted += taken.accepted;
  result.rejected += taken.rejected;
  // The intake counts the lines it was given; the sender counts those of its request.
  for (const line of taken.lines) result.lines.push({ ...line, line: numberOf(batch, line) });
}

const numberOf = (batch: readonly Item[], line: IntakeLine) => batch[line.line - 1]?.number ?? line.line;

async function acceptDurably(door: Door, batch: readonly Item[]): Promise<IntakeResult> {
  try {
    return await door.intake.accept(batch.map((item) => item.value));
  } catch (error) {
    if (error instanceof NoRoomError) {
      throw outOfReach('The disk is nearly full and no signals are taken. Send the same request again later.');
    }
    if (error instanceof StoppingError) {
      throw outOfReach('This process is stopping. Send the same request again; nothing will be counted twice.');
    }
    if (error instanceof BusyError) {
      throw outOfReach('More arrives than can be written at once. Send the same request again in a moment.');
    }
    door.log.error({ err: error }, 'the intake could not lay signals in the log');
    throw outOfReach('The log of signals is out of reach. Send the same request again; nothing will be counted twice.');
  }
}

const tooManyLines = (accepted: number) =>
  new ProblemError(
    'too-large',
    `At most ${MOST_LINES.toLocaleString('en')} lines a request. The first ${accepted.toLocaleString('en')} accepted ` +
      'ones are in the log; send the rest in further requests.',
  );
