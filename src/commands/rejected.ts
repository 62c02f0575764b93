import { randomUUID } from 'node:crypto';
import type { Log } from '../app/transport.ts';
import { Refusal } from '../app/refusal.ts';
import { Rejection } from '../contract/intake.ts';
import { sayPlace, type Replayed } from '../store/replayed.ts';
import { readRecord } from '../../streams/processors/read-record.ts';
import { readAll } from '../../streams/transport/read-all.ts';
import type { LogRecord } from '../../streams/transport/transport.ts';
import type { Topic, Topics } from '../../streams/topics.ts';
import { plain } from './show-query.ts';

interface Shell {
  readonly transport: Log;
  readonly topics: Topics;
  readonly replayed: Replayed;
  readonly out: (line: string) => void;
}

export interface Choice {
  /** Places as the list names them, such as `signals/2/1041`; all of them where none is given. */
  readonly places: readonly string[];
  /** Only those whose reason has this in it. */
  readonly reason: string | null;
  /** At most so many. */
  readonly limit: number;
}

/** What `signals.rejected` keeps of a refused record at most: a longer one was cut. */
const KEPT_BYTES = 64 * 1024;
const SHOWN_CHARACTERS = 100;

interface Refused extends Rejection {
  /** When the record was received, milliseconds since 1970. */
  readonly receivedAt: number;
  readonly bytes: Buffer;
}

/** Lists what was refused: place, time, reason, the beginning of it, and whether it could be read by now. */
export async function listRejected(shell: Shell, choice: Choice, json: boolean): Promise<void> {
  const { out, topics, replayed } = shell;
  let count = 0;
  for await (const page of chosen(shell, choice)) {
    const before = await replayed.among(page);
    for (const one of page) {
      count += 1;
      const state = before.has(sayPlace(one)) ? 'replayed' : (hindrance(one, topics) ?? 'can be replayed');
      out(json ? JSON.stringify(asJson(one, state)) : describe(one, state));
    }
  }
  if (!json) out(count === 0 ? 'Nothing that was refused fits.' : `${count} refused.`);
}

/**
 * Lays refused records in the log again, each at most once, where they lay before and with the time they had. What
 * could not be read even now stays where it is.
 */
export async function replayRejected(shell: Shell, choice: Choice): Promise<void> {
  const { out, topics, transport, replayed } = shell;
  const tally = { replayed: 0, before: 0, hindered: new Map<string, number>() };
  for await (const page of chosen(shell, choice)) {
    const able: Refused[] = [];
    for (const one of page) {
      const why = hindrance(one, topics);
      if (why === null) able.push(one);
      else tally.hindered.set(why, (tally.hindered.get(why) ?? 0) + 1);
    }
    const taken = await replayed.take(able, (records) => layAgain(transport, topics, records));
    tally.replayed += taken;
    tally.before += able.length - taken;
  }
  out(`${tally.replayed} replayed, ${tally.before} had been before.`);
  for (const [why, count] of tally.hindered) out(`${count} stay: ${why}.`);
}

async function layAgain(transport: Log, topics: Topics, records: readonly Refused[]): Promise<void> {
  for (const topic of [topics.signals, topics.mentions]) {
    const own = records.filter((record) => record.topic === topic.name);
    if (own.length === 0) continue;
    await transport.append(
      topic,
      own.map(({ key, bytes, receivedAt, partition }) => ({
        key,
        value: bytes,
        timestamp: receivedAt,
        // What has no key was meant for its partition: ticks are.
        ...(key === null && { partition }),
      })),
    );
  }
}

/** Why a record would only be refused again; null where nothing is in the way that can be seen from here. */
function hindrance(refused: Refused, topics: Topics): string | null {
  if (refused.bytes.length >= KEPT_BYTES) return 'only their first 64 KB were kept';
  const topic = topicOf(refused, topics);
  if (topic === null) return 'they come from a topic that is not ours';
  const record = { ...refused, value: refused.bytes, timestamp: refused.receivedAt };
  return 'refused' in readRecord(record, topic.schema) ? 'they still cannot be read' : null;
}

const topicOf = ({ topic }: Refused, { signals, mentions }: Topics): Topic | null =>
  [signals, mentions].find(({ name }) => name === topic) ?? null;

/** Each refused record once, though a crash may have laid it aside twice. */
async function* chosen({ transport, topics }: Shell, choice: Choice): AsyncGenerator<readonly Refused[]> {
  const { places, reason, limit } = choice;
  const wanted = new Set(places.map(checkPlace));
  const seen = new Set<string>();
  const pages =
    transport.scan?.(topics.rejected) ?? readAll(transport, topics.rejected, `rejected-reader-${randomUUID()}`);
  for await (const records of pages) {
    const page: Refused[] = [];
    for (const record of records) {
      const refused = readRefused(record);
      if (refused === null || seen.size >= limit) continue;
      const place = sayPlace(refused);
      if (seen.has(place) || (wanted.size > 0 && !wanted.has(place))) continue;
      if (reason !== null && !refused.reason.includes(reason)) continue;
      seen.add(place);
      page.push(refused);
    }
    if (page.length > 0) yield page;
    if (seen.size >= limit) return;
  }
}

function checkPlace(place: string): string {
  if (/^[^/]+\/\d+\/\d+$/.test(place)) return place;
  throw new Refusal(`${place} is no place of a record: expected one as rebond rejected list gives it, signals/2/1041.`);
}

/** Null where somebody else wrote into the topic. */
function readRefused({ value, timestamp }: LogRecord): Refused | null {
  try {
    const read = Rejection.parse(JSON.parse(Buffer.from(value ?? []).toString()));
    return { ...read, receivedAt: timestamp, bytes: Buffer.from(read.value, 'base64') };
  } catch {
    return null;
  }
}

const asJson = (one: Refused, state: string) => ({
  place: sayPlace(one),
  receivedAt: new Date(one.receivedAt).toISOString(),
  key: one.key,
  reason: one.reason,
  state,
  value: one.value,
});

function describe(one: Refused, state: string): string {
  const text = plain(one.bytes.toString().slice(0, SHOWN_CHARACTERS));
  const when = new Date(one.receivedAt).toISOString();
  return `${sayPlace(one)}\t${when}\t${plain(one.reason)}\t${state}\t${text}`;
}
